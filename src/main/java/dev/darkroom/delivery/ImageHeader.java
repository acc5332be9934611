package dev.darkroom.delivery;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a file says about itself in its first bytes, and whether its last ones are there. Reads a
 * few bytes here and there, never the picture: nothing is decoded, no size can hurt.
 */
sealed interface ImageHeader {

  /** A picture, from its first byte to its last. */
  record Whole(ImageFormat format, int width, int height) implements ImageHeader {}

  /** It begins as a picture, and its end is missing. */
  record Incomplete(String why) implements ImageHeader {}

  /** No picture that we take. */
  record Unacceptable(String why) implements ImageHeader {}

  /** Larger than any encoder of the accepted formats writes, apart from hostile ones. */
  int MAX_SIDE = 65_535;

  /** No accepted format is told by fewer bytes. */
  int SIGNATURE = 12;

  static ImageHeader read(Path file) throws IOException {
    try (var bytes = FileBytes.open(file)) {
      if (bytes.has(0, 0xff, 0xd8, 0xff)) {
        return JpegHeader.read(bytes);
      }
      if (bytes.has(0, "\u0089PNG\r\n\u001a\n")) {
        return PngHeader.read(bytes);
      }
      if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
        return WebpHeader.read(bytes);
      }
      if (bytes.has(0, "GIF8")) {
        // No provider is asked for one: where a GIF comes, it is a placeholder, not the picture.
        return new Unacceptable("it is a GIF, which nobody asked for");
      }
      return bytes.size() < SIGNATURE
          ? new Incomplete("it ends before its signature does")
          : new Unacceptable("it is not a JPEG, PNG or WebP picture");
    } catch (FileBytes.PastTheEnd cut) {
      return new Incomplete("it ends before its header does");
    }
  }

  /** A whole picture, unless its sides are absurd. */
  static ImageHeader whole(ImageFormat format, long width, long height) {
    return width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE
        ? new Unacceptable("its header claims an impossible size")
        : new Whole(format, Math.toIntExact(width), Math.toIntExact(height));
  }
}
