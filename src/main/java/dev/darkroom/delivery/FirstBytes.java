package dev.darkroom.delivery;

import dev.darkroom.link.Deadline;
import dev.darkroom.link.RemoteAnswer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The beginning of a body: as many pieces as it takes to tell its format, or all there are. */
final class FirstBytes extends Bytes {
  private final byte[] content;

  private FirstBytes(byte[] content) {
    this.content = content;
  }

  /** Takes pieces of the answer until there are enough. */
  static FirstBytes of(RemoteAnswer answer, Deadline deadline)
      throws IOException, InterruptedException {
    var content = new byte[0];
    while (content.length < MediaFormat.SIGNATURE) {
      var piece = answer.next(deadline);
      if (piece.isEmpty()) {
        break;
      }
      content = joined(content, piece.get());
    }
    return new FirstBytes(content);
  }

  Optional<MediaFormat> format() throws IOException {
    return MediaFormat.of(this);
  }

  /** All of them. */
  byte[] content() {
    return content.clone();
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
    return Arrays.copyOfRange(content, (int) at, (int) at + length);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    var both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
