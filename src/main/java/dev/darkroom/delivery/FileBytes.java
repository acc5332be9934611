package dev.darkroom.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Looks at single places of a file. */
final class FileBytes extends Bytes implements AutoCloseable {
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

  @Override
  long size() {
    return size;
  }

  @Override
  byte[] read(long at, int length) throws IOException {
    if (!isInside(at, length)) {
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
}
