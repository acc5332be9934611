package dev.darkroom.provider;

import dev.darkroom.provider.Exchange.Answered;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads what a provider answered, whatever the status. */
final class HttpAnswer {
  /** More than any answer of a task API; the rest is not read. */
  static final int MAX_BYTES = 1024 * 1024;

  private HttpAnswer() {}

  /**
   * Reads and closes the response. Bytes that are not UTF-8 are replaced.
   *
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
      return new String(stream.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
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
