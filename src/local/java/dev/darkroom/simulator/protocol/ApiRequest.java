package dev.darkroom.simulator.protocol;

import java.util.Locale;

/**
 * One HTTP request to a provider.
 *
 * @param path below the provider's prefix
 * @param query as it was written, or empty
 * @param authorization the header's text, or empty
 * @param idempotencyKey the header's text, or empty
 * @param body as text, or empty
 */
public record ApiRequest(
    String method,
    String path,
    String query,
    String authorization,
    String idempotencyKey,
    String body) {
  /** The bearer key, or an empty text. */
  public String key() {
    boolean isBearer = authorization.toLowerCase(Locale.ROOT).startsWith("bearer ");
    return isBearer ? authorization.substring("bearer ".length()).strip() : "";
  }
}
