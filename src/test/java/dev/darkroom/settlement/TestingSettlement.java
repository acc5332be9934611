package dev.darkroom.settlement;

import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.delivery.Delivery;
import dev.darkroom.delivery.ScriptedDelivery;
import dev.darkroom.log.StepLog;
import dev.darkroom.notification.Notification;
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
    return of(store, providers, new ScriptedDelivery(), notification, patience, clock);
  }

  static Settlement of(
      TaskStore store,
      Providers providers,
      Delivery delivery,
      Notification notification,
      Patience patience,
      Clock clock) {
    var log = new StepLog();
    var recording = new Recording(store, patience, clock);
    var delivering = new Delivering(delivery, new Findings(providers), recording, patience, clock);
    var consequence = new Consequence(delivering, recording, patience);
    var inquiry = new Inquiry(providers, log);
    var asking = new Asking(inquiry, consequence, clock);
    var verification = new Verification(inquiry, providers, store, clock);
    var doubts = new Doubts(store, verification, asking, recording, patience, clock);
    return new Settlement(store, asking, doubts, patience, notification, clock, log);
  }
}
