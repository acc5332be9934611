package dev.darkroom.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The beginning of a body: enough bytes to recognize its format, or all there are. */
final class FirstBytes extends HeldBytes {
  FirstBytes(byte[] content) {
    super(content.clone());
  }

  /** Reads the first bytes of the stream. */
  static FirstBytes of(InputStream body) throws IOException {
    return new FirstBytes(body.readNBytes(MediaFormat.SIGNATURE));
  }

  Optional<MediaFormat> format() throws IOException {
    return MediaFormat.of(this);
  }
}
