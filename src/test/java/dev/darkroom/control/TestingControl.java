package dev.darkroom.control;

import dev.darkroom.check.SettleDeadLetters;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.log.StepLog;
import dev.darkroom.provider.Providers;
import dev.darkroom.settlement.TestingSettlement;
import dev.darkroom.task.TaskStore;
import java.time.Clock;

/** Makes the real step without a container. */
public record TestingControl(
    TaskCancel cancel,
    DoubtResolution resolution,
    Recheck recheck,
    ProviderCanary canary,
    OutcomeReplay replay) {
  public static TestingControl of(
      TaskStore store,
      Providers providers,
      SettleQueue queue,
      SettleDeadLetters dead,
      Clock clock) {
    var log = new StepLog();
    var writes = new ControlWrites(store, queue, log);
    var verifier = TestingSettlement.verifier(store, providers, clock);
    return new TestingControl(
        new TaskCancel(writes, clock),
        new DoubtResolution(writes, verifier, clock),
        new Recheck(writes, queue, new LetterReturn(dead, queue, clock, log), log),
        new ProviderCanary(providers, store, clock, log),
        new OutcomeReplay(writes, clock));
  }

  /** The deletion alone: the only step of people that reaches the bucket. */
  public static TaskDeletion deletion(
      TaskStore store, SettleQueue queue, ImageStore images, Clock clock) {
    var log = new StepLog();
    return new TaskDeletion(new ControlWrites(store, queue, log), store, images, queue, clock, log);
  }
}
