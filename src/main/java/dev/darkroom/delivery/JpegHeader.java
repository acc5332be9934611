package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Incomplete;
import dev.darkroom.delivery.MediaHeader.Unacceptable;
import java.io.IOException;

/**
 * JPEG (ITU-T T.81, annex B): segments up to the first scan, one of them with the frame's size; an
 * end marker behind the last scan.
 */
final class JpegHeader {
  private static final String END = "\u00ff\u00d9";

  /** Some writers leave metadata behind the end. */
  private static final int WINDOW = 64 * 1024;

  /** Real files have a few dozen; a colour profile or Exif of many MB has a few hundred. */
  private static final int MAX_SEGMENTS = 4096;

  private static final int START_OF_SCAN = 0xda;

  private JpegHeader() {}

  static MediaHeader read(Bytes file) throws IOException {
    long width = 0;
    long height = 0;
    long at = 2;
    for (int segment = 0; segment < MAX_SEGMENTS; segment++) {
      if (file.bigEndian(at, 1) != 0xff) {
        return damaged();
      }
      int marker = (int) file.bigEndian(at + 1, 1);
      if (marker == 0xff) { // a fill byte
        at++;
        continue;
      }
      long length = file.bigEndian(at + 2, 2);
      if (!hasLength(marker) || length < 2) {
        return damaged();
      }
      if (isStartOfFrame(marker)) {
        height = file.bigEndian(at + 5, 2);
        width = file.bigEndian(at + 7, 2);
      }
      at += 2 + length;
      if (marker == START_OF_SCAN) {
        return file.endsAround(END, at, WINDOW)
            ? MediaHeader.whole(MediaFormat.JPEG, width, height)
            : new Incomplete("the end of the JPEG is missing");
      }
    }
    return damaged();
  }

  /** 0, TEM, RST0 to 7, SOI and EOI stand alone, and have no place among the segments. */
  private static boolean hasLength(int marker) {
    return marker > 0x01 && (marker < 0xd0 || marker > 0xd9);
  }

  /** C0 to CF but for tables (DHT, DAC) and a reserved one (JPG). */
  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static MediaHeader damaged() {
    return new Unacceptable("its JPEG header is damaged");
  }
}
