package dev.darkroom.check;

import java.time.Duration;
import java.util.List;

/**
 * Carries checks to settlement, at least once, in any order.
 *
 * <p>An acknowledged check (this method returned) arrives. A check whose consumer failed arrives
 * again.
 */
public interface SettleQueue {
  Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /**
   * Puts a check on the queue.
   *
   * @param delay how long it stays invisible; a delay above {@link #LONGEST_DELAY} counts as that
   * @throws RuntimeException if the queue did not take it
   */
  void put(Check check, Duration delay);

  /** Puts many checks on the queue, visible at once: all of them, or an exception. */
  default void putAll(List<Check> checks) {
    checks.forEach(check -> put(check, Duration.ZERO));
  }

  /**
   * About how many checks wait for a consumer. Invisible checks do not count, nor those that a
   * consumer has.
   */
  int waiting();
}
