package dev.darkroom.delivery;

import java.io.IOException;

/**
 * The orientation in Exif metadata (CIPA DC-008, 4.6.5). Images of orientation 5 to 8 lie on their
 * side, and every viewer turns them.
 */
final class ExifOrientation {
  private static final String PREFIX = "Exif\0\0";
  private static final int ORIENTATION = 0x0112;
  private static final int ENTRY = 12;

  /** Real files have a few dozen. */
  private static final int MAX_ENTRIES = 512;

  private ExifOrientation() {}

  /** Whether viewers swap width and height; unreadable metadata turn nothing. */
  static boolean isTurned(Bytes file, long at, long length) throws IOException {
    long tiff = file.has(at, PREFIX) ? at + PREFIX.length() : at;
    long end = Math.min(file.size(), at + length);
    boolean isLittle = file.has(tiff, "II*\0");
    if (tiff + 8 > end || (!isLittle && !file.has(tiff, "MM\0*"))) {
      return false;
    }
    long directory = tiff + number(file, tiff + 4, 4, isLittle);
    if (directory + 2 > end) {
      return false;
    }
    long entries = Math.min(MAX_ENTRIES, number(file, directory, 2, isLittle));
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) ENTRY * i;
      if (entry + ENTRY > end) {
        return false;
      }
      if (number(file, entry, 2, isLittle) == ORIENTATION) {
        long value = number(file, entry + 8, 2, isLittle);
        return value >= 5 && value <= 8;
      }
    }
    return false;
  }

  private static long number(Bytes file, long at, int bytes, boolean isLittle) throws IOException {
    return isLittle ? file.littleEndian(at, bytes) : file.bigEndian(at, bytes);
  }
}
