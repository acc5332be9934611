package dev.darkroom.settlement;

import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.delivery.ScriptedDelivery;
import dev.darkroom.log.StepLog;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.TaskStore;
import java.time.Clock;

/** Makes the real step without a container. */
public final class TestingSettlement {
  private TestingSettlement() {}

  public static Settlement of(
      TaskStore store, Providers providers, SettleQueue queue, Clock clock) {
    var notification = new RecordingChannel().notification(store, clock);
    var patience =
        new Patience(
            new TestingSettleConfig(), providers, TestingCallback.addresses(), queue, store, clock);
    var consequence = new Consequence(store, new ScriptedDelivery(), notification, patience, clock);
    return new Settlement(
        store, new Asking(providers, consequence, clock), notification, clock, new StepLog());
  }
}
