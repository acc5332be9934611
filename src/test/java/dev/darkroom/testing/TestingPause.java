package dev.darkroom.testing;

import dev.darkroom.concurrent.Pause;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Lets a clock's time pass at once, and something happen on the way. */
public final class TestingPause implements Pause {
  private final ManualClock clock;
  private final Map<Integer, Runnable> events = new HashMap<>();
  private int count;

  public TestingPause(ManualClock clock) {
    this.clock = clock;
  }

  /** During the n-th pause, from 1. */
  public TestingPause during(int number, Runnable event) {
    events.put(number, event);
    return this;
  }

  /** How many there were. */
  public int count() {
    return count;
  }

  @Override
  public void pause(Duration time) {
    clock.advance(time);
    count++;
    events.getOrDefault(count, () -> {}).run();
  }
}
