package dev.darkroom.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads single places of a file, and keeps the surroundings for the next read. */
final class FileBytes extends Bytes implements AutoCloseable {
  private static final int WINDOW = 4096;

  private final FileChannel channel;
  private final long size;
  private byte[] window = new byte[0];
  private long windowAt;

  private FileBytes(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  static FileBytes open(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ);
    return new FileBytes(channel, channel.size());
  }

  @Override
  long size() {
    return size;
  }

  @Override
  byte[] read(long at, int length) throws IOException {
    if (!isInside(at, length)) {
      throw new PastTheEnd();
    }
    if (length > WINDOW) {
      return fromFile(at, length);
    }
    if (at < windowAt || at + length > windowAt + window.length) {
      window = fromFile(at, (int) Math.min(WINDOW, size - at));
      windowAt = at;
    }
    int from = (int) (at - windowAt);
    return Arrays.copyOfRange(window, from, from + length);
  }

  private byte[] fromFile(long at, int length) throws IOException {
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
}
