package dev.darkroom.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves when it is told to. */
public final class ManualClock extends Clock {
  private volatile Instant now;

  public ManualClock() {
    this(Examples.NOW);
  }

  private ManualClock(Instant now) {
    this.now = now;
  }

  /** A clock that shows this time, such as {@code 2026-11-20T10:00:00Z}. */
  public static ManualClock at(String time) {
    return new ManualClock(Instant.parse(time));
  }

  public void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
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
