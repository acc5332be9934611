package dev.darkroom.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads single places among many bytes. */
abstract class Bytes {

  abstract long size();

  /**
   * That many bytes from that place on.
   *
   * @throws PastTheEnd if there are fewer
   */
  abstract byte[] read(long at, int length) throws IOException;

  /** Whether these bytes, as unsigned numbers, are at that place. */
  final boolean has(long at, int... expected) throws IOException {
    if (!isInside(at, expected.length)) {
      return false;
    }
    var found = read(at, expected.length);
    for (int i = 0; i < expected.length; i++) {
      if (found[i] != (byte) expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether this text, a byte a character, is at that place. */
  final boolean has(long at, String expected) throws IOException {
    return has(at, expected.chars().toArray());
  }

  /** The text, a byte a character, at that place. */
  final String text(long at, int length) throws IOException {
    return new String(read(at, length), StandardCharsets.ISO_8859_1);
  }

  /** An unsigned number of that many bytes, the most significant first. */
  final long bigEndian(long at, int bytes) throws IOException {
    long number = 0;
    for (var one : read(at, bytes)) {
      number = number << 8 | (one & 0xff);
    }
    return number;
  }

  /** An unsigned number of that many bytes, the least significant first. */
  final long littleEndian(long at, int bytes) throws IOException {
    long number = 0;
    var found = read(at, bytes);
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | (found[i] & 0xff);
    }
    return number;
  }

  final boolean isInside(long at, int length) {
    return at >= 0 && at <= size() - length;
  }

  /** The content claims more bytes than there are. */
  static final class PastTheEnd extends EOFException {
    private static final long serialVersionUID = 1L;
  }
}
