package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.Check;
import dev.darkroom.delivery.ScriptedDelivery;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The settlement of one task, with doubles around it. */
abstract class SettlementFixture {
  final FailingStore store = new FailingStore(new InMemoryTaskStore());
  final RecordingQueue queue = new RecordingQueue();
  final RecordingChannel channel = new RecordingChannel();
  final ScriptedDelivery delivery = new ScriptedDelivery();
  final ManualClock clock = new ManualClock();
  final FakeProvider acme = new FakeProvider(ACME);
  final Settlement settlement = settlement(TestingCallback.addresses());
  final GenerationRequest request = Examples.request();
  final Check check = Check.of(request.taskId());

  Settlement settlement(CallbackAddress callbacks) {
    var providers = Providers.of(acme);
    var notification = channel.notification(store, clock);
    var scheduler =
        new CheckScheduler(new TestingSettleConfig(), providers, callbacks, queue, store, clock);
    return TestingSettlement.of(store, providers, delivery, notification, queue, scheduler, clock);
  }

  void claimed() {
    store.claim(Task.claimed(request, ACME, List.of(), clock.instant(), acme.firstCheckAfter()));
  }

  void submitted() {
    claimed();
    store.replace(
        stored().submitted(acme.ref(), Optional.empty(), Optional.empty(), clock.instant()));
  }

  void resultKnown(Optional<Instant> linksExpireAt) {
    claimed();
    store.replace(
        stored()
            .resultKnown(
                acme.ref(),
                new Succeeded(List.of(Examples.remote(0)), Optional.empty(), linksExpireAt),
                clock.instant()));
  }

  Check calledBack(ProviderTaskRef named) {
    return check.from(new Check.Source.Callback(clock.instant())).withHint(named);
  }

  Task stored() {
    return store.find(request.taskId()).orElseThrow();
  }

  static ProviderReport success(int images) {
    return new Succeeded(
        java.util.stream.IntStream.range(0, images).mapToObj(Examples::remote).toList(),
        Optional.empty());
  }

  static Failure failure(ErrorCode code) {
    return Failure.of(code, "they said so", ACME);
  }

  static MissingImage missing(ErrorCode code) {
    return new MissingImage(0, code, "they said so");
  }
}
