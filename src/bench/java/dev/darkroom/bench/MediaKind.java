package dev.darkroom.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What a file has to have so that it is taken for one of its kind. */
enum MediaKind {
  /** One chunk of data, whose checksum is the last of the noise. */
  PNG(
      "image/png",
      new byte[] {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 'B', '`', (byte) 0x82}) {
    @Override
    void writeHead(DataOutputStream out, long length) throws IOException {
      out.writeLong(0x89504e470d0a1a0aL);
      out.writeInt(13);
      out.writeBytes("IHDR");
      out.writeInt(SIDE);
      out.writeInt(SIDE);
      out.write(new byte[] {8, 2, 0, 0, 0});
      out.writeInt(0); // nobody looks at the checksum
      out.writeInt(Math.toIntExact(length - out.size() - 3 * Integer.BYTES - end().length));
      out.writeBytes("IDAT");
    }
  },
  /** An EBML header, and one segment of a known size. */
  WEBM("video/webm", new byte[0]) {
    @Override
    void writeHead(DataOutputStream out, long length) throws IOException {
      out.writeInt(0x1a45dfa3);
      out.writeByte(0x87); // a size of seven bytes
      out.writeShort(0x4282);
      out.writeByte(0x84);
      out.writeBytes("webm");
      out.writeInt(0x18538067);
      out.writeLong(1L << 56 | (length - out.size() - Long.BYTES));
    }
  };

  private static final int SIDE = 2048;

  private final String contentType;
  private final byte[] end;

  MediaKind(String contentType, byte[] end) {
    this.contentType = contentType;
    this.end = end;
  }

  abstract void writeHead(DataOutputStream out, long length) throws IOException;

  String contentType() {
    return contentType;
  }

  /**
   * Its first bytes.
   *
   * @param length of the whole file, in bytes
   */
  byte[] head(long length) {
    try {
      var bytes = new ByteArrayOutputStream();
      writeHead(new DataOutputStream(bytes), length);
      return bytes.toByteArray();
    } catch (IOException cannotHappen) {
      throw new IllegalStateException(cannotHappen);
    }
  }

  byte[] end() {
    return end;
  }
}
