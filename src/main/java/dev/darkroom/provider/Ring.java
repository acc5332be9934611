package dev.darkroom.provider;

import java.util.Map;
import java.util.Optional;

/**
 * Somebody at our door, with a token that is ours.
 *
 * @param headers names in lower case, untrusted
 * @param body as received, untrusted
 */
@SuppressWarnings("ArrayRecordComponent") // carried to its reader, never compared
public record Ring(Map<String, String> headers, byte[] body) {
  public Ring {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
