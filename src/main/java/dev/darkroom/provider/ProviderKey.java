package dev.darkroom.provider;

import java.util.Optional;

/** Where one provider's key comes from: configured plainly, or kept in a parameter. */
final class ProviderKey {
  private final ProviderConfig config;
  private final Secrets secrets;

  ProviderKey(ProviderConfig config, Secrets secrets) {
    this.config = config;
    this.secrets = secrets;
  }

  /**
   * The key as far as we know.
   *
   * @throws IllegalStateException if there is none, or it cannot be read
   */
  Secret current() {
    return config
        .apiKey()
        .filter(key -> !key.isBlank())
        .map(Secret::new)
        .or(() -> config.apiKeyParameter().map(secrets::get))
        .orElseThrow(() -> new IllegalStateException("no key is configured"));
  }

  /**
   * Another key than the one that was rejected, fetched anew; empty if there is none.
   *
   * @throws IllegalStateException if it cannot be read
   */
  Optional<Secret> insteadOf(Secret rejected) {
    config.apiKeyParameter().ifPresent(secrets::forget);
    return Optional.of(current()).filter(fresh -> !fresh.equals(rejected));
  }
}
