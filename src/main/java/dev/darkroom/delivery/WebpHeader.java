package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Incomplete;
import dev.darkroom.delivery.MediaHeader.Unacceptable;
import java.io.IOException;

/**
 * WebP (RFC 9649): a RIFF container whose first chunk is VP8 (RFC 6386), VP8L or VP8X, each with
 * the size in a form of its own.
 */
final class WebpHeader {
  private WebpHeader() {}

  static MediaHeader read(Bytes file) throws IOException {
    if (file.size() < 8 + file.littleEndian(4, 4)) {
      return new Incomplete("the end of the WebP is missing");
    }
    if (file.has(12, "VP8 ") && file.has(23, 0x9d, 0x01, 0x2a)) {
      return whole(file.littleEndian(26, 2) & 0x3fff, file.littleEndian(28, 2) & 0x3fff);
    }
    if (file.has(12, "VP8L") && file.has(20, 0x2f)) {
      long bits = file.littleEndian(21, 4);
      return whole((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
    }
    if (file.has(12, "VP8X")) {
      return whole(file.littleEndian(24, 3) + 1, file.littleEndian(27, 3) + 1);
    }
    return new Unacceptable("its WebP header is damaged");
  }

  private static MediaHeader whole(long width, long height) {
    return MediaHeader.whole(MediaFormat.WEBP, width, height);
  }
}
