package dev.darkroom.provider;

import java.util.Map;
import java.util.Optional;

/**
 * A callback whose token is ours.
 *
 * @param headers names in lower case, untrusted
 * @param body as received, untrusted
 */
@SuppressWarnings("ArrayRecordComponent") // carried to its reader, never compared
public record CallbackRequest(Map<String, String> headers, byte[] body) {
  public CallbackRequest {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
