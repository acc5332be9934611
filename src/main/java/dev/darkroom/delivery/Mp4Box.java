package dev.darkroom.delivery;

import java.io.IOException;

/**
 * A box of an MP4 (ISO/IEC 14496-12, section 4.2): a size, a type of four characters, then content.
 *
 * @param content where the content begins
 * @param end where the next box begins; it may be past the end of the file, or nonsense
 */
record Mp4Box(String type, long content, long end) {
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;

  /** The largest plausible end of a box. */
  private static final long FARTHEST = 1L << 40;

  /**
   * The box that begins at that place.
   *
   * @param limit where a box without a size of its own ends
   */
  static Mp4Box at(Bytes file, long at, long limit) throws IOException {
    long size = file.bigEndian(at, 4);
    var type = file.text(at + 4, 4);
    if (size == 1) { // the real one has 64 bits, and is elsewhere
      return new Mp4Box(type, at + LONG_HEADER, at + file.bigEndian(at + HEADER, 8));
    }
    return new Mp4Box(type, at + HEADER, size == 0 ? limit : at + size);
  }

  boolean is(String name) {
    return type.equals(name);
  }

  /** Whether the end is possible: not before the content, and not absurdly far. */
  boolean isSane() {
    return end >= content && end <= FARTHEST;
  }
}
