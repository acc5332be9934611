package dev.darkroom.delivery;

import dev.darkroom.link.Deadline;
import dev.darkroom.link.RemoteAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** The body of an answer as a stream, as it arrives; counts the bytes that it gives. */
final class AnswerStream extends InputStream {
  private final RemoteAnswer answer;
  private final Deadline deadline;
  private byte[] piece = new byte[0];
  private int at;
  private long received;

  AnswerStream(RemoteAnswer answer, Deadline deadline) {
    this.answer = answer;
    this.deadline = deadline;
  }

  /** The number of bytes so far. */
  long received() {
    return received;
  }

  @Override
  public int read() throws IOException {
    return available() == 0 ? -1 : piece[at++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = Math.min(length, available());
    System.arraycopy(piece, at, into, offset, count);
    at += count;
    return count == 0 ? -1 : count;
  }

  /** Waits for the next piece: only the end has nothing available. */
  @Override
  public int available() throws IOException {
    while (at == piece.length) {
      var next = next();
      if (next.length == 0) {
        return 0;
      }
      piece = next;
      at = 0;
      received += next.length;
    }
    return piece.length - at;
  }

  private byte[] next() throws IOException {
    try {
      var next = answer.next(deadline);
      while (next.isPresent() && next.get().length == 0) {
        next = answer.next(deadline);
      }
      return next.orElse(new byte[0]);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(stopped);
    }
  }
}
