package dev.darkroom.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.Optional;

/** Where providers ring, and what the token in that address is signed with. */
@ConfigMapping(prefix = "darkroom.callback")
public interface CallbackConfig {
  /**
   * {@code DARKROOM_CALLBACK_BASE_URL}: address of the HTTP API, such as {@code
   * https://abc.execute-api.eu-central-1.amazonaws.com}. Without one nobody calls back, and results
   * are found by checks.
   */
  Optional<URI> baseUrl();

  /**
   * {@code DARKROOM_CALLBACK_KEYS}: {@code id:secret}, the signing one first, separated by commas;
   * secrets of at least 32 characters.
   */
  Optional<String> keys();

  /** {@code DARKROOM_CALLBACK_KEYS_PARAMETER}: name of an SSM parameter that holds the same. */
  @WithName("keys-parameter")
  Optional<String> keysParameter();
}
