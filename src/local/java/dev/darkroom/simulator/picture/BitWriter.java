package dev.darkroom.simulator.picture;

import java.io.ByteArrayOutputStream;

/** Bits in the order and the codes of H.264 (ITU-T H.264, clauses 7.2 and 9.1). */
final class BitWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int current;
  private int used;

  /** So many bits of a number, the highest first. */
  BitWriter bits(int count, int value) {
    for (int bit = count - 1; bit >= 0; bit--) {
      current = current << 1 | (value >> bit & 1);
      used++;
      if (used == Byte.SIZE) {
        bytes.write(current);
        current = 0;
        used = 0;
      }
    }
    return this;
  }

  /** A number of any size: {@code ue(v)}, and {@code se(v)} for 0. */
  BitWriter number(int value) {
    int length = Integer.SIZE - Integer.numberOfLeadingZeros(value + 1);
    return bits(length - 1, 0).bits(length, value + 1);
  }

  /** Zeros to the end of the byte. */
  BitWriter aligned() {
    return used == 0 ? this : bits(Byte.SIZE - used, 0);
  }

  /** Whole bytes; the writer is aligned. */
  BitWriter whole(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /** All of it, with the bit that ends it. */
  byte[] ended() {
    bits(1, 1).aligned();
    return bytes.toByteArray();
  }
}
