package dev.darkroom.check;

import dev.darkroom.log.StepLog;
import dev.darkroom.task.TaskStore;
import java.time.Clock;

/** Makes the real step without a container. */
public final class TestingSweep {
  private TestingSweep() {}

  public static Sweep of(TaskStore store, SettleQueue queue, Clock clock) {
    return new Sweep(store, queue, clock, new StepLog());
  }
}
