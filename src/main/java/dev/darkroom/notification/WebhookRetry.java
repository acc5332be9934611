package dev.darkroom.notification;

import dev.darkroom.base.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a webhook that failed is tried again. The wait is the age of the outcome, so it doubles: a
 * deployment of the receiver costs a minute or two, and a receiver that is down for a weekend gets
 * some twenty-five calls. Four hours is the longest wait: whoever mends a receiver in the morning
 * has its outcomes by noon.
 *
 * @param since the time of the outcome, or of a replay
 * @param patience how long it is tried from then on; its end is the last try
 */
record WebhookRetry(Instant since, Duration patience) {
  static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  static final Duration LONGEST_WAIT = Duration.ofHours(4);

  /**
   * The next try after one that failed now.
   *
   * @param retryAfter how long the receiver wants to be left alone. It makes a wait longer, up to
   *     the longest, and never shorter: otherwise a receiver could ask for thousands of calls
   * @return empty: the patience is over
   */
  Optional<Instant> next(Instant now, Optional<Duration> retryAfter) {
    var end = since.plus(patience);
    if (!now.isBefore(end)) {
      return Optional.empty();
    }
    var age = Duration.between(since, now);
    var wanted = Bounds.atLeast(retryAfter.orElse(Duration.ZERO), age);
    var wait = Bounds.atMost(Bounds.atLeast(wanted, FIRST_WAIT), LONGEST_WAIT);
    return Optional.of(Bounds.atMost(now.plus(wait), end));
  }
}
