package dev.darkroom.delivery;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a file says about itself in its headers, and whether its last bytes are there. Reads a few
 * bytes here and there, never the picture or the film: nothing is decoded, no size can hurt.
 */
sealed interface MediaHeader {

  /**
   * A picture or a film, from its first byte to its last.
   *
   * @param width 0 where the headers do not tell
   * @param height 0 where the headers do not tell
   */
  record Whole(MediaFormat format, int width, int height) implements MediaHeader {}

  /** It begins as one, and its end is missing. */
  record Incomplete(String why) implements MediaHeader {}

  /** Nothing that we take. */
  record Unacceptable(String why) implements MediaHeader {}

  /** Larger than any encoder of the accepted formats writes, apart from hostile ones. */
  int MAX_SIDE = 65_535;

  static MediaHeader read(Path file) throws IOException {
    try (var bytes = FileBytes.open(file)) {
      var format = MediaFormat.of(bytes);
      return format.isPresent() ? read(format.get(), bytes) : unknown(bytes);
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

  private static MediaHeader unknown(Bytes bytes) throws IOException {
    if (bytes.has(0, "GIF8")) {
      // No provider is asked for one: where a GIF comes, it is a placeholder, not the picture.
      return new Unacceptable("it is a GIF, which nobody asked for");
    }
    return bytes.size() < MediaFormat.SIGNATURE
        ? new Incomplete("it ends before its signature does")
        : new Unacceptable("it is neither a JPEG, PNG or WebP picture nor an MP4 or WebM video");
  }

  /** All of it is there, and taken unless its sides are absurd. */
  static MediaHeader whole(MediaFormat format, long width, long height) {
    return width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE
        ? new Unacceptable("its header claims an impossible size")
        : new Whole(format, Math.toIntExact(width), Math.toIntExact(height));
  }
}
