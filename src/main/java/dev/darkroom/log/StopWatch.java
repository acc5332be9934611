package dev.darkroom.log;

import java.time.Duration;

/** The time that a step has taken so far. */
public record StopWatch(long startedNanos) {
  public static StopWatch start() {
    return new StopWatch(System.nanoTime());
  }

  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }
}
