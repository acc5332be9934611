package dev.darkroom.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.Optional;

/** The base of callback addresses, and the keys that sign their tokens. */
@ConfigMapping(prefix = "darkroom.callback")
public interface CallbackConfig {
  /**
   * {@code DARKROOM_CALLBACK_BASE_URL}: address of the HTTP API, such as {@code
   * https://abc.execute-api.eu-central-1.amazonaws.com}. Without it no provider calls back, and
   * checks find the results.
   */
  Optional<URI> baseUrl();

  /**
   * {@code DARKROOM_CALLBACK_KEYS}: {@code id:secret}, separated by commas, the signing key first.
   * Secrets have at least 32 characters.
   */
  Optional<String> keys();

  /** {@code DARKROOM_CALLBACK_KEYS_PARAMETER}: name of an SSM parameter that holds the same. */
  @WithName("keys-parameter")
  Optional<String> keysParameter();

  /** What keys must be, in words. */
  String KEYS_RULE =
      "id:secret pairs separated by commas, each with an id of its own of 1 to 8 characters of"
          + " [a-z0-9] and a secret of at least 32 characters";

  /** Whether the text holds keys that can sign. */
  static boolean areKeys(String text) {
    try {
      CallbackKeys.parse(text, "");
      return true;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
