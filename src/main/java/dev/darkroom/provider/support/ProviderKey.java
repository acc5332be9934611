package dev.darkroom.provider.support;

import dev.darkroom.secret.Secret;
import dev.darkroom.secret.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The source of one provider's key: a variable, or a parameter. */
final class ProviderKey {
  /**
   * Shortest time between two reads: a provider that rejects every key must not cause many calls to
   * SSM.
   */
  private static final Duration BETWEEN_REREADS = Duration.ofMinutes(1);

  private final ProviderConfig config;
  private final Secrets secrets;
  private final InstantSource clock;
  private Instant nextReread = Instant.MIN;

  ProviderKey(ProviderConfig config, Secrets secrets, InstantSource clock) {
    this.config = config;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * The key, as it was last read.
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
   * A key that differs from the rejected one; empty if there is none. It is read anew at most once
   * a minute.
   *
   * @throws IllegalStateException if it cannot be read
   */
  Optional<Secret> insteadOf(Secret rejected) {
    if (isTimeToReread()) {
      config.apiKeyParameter().ifPresent(secrets::forget);
    }
    return Optional.of(current()).filter(fresh -> !fresh.equals(rejected));
  }

  private synchronized boolean isTimeToReread() {
    var now = clock.instant();
    if (now.isBefore(nextReread)) {
      return false;
    }
    nextReread = now.plus(BETWEEN_REREADS);
    return true;
  }
}
