package dev.darkroom.submission;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that is left of the present invocation. A paid call that is cut off is in doubt. So none
 * begins without enough time to end and to be recorded.
 *
 * <p>An execution environment has one invocation at a time. Without a call of {@link #begin} the
 * time is unlimited.
 */
@ApplicationScoped
public class TimeLeft {
  /** Time to record the result of the call, with one retry. */
  private static final Duration TO_WRITE = Duration.ofSeconds(2);

  /**
   * The time in which the first call begins in any case. Otherwise an invocation that is shorter
   * than the longest call could never make one. The steps before the call take longer only if a
   * service of AWS has a problem.
   */
  private static final Duration TO_PREPARE = Duration.ofSeconds(5);

  private final Clock clock;
  private volatile Instant start = Instant.MIN;
  private volatile Instant end = Instant.MAX;

  TimeLeft(Clock clock) {
    this.clock = clock;
  }

  /** Notes that an invocation begins, and the time that it has. */
  public void begin(Duration remaining) {
    start = clock.instant();
    end = start.plus(remaining);
  }

  /** Whether the first call for a request, which may take so long, may still begin. */
  boolean isEarlyEnoughFor(Duration call) {
    return isEnoughFor(call) || !clock.instant().isAfter(start.plus(TO_PREPARE));
  }

  /** Whether a call that may take so long can still be made and recorded. */
  boolean isEnoughFor(Duration call) {
    return !clock.instant().plus(call).plus(TO_WRITE).isAfter(end);
  }
}
