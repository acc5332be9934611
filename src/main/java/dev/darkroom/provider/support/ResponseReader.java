package dev.darkroom.provider.support;

import dev.darkroom.provider.support.CallOutcome.Answered;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads a provider's answer, whatever its status. */
final class ResponseReader {
  /** Larger than any answer of a task API, with results as {@code data:} links. */
  static final int MAX_BYTES = 8 * 1024 * 1024;

  private ResponseReader() {}

  /**
   * Reads and closes the response. Bytes that are no text are replaced.
   *
   * @throws TooLarge if it is longer than {@link #MAX_BYTES}
   * @throws IOException if it broke off
   */
  static Answered of(Response response) throws IOException {
    try (response) {
      return new Answered(response.getStatus(), headers(response), text(response));
    }
  }

  private static String text(Response response) throws IOException {
    if (!response.hasEntity()) {
      return "";
    }
    try (var stream = response.readEntity(InputStream.class)) {
      var bytes = stream.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new TooLarge();
      }
      return new String(bytes, charset(bytes));
    }
  }

  /**
   * Finds the charset: JSON is UTF-8. Some write UTF-16, with a mark or known by its zeros (RFC
   * 4627, section 3).
   */
  private static Charset charset(byte[] bytes) {
    if (bytes.length < 2) {
      return StandardCharsets.UTF_8;
    }
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if ((first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe)) {
      return StandardCharsets.UTF_16;
    }
    if (first == 0) {
      return StandardCharsets.UTF_16BE;
    }
    return second == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
  }

  /** An answer that is too long. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("the answer is larger than 8 MiB");
    }
  }

  private static Map<String, String> headers(Response response) {
    var headers = new HashMap<String, String>();
    response
        .getStringHeaders()
        .forEach(
            (name, values) -> {
              if (!values.isEmpty()) {
                headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.getFirst());
              }
            });
    return headers;
  }
}
