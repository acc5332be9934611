package dev.darkroom.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Boxes of an MP4 (ISO/IEC 14496-12): a length, a name of four letters, a content. */
final class Box {
  private Box() {}

  static byte[] box(String name, byte[]... parts) {
    byte[] content = joined(parts);
    return joined(ints(8 + content.length), text(name), content);
  }

  /** One that has a version, 0, and flags. */
  static byte[] full(String name, int flags, byte[]... parts) {
    return box(name, ints(flags), joined(parts));
  }

  static byte[] ints(int... values) {
    var buffer = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      buffer.putInt(value);
    }
    return buffer.array();
  }

  static byte[] shorts(int... values) {
    var buffer = ByteBuffer.allocate(2 * values.length);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return buffer.array();
  }

  static byte[] bytes(int... values) {
    var buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.array();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    var buffer = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      buffer.put(part);
    }
    return buffer.array();
  }
}
