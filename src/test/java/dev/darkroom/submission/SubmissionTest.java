package dev.darkroom.submission;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.Check;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.task.TraceParent;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A paid call: claimed before, made once, recorded after. */
class SubmissionTest extends SubmissionFixture {
  @Test
  void anAcceptedSubmitLeavesItsReference() {
    var result = submission.submit(wish, routes(acme));

    assertThat(result).isInstanceOf(Started.class);
    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void theClaimIsDurableBeforeThePaidCallLeaves() {
    var seen = new ArrayList<Task>();
    acme.willAnswer(
        () -> {
          seen.add(stored());
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(seen).singleElement().extracting(Task::state).isEqualTo(new Claimed(ACME));
  }

  @Test
  void nothingIsPaidWhenTheClaimCannotBeWritten() {
    store.failOnClaim();

    assertThatThrownBy(() -> submission.submit(wish, routes(acme)))
        .isInstanceOf(FailingStore.Down.class);

    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void anIdIsNotUsedUpWhileThereAreNoKeysToSignItsAddressWith() {
    var early = submission(TestingCallback.addressesBeforeTheirKeysAreThere());
    assertThatThrownBy(() -> early.submit(wish, routes(acme))).isInstanceOf(RuntimeException.class);

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isInstanceOf(Started.class);
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void whatWasAskedForBeforeIsAnsweredWithoutKeys() {
    submission.submit(wish, routes(acme));
    var late = submission(TestingCallback.addressesBeforeTheirKeysAreThere());

    var result = late.submit(wish, routes(acme));

    assertThat(result).isInstanceOf(Repeated.class);
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void theProviderIsGivenAnAddressOfThisTask() {
    submission.submit(wish, routes(acme));

    assertThat(acme.callbacks().getFirst())
        .hasValueSatisfying(
            address ->
                assertThat(address.toString())
                    .startsWith("https://api.example/v1/callbacks/acme/k1." + wish.taskId() + "."));
  }

  @Test
  void aDuplicateEventDoesNotPayTwice() {
    submission.submit(wish, routes(acme));

    var again = submission.submit(wish, routes(acme));

    assertThat(again).isEqualTo(new Repeated(stored()));
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void fiftyOfTheSameAtOncePayOnce() throws Exception {
    var results = new ArrayList<SubmissionResult>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<SubmissionResult> one = () -> submission.submit(wish, routes(acme));
      for (var running : threads.invokeAll(java.util.Collections.nCopies(50, one))) {
        results.add(running.get());
      }
    }

    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(results).filteredOn(Started.class::isInstance).hasSize(1);
    assertThat(results).filteredOn(Repeated.class::isInstance).hasSize(49);
  }

  @Test
  void theSameIdForAnotherRequestIsRefused() {
    submission.submit(wish, routes(acme));

    var other = submission.submit(Examples.request(wish.id().value(), "a blue fox"), routes(acme));

    assertThat(other).isEqualTo(new SubmissionResult.Rejected(Rejection.mismatch()));
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void anUnansweredSubmitIsNeverRepeated() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));

    var first = submission.submit(wish, routes(acme, bolt));
    var redelivered = submission.submit(wish, routes(acme, bolt));

    assertThat(first).isInstanceOf(Started.class);
    assertThat(stored().state()).isEqualTo(new InDoubt(ACME, "timed out"));
    assertThat(redelivered).isInstanceOf(Repeated.class);
    assertThat(acme.submitCount() + bolt.submitCount()).isEqualTo(1);
  }

  @Test
  void aTaskInDoubtIsLookedAtAtItsDeadline() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));

    submission.submit(wish, routes(acme));

    assertThat(stored().nextCheckAt()).isEqualTo(stored().deadline());
    assertThat(stored().isOpen()).isTrue();
  }

  @Test
  void aClaimThatACrashLeftBehindIsNeverSubmittedAgain() {
    acme.willAnswer(
        () -> {
          throw new IllegalStateException("the process died here");
        });
    assertThatThrownBy(() -> submission.submit(wish, routes(acme)))
        .isInstanceOf(IllegalStateException.class);

    var redelivered = submission.submit(wish, routes(acme));

    assertThat(redelivered).isInstanceOf(Repeated.class);
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aReferenceThatTheStoreDoesNotTakeTravelsOnTheQueue() {
    store.failOnReplace();

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isInstanceOf(Started.class);
    assertThat(queue.checks())
        .containsExactly(Check.of(store.find(wish.taskId()).orElseThrow(), acme.ref()));
  }

  @Test
  void aProviderWithoutCallbacksIsAskedSoon() {
    acme.neverCallsBack();

    submission.submit(wish, routes(acme));

    assertThat(acme.callbacks()).containsExactly(Optional.empty());
    assertThat(queue.entries())
        .containsExactly(new RecordingQueue.Entry(Check.of(wish.taskId()), Duration.ofSeconds(5)));
  }

  @Test
  void withoutAnAddressOfOurOwnEveryProviderIsAskedSoon() {
    submission(TestingCallback.noAddresses()).submit(wish, routes(acme));

    assertThat(acme.callbacks()).containsExactly(Optional.empty());
    assertThat(queue.checks()).containsExactly(Check.of(wish.taskId()));
  }

  @Test
  void aQueueThatIsDownDoesNotUndoASubmit() {
    acme.neverCallsBack();
    queue.goDown();

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isInstanceOf(Started.class);
    var whenTheCheckWouldHaveComeLongAgo = acme.firstCheckAfter().plus(Duration.ofMinutes(1));
    assertThat(stored().nextCheckAt())
        .isEqualTo(clock.instant().plus(whenTheCheckWouldHaveComeLongAgo));
  }

  @Test
  void aShortDeadlineIsLookedAtWhenItPasses() {
    var handling =
        new DeliveryOptions(
            Duration.ofMinutes(1), Optional.empty(), Optional.empty(), java.util.Map.of());
    var hasty =
        new GenerationRequest(wish.id(), wish.model(), wish.spec(), wish.preference(), handling);

    submission.submit(hasty, routes(acme));

    assertThat(stored().nextCheckAt()).isEqualTo(stored().deadline());
  }

  @Test
  void paidCallsAreCountedByWhatBecameOfThem() {
    try (var lines = new CapturedLines()) {
      acme.willAnswer(
          new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty()));

      submission.submit(wish, routes(acme));
      submission.submit(wish, routes(acme));

      assertThat(lines.of("submission", wish.taskId()).get(0).path("Refused").asInt()).isEqualTo(1);
      assertThat(lines.of("submission", wish.taskId()).get(0).path("reason").asText())
          .isEqualTo("rate_limited");
      assertThat(lines.of("submission", wish.taskId()).get(1).path("Submitted").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  void theCallersTraceIsOnEveryLineAndOnTheQueue() {
    acme.neverCallsBack();
    var trace = TraceParent.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    try (var lines = new CapturedLines()) {

      submission.submit(wish.tracedBy(trace), routes(acme));

      assertThat(lines.of("submission", wish.taskId()))
          .allSatisfy(
              line ->
                  assertThat(line.path("traceId").asText())
                      .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736"));
      assertThat(queue.checks()).extracting(Check::trace).containsExactly(trace);
    }
  }
}
