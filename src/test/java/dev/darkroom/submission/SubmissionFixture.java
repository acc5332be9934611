package dev.darkroom.submission;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.log.StepLog;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.routing.Route;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.Price;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import java.util.List;
import java.util.Optional;

/** One submission, two fake providers, and a store that can fail. */
abstract class SubmissionFixture {
  final FailingStore store = new FailingStore(new InMemoryTaskStore());
  final RecordingQueue queue = new RecordingQueue();
  final TestingTokens tokens = new TestingTokens();
  final ManualClock clock = new ManualClock();
  final FakeProvider acme = new FakeProvider(ACME);
  final FakeProvider bolt = new FakeProvider(BOLT);
  final TimeLeft timeLeft = new TimeLeft(clock);
  final Submission submission = submission(TestingCallback.addresses());
  final GenerationRequest wish = Examples.request();

  GenerationRequest waitedFor(String token) {
    return new GenerationRequest(
        wish.id(),
        wish.model(),
        wish.spec(),
        wish.preference(),
        new DeliveryOptions(
            wish.delivery().deadline(), Optional.of(token), Optional.empty(), java.util.Map.of()));
  }

  Task failed(Task task) {
    return task.failed(
        failure(ErrorCode.GENERATION_FAILED),
        Finality.CERTAIN,
        Optional.of(acme.ref()),
        clock.instant());
  }

  Submission submission(CallbackAddress callbacks) {
    var log = new StepLog();
    var aftermath = new SubmissionRecorder(store, queue, callbacks, clock, log);
    var subscriptions = new Subscriptions(store, tokens.client());
    return new Submission(store, callbacks, aftermath, subscriptions, timeLeft, clock, log);
  }

  Task stored() {
    return store.find(wish.taskId()).orElseThrow();
  }

  static Accepted accepted(FakeProvider provider) {
    return new Accepted(provider.ref(), Optional.empty(), Optional.empty());
  }

  static Failure failure(ErrorCode code) {
    return Failure.of(code, "they said so", new ProviderId("acme"));
  }

  List<Route> routes(FakeProvider... providers) {
    return List.of(providers).stream()
        .map(
            provider ->
                new Route(
                    provider,
                    new ImageRequest("their-model", wish.spec(), Optional.empty()),
                    List.of(),
                    Price.unknown("made for tests")))
        .toList();
  }
}
