package dev.darkroom.settlement;

import dev.darkroom.base.Bounds;
import java.time.Duration;
import java.util.Optional;

/** Doubling waits between checks that bring nothing. */
record Backoff(SettleConfig config) {
  /** Longest wait for a running task, which may be done at any moment. */
  private static final Duration LONGEST_WHILE_RUNNING = Duration.ofMinutes(5);

  private static final int MOST_DOUBLINGS = 16;

  /** The wait after so many checks that brought nothing. */
  Duration after(int retryCount) {
    return doubled(retryCount, config.longestWait());
  }

  /** The same for a task that runs at the provider. */
  Duration whileRunning(int retryCount) {
    return doubled(retryCount, longestWhileRunning());
  }

  Duration longestWhileRunning() {
    return Bounds.atMost(LONGEST_WHILE_RUNNING, config.longestWait());
  }

  /**
   * The wait that the provider asks for, up to Darkroom's longest wait. A later check waits for the
   * rest.
   *
   * @param notBefore how long the provider wants to be left alone, where it says so
   */
  Duration respecting(Optional<Duration> notBefore, Duration own) {
    return notBefore
        .filter(asked -> asked.compareTo(own) > 0)
        .map(asked -> Bounds.atMost(asked, Bounds.atLeast(own, config.longestWait())))
        .orElse(own);
  }

  private Duration doubled(int retryCount, Duration longest) {
    var wait = config.firstWait().multipliedBy(1L << Math.min(retryCount, MOST_DOUBLINGS));
    return Bounds.atMost(wait, longest);
  }
}
