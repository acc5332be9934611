package dev.darkroom.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a file says about itself: its format and size, and whether its end is there. The end is
 * found by structure: chunks, scans, boxes, elements. Nothing is decoded, and no size can hurt.
 */
sealed interface MediaHeader {

  /**
   * A picture or a film, from its first byte to its last; what follows that does no harm.
   *
   * @param width as it is seen, in pixels; 0 where the headers do not tell
   * @param height as it is seen, in pixels; 0 where the headers do not tell
   */
  record Whole(MediaFormat format, int width, int height) implements MediaHeader {}

  /**
   * It begins as one, and its end is missing.
   *
   * @param soFar what it is if nothing is missing after all; empty if it is too little for that
   */
  record Incomplete(String why, Optional<Whole> soFar) implements MediaHeader {
    Incomplete(String why) {
      this(why, Optional.empty());
    }
  }

  /** Something came in its place, or it is damaged: another copy may be better. */
  record Unreadable(String why) implements MediaHeader {}

  /** Another kind of media, as a whole: it will not become what we take. */
  record Unacceptable(String why) implements MediaHeader {}

  /** Larger than any encoder of the accepted formats writes, apart from hostile ones. */
  int MAX_SIDE = 65_535;

  static MediaHeader read(Path file) throws IOException {
    try (var bytes = FileBytes.open(file)) {
      var format = MediaFormat.of(bytes);
      return format.isPresent() ? read(format.get(), bytes) : OtherContent.read(bytes);
    } catch (Bytes.PastTheEnd cut) {
      return new Incomplete("it ends before its header does");
    }
  }

  private static MediaHeader read(MediaFormat format, Bytes bytes) throws IOException {
    return switch (format) {
      case JPEG -> JpegHeader.read(bytes);
      case PNG -> PngHeader.read(bytes);
      case WEBP -> WebpHeader.read(bytes);
      case MP4 -> Mp4Header.read(bytes);
      case WEBM -> WebmHeader.read(bytes);
    };
  }

  /** All of it is there, and taken unless its sides are absurd. */
  static MediaHeader whole(MediaFormat format, Sides sides) {
    return sane(format, sides)
        .<MediaHeader>map(one -> one)
        .orElseGet(() -> new Unreadable("its header claims an impossible size"));
  }

  /** Its end is missing. */
  static MediaHeader incomplete(MediaFormat format, Sides sides) {
    return new Incomplete("the end of the " + format.name() + " is missing", sane(format, sides));
  }

  private static Optional<Whole> sane(MediaFormat format, Sides sides) {
    long width = sides.width();
    long height = sides.height();
    return width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE
        ? Optional.empty()
        : Optional.of(new Whole(format, Math.toIntExact(width), Math.toIntExact(height)));
  }

  /** Width and height as a header claims them. */
  record Sides(long width, long height) {
    static final Sides UNKNOWN = new Sides(0, 0);

    /** As they are seen: a quarter turn swaps them. */
    Sides turned(boolean isTurned) {
      return isTurned ? new Sides(/* width= */ height, /* height= */ width) : this;
    }
  }
}
