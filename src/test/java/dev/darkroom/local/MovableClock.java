package dev.darkroom.local;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The system's clock, that a test can move forward: nobody wants to wait for a deadline. The
 * simulator is on the same time: a task that is older than its wish would be somebody else's.
 */
@Singleton
@Alternative
@Priority(2)
public final class MovableClock extends Clock {
  private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

  public static void advance(Duration time) {
    AHEAD.updateAndGet(time::plus);
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(AHEAD.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock knows only UTC");
  }
}
