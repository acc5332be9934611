package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Incomplete;
import dev.darkroom.delivery.MediaHeader.Unacceptable;
import java.io.IOException;

/** PNG (W3C, third edition): eight bytes of signature, IHDR first, IEND last. */
final class PngHeader {
  private static final String END = "IEND\u00aeB`\u0082";

  /** Some writers leave a few bytes behind the end. */
  private static final int WINDOW = 4096;

  private PngHeader() {}

  static MediaHeader read(Bytes file) throws IOException {
    long width = file.bigEndian(16, 4);
    long height = file.bigEndian(20, 4);
    if (file.bigEndian(8, 4) != 13 || !file.has(12, "IHDR")) {
      return new Unacceptable("its PNG header is damaged");
    }
    return file.endsAround(END, 33, WINDOW)
        ? MediaHeader.whole(MediaFormat.PNG, width, height)
        : new Incomplete("the end of the PNG is missing");
  }
}
