package dev.darkroom.provider.fal;

import dev.darkroom.provider.Authenticity;
import dev.darkroom.provider.CallbackRequest;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The public keys of webhooks, kept in one execution environment.
 *
 * <p>They are kept for a day, the longest time that fal.ai allows. If no key fits they are fetched
 * again, at most once a minute: keys are rotated.
 */
final class FalWebhookKeys {
  private static final Duration KEPT_FOR = Duration.ofHours(24);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Supplier<List<PublicKey>> source;
  private final Clock clock;
  private List<PublicKey> keys = List.of();
  private Instant fetchedAt = Instant.EPOCH;
  private Instant triedAt = Instant.EPOCH;

  /**
   * Keys from this source.
   *
   * @param source no keys while they cannot be read
   */
  FalWebhookKeys(Supplier<List<PublicKey>> source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * Whether fal.ai signed this callback.
   *
   * @return unknown if the keys cannot be read or renewed: they may have been rotated
   */
  Authenticity authenticity(CallbackRequest callback) {
    return FalSignature.under(callback, clock.instant())
        .map(signature -> judge(signature::isBy))
        .orElse(Authenticity.FORGED);
  }

  /** Judges whether any key fits. All are tried: a webhook does not name its key. */
  private synchronized Authenticity judge(Predicate<PublicKey> fits) {
    var now = clock.instant();
    if (isFresh(now) && keys.stream().anyMatch(fits)) {
      return Authenticity.GENUINE;
    }
    if (!now.isBefore(triedAt.plus(PAUSE))) {
      fetch(now);
    }
    if (!isFresh(now) || fetchedAt.isBefore(triedAt)) {
      return Authenticity.UNKNOWN;
    }
    return keys.stream().anyMatch(fits) ? Authenticity.GENUINE : Authenticity.FORGED;
  }

  private boolean isFresh(Instant now) {
    return now.isBefore(fetchedAt.plus(KEPT_FOR));
  }

  /** Known keys stay valid for their day if no new ones came. */
  private void fetch(Instant now) {
    triedAt = now;
    var fresh = source.get();
    if (!fresh.isEmpty()) {
      keys = fresh;
      fetchedAt = now;
    }
  }
}
