package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Incomplete;
import dev.darkroom.delivery.MediaHeader.Unacceptable;
import dev.darkroom.delivery.MediaHeader.Whole;
import java.io.IOException;

/**
 * WebM (RFC 8794 and RFC 9559): an EBML header, then one segment, whose size may be left open by
 * who wrote it as it came. Its width and height are deep inside, and are not looked for.
 */
final class WebmHeader {
  /** The element DocType with the four characters of its value. */
  private static final String DOC_TYPE = "B\u0082\u0084webm";

  private static final int LONGEST_HEADER = 4096;
  private static final int ID = 4;

  private WebmHeader() {}

  static MediaHeader read(Bytes file) throws IOException {
    var header = Size.at(file, ID);
    if (header.value() > LONGEST_HEADER
        || !file.text(header.end(), (int) header.value()).contains(DOC_TYPE)) {
      return new Unacceptable("it is a Matroska file, and no WebM");
    }
    long segment = header.end() + header.value();
    if (file.isInside(segment, ID) && !file.has(segment, 0x18, 0x53, 0x80, 0x67)) {
      return new Unacceptable("its WebM header is damaged");
    }
    var size = Size.at(file, segment + ID);
    return size.isOpen() || file.size() - size.end() >= size.value()
        ? new Whole(MediaFormat.WEBM, 0, 0)
        : new Incomplete("the end of the WebM is missing");
  }

  /**
   * A size of 1 to 8 bytes: as many as there are leading zeros in the first, and one.
   *
   * @param end where it ends, and its content begins
   */
  private record Size(long value, long end, boolean isOpen) {
    static Size at(Bytes file, long at) throws IOException {
      int first = (int) file.bigEndian(at, 1);
      int length = Integer.numberOfLeadingZeros(first) - 23;
      if (length > 8) {
        return new Size(Long.MAX_VALUE, at + 1, false);
      }
      long mask = (1L << (7 * length)) - 1;
      long value = file.bigEndian(at, length) & mask;
      return new Size(value, at + length, value == mask);
    }
  }
}
