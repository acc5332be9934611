package dev.darkroom.delivery;

import java.io.IOException;
import java.util.Arrays;

/** Bytes in memory. */
class HeldBytes extends Bytes {
  private final byte[] content;

  /**
   * Reads these bytes, and makes no copy of them.
   *
   * @param content nobody changes it
   */
  HeldBytes(byte[] content) {
    this.content = content;
  }

  /** A copy of all of them. */
  final byte[] content() {
    return content.clone();
  }

  @Override
  final long size() {
    return content.length;
  }

  @Override
  final byte[] read(long at, int length) throws IOException {
    if (!isInside(at, length)) {
      throw new PastTheEnd();
    }
    return Arrays.copyOfRange(content, (int) at, (int) at + length);
  }
}
