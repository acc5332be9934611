package dev.darkroom.delivery;

import java.io.IOException;
import java.util.Arrays;

/** Counts how often, and how much, a reader looks. */
final class CountedBytes extends Bytes {
  private final byte[] content;
  private long looks;
  private long looked;

  CountedBytes(byte[] content) {
    this.content = content;
  }

  /** How often it was read. */
  long looks() {
    return looks;
  }

  /** How many bytes were read. */
  long looked() {
    return looked;
  }

  @Override
  long size() {
    return content.length;
  }

  @Override
  byte[] read(long at, int length) throws IOException {
    if (!isInside(at, length)) {
      throw new PastTheEnd();
    }
    looks++;
    looked += length;
    return Arrays.copyOfRange(content, (int) at, (int) at + length);
  }
}
