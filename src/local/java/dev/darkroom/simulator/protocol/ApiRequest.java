package dev.darkroom.simulator.protocol;

import java.util.Locale;
import java.util.Map;

/**
 * One HTTP request to a provider.
 *
 * @param path below the provider's prefix
 * @param query as it was written, or empty
 * @param headers by their names in lower case
 * @param body as text, or empty
 */
public record ApiRequest(
    String method, String path, String query, Map<String, String> headers, String body) {
  public ApiRequest {
    headers = Map.copyOf(headers);
  }

  /** The text of a header, or an empty text. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /**
   * The key in the header {@code Authorization}, or an empty text.
   *
   * @param scheme such as {@code Bearer}
   */
  public String key(String scheme) {
    var authorization = header("Authorization");
    var start = scheme + " ";
    return authorization.regionMatches(true, 0, start, 0, start.length())
        ? authorization.substring(start.length()).strip()
        : "";
  }
}
