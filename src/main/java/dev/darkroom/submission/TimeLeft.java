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

  private final Clock clock;
  private volatile Instant end = Instant.MAX;

  TimeLeft(Clock clock) {
    this.clock = clock;
  }

  /** An invocation begins that ends after so much time. */
  public void begin(Duration remaining) {
    end = clock.instant().plus(remaining);
  }

  /** Whether a call that may take so long can still be made, and written down. */
  boolean isEnoughFor(Duration call) {
    return !clock.instant().plus(call).plus(TO_WRITE).isAfter(end);
  }
}
