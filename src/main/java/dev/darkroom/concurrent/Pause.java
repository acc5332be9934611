package dev.darkroom.concurrent;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
  /**
   * Returns when that time has passed.
   *
   * @throws InterruptedException if this thread is to end before
   */
  void pause(Duration time) throws InterruptedException;
}
