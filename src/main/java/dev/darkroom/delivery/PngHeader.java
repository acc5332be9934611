package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Sides;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import java.io.IOException;

/**
 * PNG (W3C, third edition): a signature of eight bytes, then chunks. A chunk has a length, a type,
 * content and a checksum. IHDR comes first, IEND last.
 */
final class PngHeader {
  private static final int SIGNATURE = 8;
  private static final int AROUND_CONTENT = 12;
  private static final long LONGEST = Integer.MAX_VALUE;

  private PngHeader() {}

  static MediaHeader read(Bytes file) throws IOException {
    var sides = new Sides(file.bigEndian(16, 4), file.bigEndian(20, 4));
    if (file.bigEndian(8, 4) != 13 || !file.has(12, "IHDR")) {
      return new Unreadable("its PNG header is damaged");
    }
    boolean hasData = false;
    boolean isTurned = false;
    long at = SIGNATURE;
    while (at + AROUND_CONTENT <= file.size()) {
      long length = file.bigEndian(at, 4);
      var type = file.text(at + 4, 4);
      if (length > LONGEST) {
        return new Unreadable("its PNG chunks are damaged");
      }
      if (type.equals("IEND")) {
        return hasData
            ? MediaHeader.complete(MediaFormat.PNG, sides.turned(isTurned))
            : new Unreadable("it is a PNG without a picture");
      }
      hasData |= type.equals("IDAT");
      isTurned |= type.equals("eXIf") && ExifOrientation.isTurned(file, at + 8, length);
      at += AROUND_CONTENT + length;
    }
    hasData |= file.has(at + 4, "IDAT");
    return hasData
        ? MediaHeader.truncated(MediaFormat.PNG, sides.turned(isTurned))
        : new Truncated("the end of the PNG is missing");
  }
}
