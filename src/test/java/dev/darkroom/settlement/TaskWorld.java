package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.Check;
import dev.darkroom.check.Sweep;
import dev.darkroom.check.TestingSweep;
import dev.darkroom.control.ControlResult;
import dev.darkroom.control.TestingControl;
import dev.darkroom.control.TestingLetters;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.PendingImage;
import dev.darkroom.delivery.ScriptedDelivery;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.notification.OutcomeChannel;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TimelineEntry;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One task with all that settles it, in a time that passes when it is told to. */
final class TaskWorld {
  final FailingStore store = new FailingStore(new InMemoryTaskStore());
  final RecordingChannel channel;
  final ScriptedDelivery delivery = new ScriptedDelivery();
  final ManualClock clock = new ManualClock();
  final ManualClockQueue queue = new ManualClockQueue(clock);
  final FakeProvider acme = new FakeProvider(ACME);
  final FakeProvider bolt = new FakeProvider(BOLT);
  final GenerationRequest request;
  final Settlement settlement;
  final TestingLetters letters = new TestingLetters();
  final TestingControl control;
  private final Sweep sweep = TestingSweep.of(store, queue, clock);

  TaskWorld() {
    this(Examples.request());
  }

  /** With other channels beside the recording one. */
  TaskWorld(GenerationRequest request, OutcomeChannel... others) {
    this(request, new RecordingChannel(), others);
  }

  TaskWorld(GenerationRequest request, RecordingChannel channel, OutcomeChannel... others) {
    this.request = request;
    this.channel = channel;
    var channels = Stream.concat(Stream.of(channel), Stream.of(others));
    var providers = Providers.of(acme, bolt);
    var scheduler =
        new CheckScheduler(
            new TestingSettleConfig(), providers, TestingCallback.addresses(), queue, store, clock);
    settlement =
        TestingSettlement.of(
            store,
            providers,
            delivery,
            RecordingChannel.notification(store, clock, channels.toArray(OutcomeChannel[]::new)),
            queue,
            scheduler,
            clock);
    control = TestingControl.of(store, providers, queue, letters, clock);
  }

  void pass(Duration time) {
    queue.pass(time, settlement::settle, sweep);
  }

  /** The provider rings, and names this. */
  void ring(ProviderTaskRef named) {
    queue.put(rung(named), Duration.ZERO);
  }

  Check rung(ProviderTaskRef named) {
    return rung().withHint(named);
  }

  /** The provider rings, and nobody can read what it names. */
  Check rung() {
    return Check.of(request.taskId()).from(new Check.Source.Callback(clock.instant()));
  }

  /** What travels on the queue when the store does not take the paid call's answer. */
  Check ownReference(ProviderTaskRef ref) {
    return Check.of(stored(), ref);
  }

  EitherId id() {
    return new EitherId(request.id().value());
  }

  /** The requester wants it no more, and late images become what this says. */
  ControlResult cancel(LateImages late) {
    return control.cancel().cancel(id(), late);
  }

  /** Its word, and whether it is still open. */
  String status() {
    var task = stored();
    return task.state().status() + (task.isOpen() ? ", open" : "");
  }

  /** What the timeline tells. */
  List<String> timeline() {
    return stored().timeline().entries().stream().map(TimelineEntry::outcome).toList();
  }

  void claimed() {
    store.claim(Task.claimed(request, ACME, List.of(), clock.instant(), acme.firstCheckAfter()));
  }

  void submitted() {
    claimed();
    store.replace(
        stored().submitted(acme.ref(), Optional.empty(), Optional.empty(), clock.instant()));
  }

  void inDoubt() {
    claimed();
    store.replace(stored().inDoubt(ACME, "timed out", clock.instant()));
  }

  /** In doubt until its deadline, and told. */
  void givenUp() {
    inDoubt();
    pass(request.delivery().deadline().plusMinutes(3));
  }

  /** It has ended by another check, and was deleted by its requester. */
  void endedAndDeleted() {
    var now = clock.instant();
    var failure = Failure.of(ErrorCode.GENERATION_FAILED, "it failed", ACME);
    var none = stored().failed(failure, Finality.CERTAIN, Optional.empty(), now);
    assertThat(store.replace(none)).isTrue();
    assertThat(store.replace(none.published(now))).isTrue();
    assertThat(store.delete(stored(), now)).isTrue();
  }

  Task stored() {
    return store.find(request.taskId()).orElseThrow();
  }

  boolean isDelivered() {
    return stored().state() instanceof Delivered;
  }

  /** Distinct outcomes, without the task's id and its claim's mark. */
  List<String> outcomes() {
    return channel.outcomeIds().stream()
        .map(id -> id.substring((request.taskId() + "-mwoxfuo0-").length()))
        .toList();
  }

  static ProviderTaskRef named(String id) {
    return new ProviderTaskRef(ACME, id);
  }

  static CheckResult success(int images) {
    return reported(
        new Succeeded(
            IntStream.range(0, images).mapToObj(Examples::remote).toList(), Optional.empty()));
  }

  static CheckResult reported(ProviderReport report) {
    return new Reported(report, Optional.empty(), Optional.empty());
  }

  static CheckResult answered503() {
    return new Transient("answered 503", Optional.empty());
  }

  /** These are stored, those wait for their links, and the others are missing. */
  DeliveryResult result(List<Integer> stored, List<Integer> pending) {
    return new DeliveryResult(
        stored.stream().map(index -> Examples.stored(request.taskId(), index)).toList(),
        pending.stream()
            .map(index -> new PendingImage(index, ErrorCode.RESULT_EXPIRED, "it answered 404"))
            .toList(),
        List.of());
  }
}
