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
    var scheduler =
        new CheckScheduler(
            new TestingSettleConfig(), providers, TestingCallback.addresses(), queue, store, clock);
    return of(store, providers, new ScriptedDelivery(), notification, queue, scheduler, clock);
  }

  /** What asks providers about tasks that others named. */
  public static HintVerifier verifier(TaskStore store, Providers providers, Clock clock) {
    return new HintVerifier(new ProviderPoll(providers, new StepLog()), providers, clock);
  }

  /** With a delivery and channels of the test's own. */
  public static Settlement of(
      TaskStore store,
      Providers providers,
      SettleQueue queue,
      Delivery delivery,
      Notification notification,
      Clock clock) {
    var scheduler =
        new CheckScheduler(
            new TestingSettleConfig(), providers, TestingCallback.addresses(), queue, store, clock);
    return of(store, providers, delivery, notification, queue, scheduler, clock);
  }

  static Settlement of(
      TaskStore store,
      Providers providers,
      Delivery delivery,
      Notification notification,
      SettleQueue queue,
      CheckScheduler scheduler,
      Clock clock) {
    var log = new StepLog();
    var bucket = new BucketSearch(delivery, scheduler, clock, log);
    var leftovers = new LeftoverSearch(bucket, scheduler, store, clock, log);
    var recorder = new OutcomeRecorder(store, scheduler, leftovers, clock);
    var detector = new AdjustmentDetector(providers);
    var results = new ResultDelivery(delivery, bucket, detector, recorder, scheduler, clock);
    var poll = new ProviderPoll(providers, log);
    var executor = new DecisionExecutor(poll, results, recorder, scheduler, clock);
    var verifier = new HintVerifier(poll, providers, clock);
    var evidence = new ListEvidence(store, clock, log);
    var repeater = new CallRepeater(store, queue, evidence, scheduler, clock, log);
    var healer =
        new DoubtHealer(
            store, providers, repeater, evidence, executor, recorder, scheduler, clock, log);
    var hints = new HintResolver(store, verifier, executor, healer, recorder, scheduler, clock);
    var cancel = new ProviderCancel(providers, recorder, log);
    return new Settlement(
        store, executor, hints, cancel, leftovers, scheduler, notification, clock, log);
  }
}
