package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Sides;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import java.io.IOException;

/**
 * JPEG (ITU-T T.81, annex B): segments, scans, and an end marker behind the last scan. One segment
 * has the frame's size. In the coded data of a scan, a byte FF is no marker if 00 or a restart
 * marker follows. Further pictures may follow at once (CIPA DC-007), and must be whole as well.
 */
final class JpegHeader {
  /**
   * The most segments of all pictures in a file. Real files have a few dozen; a colour profile or
   * Exif of many MB has a few hundred. A file with more is hostile.
   */
  private static final int MAX_SEGMENTS = 4096;

  private static final int BLOCK = 64 * 1024;

  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int NUMBER_OF_LINES = 0xdc;
  private static final int APP1 = 0xe1;

  private final Bytes file;
  private int segmentsLeft;
  private long at;
  private Sides sides = Sides.UNKNOWN;
  private boolean isTurned;
  private boolean hasScan;

  private JpegHeader(Bytes file, long start, int segmentsLeft) {
    this.file = file;
    this.segmentsLeft = segmentsLeft;
    this.at = start + 2;
  }

  static MediaHeader read(Bytes file) throws IOException {
    var first = new JpegHeader(file, 0, MAX_SEGMENTS);
    var header = first.read();
    var last = first;
    while (header instanceof MediaHeader.Complete
        && last.segmentsLeft > 0
        && isPicture(file, last.at)) {
      var another = new JpegHeader(file, last.at, last.segmentsLeft - 1);
      if (another.read() instanceof Truncated && another.segmentsLeft > 0) {
        return first.truncated();
      }
      last = another;
    }
    return header;
  }

  /** Reads a picture, up to the place behind its end marker. */
  private MediaHeader read() throws IOException {
    for (; segmentsLeft > 0; segmentsLeft--) {
      at = behindFill(at);
      if (!file.isInside(at, 2)) {
        return truncated();
      }
      int marker = (int) file.bigEndian(at + 1, 1);
      if (marker == END_OF_IMAGE && hasScan) {
        at += 2;
        return complete();
      }
      if (!file.has(at, 0xff) || !hasLength(marker)) {
        return damaged();
      }
      if (!file.isInside(at, 4)) {
        return truncated();
      }
      long length = file.bigEndian(at + 2, 2);
      if (length < 2) {
        return damaged();
      }
      if (!file.isInside(at + 2, (int) length)) {
        return truncated();
      }
      look(marker, length);
      at += 2 + length;
      if (marker == START_OF_SCAN && isWholeScan()) {
        return complete();
      }
    }
    return damaged();
  }

  /** Goes to the marker behind a scan. A file may end with its scan, without an end marker. */
  private boolean isWholeScan() throws IOException {
    hasScan = true;
    if (isEndOfFile() && sides.height() > 0) {
      at = file.size();
      return true;
    }
    at = nextMarker(at);
    return false;
  }

  /** The first frame before the first scan is the picture: viewers ignore what comes later. */
  private void look(int marker, long length) throws IOException {
    if (isStartOfFrame(marker) && length >= 7 && !hasScan && sides.equals(Sides.UNKNOWN)) {
      sides = new Sides(file.bigEndian(at + 7, 2), file.bigEndian(at + 5, 2));
    }
    if (marker == NUMBER_OF_LINES && sides.height() == 0 && length >= 4) {
      sides = new Sides(sides.width(), file.bigEndian(at + 4, 2));
    }
    isTurned |=
        marker == APP1
            && !hasScan
            && file.has(at + 4, "Exif")
            && ExifOrientation.isTurned(file, at + 4, length - 2);
  }

  /** Any number of bytes FF may precede a marker; the last is part of it. */
  private long behindFill(long from) throws IOException {
    long start = from;
    for (; file.has(start, 0xff, 0xff); start += BLOCK - 1) {
      var block = file.read(start, (int) Math.min(BLOCK, file.size() - start));
      for (int i = 1; i < block.length; i++) {
        if (block[i] != (byte) 0xff) {
          return start + i - 1;
        }
      }
      if (block.length < BLOCK) {
        return file.size();
      }
    }
    return start;
  }

  /** Most files end with their picture: then its coded data need not be searched. */
  private boolean isEndOfFile() throws IOException {
    return file.size() - 2 >= at && file.has(file.size() - 2, 0xff, END_OF_IMAGE);
  }

  /** The end of coded data: a marker, or the end of the file. */
  private long nextMarker(long from) throws IOException {
    for (long start = from; start + 1 < file.size(); start += BLOCK - 1) {
      var block = file.read(start, (int) Math.min(BLOCK, file.size() - start));
      for (int i = 0; i + 1 < block.length; i++) {
        if (block[i] == (byte) 0xff && hasLengthOrEnds(block[i + 1] & 0xff)) {
          return start + i;
        }
      }
    }
    return file.size();
  }

  /**
   * Any other byte after FF in coded data is stuffing, a restart, a fill byte, or an encoder's
   * mistake.
   */
  private static boolean hasLengthOrEnds(int marker) {
    return marker >= 0xc0 && (marker == END_OF_IMAGE || hasLength(marker));
  }

  /** 0, TEM, RST0 to 7, SOI and EOI stand alone, and are no segments. */
  private static boolean hasLength(int marker) {
    return marker > 0x01 && (marker < 0xd0 || marker > 0xd9) && marker < 0xff;
  }

  /** C0 to CF, except for tables (DHT, DAC) and a reserved one (JPG). */
  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static boolean isPicture(Bytes file, long at) throws IOException {
    return file.has(at, 0xff, START_OF_IMAGE) && (file.has(at + 2, 0xff) || file.size() == at + 2);
  }

  private MediaHeader complete() {
    return MediaHeader.complete(MediaFormat.JPEG, sides.turned(isTurned));
  }

  private MediaHeader truncated() {
    return hasScan
        ? MediaHeader.truncated(MediaFormat.JPEG, sides.turned(isTurned))
        : new Truncated("the end of the JPEG is missing");
  }

  private MediaHeader damaged() {
    return hasScan ? truncated() : new Unreadable("its JPEG header is damaged");
  }
}
