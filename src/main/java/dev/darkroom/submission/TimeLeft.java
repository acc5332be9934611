package dev.darkroom.submission;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How much of the present invocation is left. A paid call that is cut off is in doubt, so that none
 * is begun that may not come to its end and be written down.
 *
 * <p>An execution environment has one invocation at a time; where nobody says when it ends, it does
 * not.
 */
@ApplicationScoped
public class TimeLeft {
  /** For writing down what became of the call, with one repetition. */
  private static final Duration TO_WRITE = Duration.ofSeconds(2);

  /**
   * What comes before a first call takes so long only where something of AWS is ill. Sooner than
   * that it begins in any case: where the invocation is shorter than the longest call nothing would
   * ever be made otherwise.
   */
  private static final Duration TO_PREPARE = Duration.ofSeconds(5);

  private final Clock clock;
  private volatile Instant start = Instant.MIN;
  private volatile Instant end = Instant.MAX;

  TimeLeft(Clock clock) {
    this.clock = clock;
  }

  /** An invocation begins that ends after so much time. */
  public void begin(Duration remaining) {
    start = clock.instant();
    end = start.plus(remaining);
  }

  /** Whether the first call for a wish, which may take so long, may still begin. */
  boolean isEarlyEnoughFor(Duration call) {
    return isEnoughFor(call) || !clock.instant().isAfter(start.plus(TO_PREPARE));
  }

  /** Whether a call that may take so long can still be made, and written down. */
  boolean isEnoughFor(Duration call) {
    return !clock.instant().plus(call).plus(TO_WRITE).isAfter(end);
  }
}
