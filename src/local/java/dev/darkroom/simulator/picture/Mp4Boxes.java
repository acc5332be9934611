package dev.darkroom.simulator.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Boxes of an MP4 (ISO/IEC 14496-12): a length, a name of four letters, a content. */
public final class Mp4Boxes {
  private Mp4Boxes() {}

  public static byte[] box(String name, byte[]... parts) {
    byte[] content = joined(parts);
    return joined(ints(8 + content.length), text(name), content);
  }

  /** One that has a version, 0, and flags. */
  public static byte[] full(String name, int flags, byte[]... parts) {
    return box(name, ints(flags), joined(parts));
  }

  public static byte[] ints(int... values) {
    var buffer = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      buffer.putInt(value);
    }
    return buffer.array();
  }

  public static byte[] shorts(int... values) {
    var buffer = ByteBuffer.allocate(2 * values.length);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return buffer.array();
  }

  public static byte[] bytes(int... values) {
    var buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.array();
  }

  public static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  public static byte[] joined(byte[]... parts) {
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
