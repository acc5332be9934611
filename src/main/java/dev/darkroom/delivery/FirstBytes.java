package dev.darkroom.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** The beginning of a body: enough bytes to recognize its format, or all there are. */
final class FirstBytes extends Bytes {
  private final byte[] content;

  FirstBytes(byte[] content) {
    this.content = content.clone();
  }

  /** Reads the first bytes of the stream. */
  static FirstBytes of(InputStream body) throws IOException {
    return new FirstBytes(body.readNBytes(MediaFormat.SIGNATURE));
  }

  Optional<MediaFormat> format() throws IOException {
    return MediaFormat.of(this);
  }

  /** All of the first bytes. */
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
}
