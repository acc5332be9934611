package dev.darkroom.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The format and size of a file, and whether the file is complete. The end is found by structure:
 * chunks, scans, boxes, elements. Nothing is decoded, so no size does harm.
 */
sealed interface MediaHeader {

  /**
   * An image or a video, from its first byte to its last. Further bytes do no harm.
   *
   * @param width as it is seen, in pixels; 0 where the headers do not tell
   * @param height as it is seen, in pixels; 0 where the headers do not tell
   */
  record Complete(MediaFormat format, int width, int height) implements MediaHeader {}

  /**
   * The beginning of one, whose end is missing.
   *
   * @param soFar the header if nothing is missing after all; empty if too little is there
   */
  record Truncated(String why, Optional<Complete> soFar) implements MediaHeader {
    Truncated(String why) {
      this(why, Optional.empty());
    }
  }

  /** Other content, or a damaged file: another copy may be better. */
  record Unreadable(String why) implements MediaHeader {}

  /** Another kind of media: no retry makes it a format that is stored. */
  record Unsupported(String why) implements MediaHeader {}

  /** Larger than any encoder of the accepted formats writes, apart from hostile ones. */
  int MAX_SIDE = 65_535;

  static MediaHeader read(Path file) throws IOException {
    try (var bytes = FileBytes.open(file)) {
      return read(bytes);
    }
  }

  /** Reads the header of a whole file. */
  static MediaHeader read(Bytes bytes) throws IOException {
    try {
      var format = MediaFormat.of(bytes);
      return format.isPresent() ? read(format.get(), bytes) : OtherContent.read(bytes);
    } catch (Bytes.PastTheEnd cut) {
      return new Truncated("it ends before its header does");
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

  /** A complete file, unless its sides are absurd. */
  static MediaHeader complete(MediaFormat format, Sides sides) {
    return sane(format, sides)
        .<MediaHeader>map(one -> one)
        .orElseGet(() -> new Unreadable("its header claims an impossible size"));
  }

  /** A file whose end is missing. */
  static MediaHeader truncated(MediaFormat format, Sides sides) {
    return new Truncated("the end of the " + format.name() + " is missing", sane(format, sides));
  }

  private static Optional<Complete> sane(MediaFormat format, Sides sides) {
    long width = sides.width();
    long height = sides.height();
    return width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE
        ? Optional.empty()
        : Optional.of(new Complete(format, Math.toIntExact(width), Math.toIntExact(height)));
  }

  /** Width and height as a header claims them. */
  record Sides(long width, long height) {
    static final Sides UNKNOWN = new Sides(0, 0);

    /** The sides as viewers show them: a quarter turn swaps them. */
    Sides turned(boolean isTurned) {
      return isTurned ? new Sides(/* width= */ height, /* height= */ width) : this;
    }

    /**
     * Written out, as a native image puts a record's own together at each call (performance.md).
     */
    @Override
    public boolean equals(Object other) {
      return other instanceof Sides sides && width == sides.width && height == sides.height;
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(width) + Long.hashCode(height);
    }
  }
}
