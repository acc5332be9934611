package dev.darkroom.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Looks at single places of a file. */
final class FileBytes implements AutoCloseable {
  private final FileChannel channel;
  private final long size;

  private FileBytes(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  static FileBytes open(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ);
    return new FileBytes(channel, channel.size());
  }

  long size() {
    return size;
  }

  /** Whether these bytes, as unsigned numbers, are at that place. */
  boolean has(long at, int... expected) throws IOException {
    if (at < 0 || at + expected.length > size) {
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
  boolean has(long at, String expected) throws IOException {
    return has(at, expected.chars().toArray());
  }

  /** An unsigned number of that many bytes, the most significant first. */
  long bigEndian(long at, int bytes) throws IOException {
    long number = 0;
    for (var one : read(at, bytes)) {
      number = number << 8 | (one & 0xff);
    }
    return number;
  }

  /** An unsigned number of that many bytes, the least significant first. */
  long littleEndian(long at, int bytes) throws IOException {
    long number = 0;
    var found = read(at, bytes);
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | (found[i] & 0xff);
    }
    return number;
  }

  /**
   * Whether the text, a byte a character, is among the last bytes, no earlier than {@code from}.
   */
  boolean endsAround(String text, long from, int window) throws IOException {
    var start = Math.max(from, size - window);
    if (start >= size) {
      return false;
    }
    var tail = new String(read(start, (int) (size - start)), StandardCharsets.ISO_8859_1);
    return tail.contains(text);
  }

  private byte[] read(long at, int length) throws IOException {
    if (at < 0 || at + length > size) {
      throw new PastTheEnd();
    }
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new PastTheEnd();
      }
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The file is shorter than its content says. */
  static final class PastTheEnd extends EOFException {
    private static final long serialVersionUID = 1L;
  }
}
