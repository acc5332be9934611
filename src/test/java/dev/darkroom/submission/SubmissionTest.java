package dev.darkroom.submission;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.answer.Problem;
import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.Check;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.log.StepLog;
import dev.darkroom.notification.TaskTokenChannel;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.Finished;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.NotNow;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.DueWindow;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.Progress;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.Subscribers;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.task.TraceParent;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubmissionTest {
  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final RecordingQueue queue = new RecordingQueue();
  private final TestingTokens tokens = new TestingTokens();
  private final ManualClock clock = new ManualClock();
  private final FakeProvider acme = new FakeProvider(ACME);
  private final FakeProvider bolt = new FakeProvider(BOLT);
  private final TimeLeft timeLeft = new TimeLeft(clock);
  private final Submission submission = submission(TestingCallback.addresses());
  private final GenerationRequest wish = Examples.request();

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
  void theSameIdForAnotherWishIsRefused() {
    submission.submit(wish, routes(acme));

    var other = submission.submit(Examples.request(wish.id().value(), "a blue fox"), routes(acme));

    assertThat(other).isEqualTo(new SubmissionResult.Refused(Problem.mismatch()));
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
  void anotherProviderIsAskedWhenTheFormerIsBusy() {
    acme.willAnswer(new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty()));

    submission.submit(wish, routes(acme, bolt));

    assertThat(stored().state()).isEqualTo(new Submitted(bolt.ref()));
    assertThat(stored().timeline().entries().toString())
        .contains("rate_limited", "falling back to bolt", "accepted by bolt");
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void aRefusalGoesToTheNextOnlyWhereItIsAboutTheProvider(ErrorCode code) {
    acme.willAnswer(new Refused(failure(code)));

    submission.submit(wish, routes(acme, bolt));

    assertThat(bolt.submitCount()).isEqualTo(code.allowsFallback() ? 1 : 0);
  }

  @Test
  void noFallbackLeavesOnceTheClaimIsNoLongerOurs() {
    acme.willAnswer(
        () -> {
          store.replace(stored().inDoubt(ACME, "somebody else decided", clock.instant()));
          return new Refused(failure(ErrorCode.QUOTA_EXHAUSTED));
        });

    submission.submit(wish, routes(acme, bolt));

    assertThat(bolt.submitCount()).isZero();
    assertThat(stored().state()).isInstanceOf(InDoubt.class);
  }

  @Test
  void aRefusalIsRecordedAndToldAndDoesNotUseTheIdUp() {
    acme.willAnswer(new Refused(failure(ErrorCode.CONTENT_REFUSED)));

    var refused = submission.submit(wish, routes(acme));
    assertThat(refused).isInstanceOf(NotAccepted.class);
    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.finality()).isEqualTo(Finality.NOT_ACCEPTED));
    assertThat(queue.checks()).containsExactly(Check.of(wish.taskId()));

    var other =
        submission.submit(Examples.request(wish.id().value(), "a kinder fox"), routes(acme));
    assertThat(other).isInstanceOf(Started.class);
    assertThat(stored().revision().attempt()).isEqualTo(2);
  }

  @Test
  void notNowFreesTheIdAndTellsNobody() {
    var busy = failure(ErrorCode.RATE_LIMITED);
    acme.willAnswer(new SubmitResult.Transient(busy, Optional.of(Duration.ofSeconds(7))));

    var first = submission.submit(wish, routes(acme));
    assertThat(first)
        .isInstanceOfSatisfying(
            NotNow.class, it -> assertThat(it.retryAfter()).contains(Duration.ofSeconds(7)));
    assertThat(stored().isOpen()).isFalse();
    assertThat(queue.entries()).isEmpty();

    assertThat(submission.submit(wish, routes(acme))).isInstanceOf(Started.class);
    assertThat(acme.submitCount()).isEqualTo(2);
  }

  @Test
  void aReferenceThatTheStoreDoesNotTakeTravelsOnTheQueue() {
    store.failOnReplace();

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isInstanceOf(Started.class);
    assertThat(queue.checks()).containsExactly(Check.of(wish.taskId()).withHint(acme.ref()));
  }

  @Test
  void aCallbackThatOvertakesOurOwnWriteWins() {
    acme.willAnswer(
        () -> {
          var images = List.of(Examples.stored(wish.taskId(), 0));
          store.replace(
              stored()
                  .delivered(
                      acme.ref(), images, List.of(), List.of(), Optional.empty(), clock.instant()));
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isInstanceOf(Delivered.class);
  }

  @Test
  void anAnswerThatComesAfterAllHealsTheDoubt() {
    acme.willAnswer(
        () -> {
          store.replace(stored().inDoubt(ACME, "took too long", clock.instant()));
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
  }

  @Test
  void aProviderThatNeverRingsIsAskedSoon() {
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
  void aResultThatComesWithTheAnswerIsKeptAndFetchedAtOnce() {
    var result = new Succeeded(List.of(Examples.remote(0)), Optional.empty());
    acme.willAnswer(new Finished(acme.ref(), result));

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isEqualTo(new ResultKnown(acme.ref(), result));
    assertThat(queue.entries())
        .containsExactly(new RecordingQueue.Entry(Check.of(wish.taskId()), Duration.ZERO));
  }

  @Test
  void aResultThatComesWithTheAnswerIsFoundByTheSweepIfTheQueueIsDown() {
    queue.goDown();
    acme.willAnswer(
        new Finished(acme.ref(), new Succeeded(List.of(Examples.remote(0)), Optional.empty())));

    submission.submit(wish, routes(acme));

    clock.advance(Schedule.CLAIM_GRACE);
    assertThat(store.due(DueWindow.upTo(clock.instant()), Optional.empty(), 10).tasks()).hasSize(1);
  }

  @Test
  void aResultThatCannotBeWrittenDownIsAskedForOnceMore() {
    store.failOnReplace();
    acme.willAnswer(
        new Finished(acme.ref(), new Succeeded(List.of(Examples.remote(0)), Optional.empty())));

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isInstanceOf(Started.class);
    assertThat(queue.checks()).containsExactly(Check.of(wish.taskId()).withHint(acme.ref()));
  }

  @Test
  void aResultThatComesWithTheAnswerBelongsToItsTask() {
    acme.willAnswer(
        new Finished(acme.ref(), new Succeeded(List.of(Examples.remote(0)), Optional.empty())));

    submission.submit(wish, routes(acme));

    assertThat(store.ownerOf(acme.ref())).contains(wish.taskId());
  }

  @Test
  void theSameWishWithAnotherTokenIsTheSameTaskAndBothWait() {
    submission.submit(waitedFor("AQC/1"), routes(acme));

    var again = submission.submit(waitedFor("AQC/2"), routes(acme));

    assertThat(again).isInstanceOf(SubmissionResult.Repeated.class);
    assertThat(stored().tokens()).containsExactly("AQC/1", "AQC/2");
    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(tokens.calls()).isEmpty();
  }

  @Test
  void theSameEventAgainWaitsOnce() {
    submission.submit(waitedFor("AQC/1"), routes(acme));
    var before = stored();

    submission.submit(waitedFor("AQC/1"), routes(acme));

    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void whoAsksForATaskThatIsOverHearsAtOnce() {
    submission.submit(waitedFor("AQC/1"), routes(acme));
    store.replace(failed(stored()));
    store.replace(stored().published(clock.instant()));
    var before = stored();

    submission.submit(waitedFor("AQC/2"), routes(acme));

    assertThat(tokens.calls())
        .containsExactly(new TestingTokens.Call("AQC/2", "generation_failed", "they said so"));
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void whoAsksWhileTheOthersHaveHeardAlreadyHearsAtOnce() {
    submission.submit(waitedFor("AQC/1"), routes(acme));
    store.replace(failed(stored()));
    store.replace(stored().publishedOn(List.of(TaskTokenChannel.NAME), List.of(), clock.instant()));

    submission.submit(waitedFor("AQC/2"), routes(acme));

    assertThat(tokens.calls()).extracting(TestingTokens.Call::token).containsExactly("AQC/2");
  }

  @Test
  void whoWaitsForARefusalThatNobodyWasToldOfWaitsForTheNextAttempt() {
    acme.willAnswer(new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED)));
    submission.submit(waitedFor("AQC/1"), routes(acme));

    submission.submit(waitedFor("AQC/2"), routes(acme));

    assertThat(stored().revision().attempt()).isEqualTo(2);
    assertThat(stored().tokens()).containsExactly("AQC/2", "AQC/1");
  }

  @Test
  void manyStateMachinesAtOnceAllWait() throws Exception {
    submission.submit(waitedFor("AQC/0"), routes(acme));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var racers = new ArrayList<Callable<SubmissionResult>>();
      for (int number = 1; number < 20; number++) {
        var token = "AQC/" + number;
        racers.add(() -> submission.submit(waitedFor(token), routes(acme)));
      }
      threads.invokeAll(racers);
    }

    assertThat(stored().tokens()).hasSize(20);
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void whoBeginsToWaitDuringThePaidCallChangesNothingOfWhatBecomesOfIt() {
    acme.willAnswer(
        whileAnotherJoins(new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED))));
    submission.submit(waitedFor("AQC/1"), routes(acme));
    assertThat(stored().isReclaimable()).isTrue();
    assertThat(stored().tokens()).containsExactly("AQC/1", "AQC/joined");
    assertThat(queue.checks()).hasSize(1);
  }

  @Test
  void whoBeginsToWaitDuringACallThatIsNotAnsweredWaitsInDoubt() {
    acme.willAnswer(whileAnotherJoins(new SubmitResult.InDoubt("timed out")));

    submission.submit(waitedFor("AQC/1"), routes(acme));

    assertThat(stored().state()).isInstanceOf(InDoubt.class);
    assertThat(stored().tokens()).hasSize(2);
  }

  @Test
  void whoBeginsToWaitDuringACallDoesNotHinderTheNextProvider() {
    acme.willAnswer(
        whileAnotherJoins(
            new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty())));

    submission.submit(waitedFor("AQC/1"), routes(acme, bolt));

    assertThat(stored().state()).isEqualTo(new Submitted(bolt.ref()));
    assertThat(stored().tokens()).hasSize(2);
  }

  @Test
  void whoWaitedWithAnEventThatComesAgainIsNotForgotten() {
    acme.willAnswer(
        whileAnotherJoins(
            new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty())));
    submission.submit(waitedFor("AQC/1"), routes(acme));

    submission.submit(waitedFor("AQC/1"), routes(acme));

    assertThat(stored().state()).isInstanceOf(Submitted.class);
    assertThat(stored().tokens()).containsExactly("AQC/1", "AQC/joined");
  }

  @Test
  void oneMoreThanARecordBearsIsTurnedAwayByItsOwnTokenAndTheTaskGoesOn() {
    submission.submit(waitedFor("AQC/0"), routes(acme));
    for (int number = 1; number <= Subscribers.MOST_TOKENS; number++) {
      submission.submit(waitedFor("AQC/" + number), routes(acme));
    }
    var full = stored();

    var result = submission.submit(waitedFor("AQC/late"), routes(acme));

    assertThat(result).isEqualTo(new Repeated(full));
    assertThat(stored()).isEqualTo(full);
    assertThat(tokens.calls())
        .extracting(TestingTokens.Call::token, TestingTokens.Call::error)
        .containsExactly(org.assertj.core.api.Assertions.tuple("AQC/late", "too_many_waiting"));
  }

  @Test
  void whoWaitsForRefusalsThatNobodyWasToldOfIsBoundedToo() {
    for (int number = 0; number < 40; number++) {
      acme.willAnswer(new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED)));
      submission.submit(waitedFor("AQC/" + number), routes(acme));
    }

    assertThat(stored().tokens()).hasSizeLessThanOrEqualTo(Subscribers.MOST_TOKENS + 1);
    var heard = tokens.calls().stream().map(TestingTokens.Call::token);
    assertThat(java.util.stream.Stream.concat(heard, stored().tokens().stream()).distinct())
        .hasSize(40); // nobody waits for ever
  }

  @Test
  void aClaimWhoseAnswerIsLostIsOursAndGoesOn() {
    store.loseAnswersOfClaims();

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isInstanceOf(Started.class);
    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aClaimWhoseAnswerIsLostIsNotOursIfSomebodyElseHadIt() {
    submission.submit(wish, routes(acme));
    store.loseAnswersOfClaims();

    assertThatThrownBy(() -> submission.submit(wish, routes(acme)))
        .isInstanceOf(FailingStore.Down.class);

    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void fiftyOfTheSameAtOnceWhoseAnswersAreAllLostPayOnce() throws Exception {
    store.loseAnswersOfClaims();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<SubmissionResult> one = () -> submission.submit(wish, routes(acme));
      threads.invokeAll(java.util.Collections.nCopies(50, one));
    }

    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void anAbandonedClaimIsInDoubtForWhoeverAsksAgainAndNotSubmittingForEver() {
    acme.willAnswer(
        () -> {
          throw new IllegalStateException("the process died here");
        });
    assertThatThrownBy(() -> submission.submit(wish, routes(acme)))
        .isInstanceOf(IllegalStateException.class);
    clock.advance(Schedule.CLAIM_GRACE.minusSeconds(1));
    submission.submit(wish, routes(acme));
    assertThat(stored().state()).isInstanceOf(Claimed.class);

    clock.advance(Duration.ofSeconds(1));
    var again = submission.submit(wish, routes(acme));

    assertThat(again).isEqualTo(new Repeated(stored()));
    assertThat(stored().state()).isInstanceOf(InDoubt.class);
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aReferenceIsWrittenThoughTheFirstAnswerOfTheStoreIsLost() {
    store.loseAnswersOfNextReplaces(1);

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aFallbackLeavesThoughTheAnswerOfTheStoreIsLost() {
    acme.willAnswer(new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty()));
    store.loseAnswersOfNextReplaces(1);

    submission.submit(wish, routes(acme, bolt));

    assertThat(stored().state()).isEqualTo(new Submitted(bolt.ref()));
    assertThat(bolt.submitCount()).isEqualTo(1);
  }

  @Test
  void notNowThatCannotBeWrittenGivesTheMessageBackAndNeverPaysTwice() {
    acme.willAnswer(new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty()));
    store.failOnReplace();
    assertThatThrownBy(() -> submission.submit(wish, routes(acme, bolt)))
        .isInstanceOf(FailingStore.Down.class);
    assertThatThrownBy(
            () -> {
              acme.willAnswer(
                  new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty()));
              submission.submit(Examples.request("alone"), routes(acme));
            })
        .isInstanceOf(FailingStore.Down.class);

    store.comeBack();
    submission.submit(wish, routes(acme, bolt));

    assertThat(bolt.submitCount()).isZero();
    assertThat(acme.submitCount()).isEqualTo(2);
  }

  @Test
  void aFallbackThatCouldNotBeWrittenDownInTimeIsNotBegun() {
    acme.willAnswer(
        () -> {
          clock.advance(Duration.ofSeconds(3));
          return new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty());
        });
    timeLeft.begin(Duration.ofSeconds(29));

    var result = submission.submit(wish, routes(acme, bolt));

    assertThat(result).isInstanceOf(NotNow.class);
    assertThat(bolt.submitCount()).isZero();
    assertThat(stored().isReclaimable()).isTrue();
  }

  /** Keys that were slow to come, say: cut off in the middle the call would be in doubt. */
  @Test
  void aFirstCallThatMayBeCutOffIsNotBegunAndItsIdStaysFree() {
    timeLeft.begin(Duration.ofSeconds(29));
    clock.advance(Duration.ofSeconds(20));

    assertThatThrownBy(() -> submission.submit(wish, routes(acme)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(acme.submitCount()).isZero();
    assertThat(store.find(wish.taskId())).isEmpty();
    timeLeft.begin(Duration.ofSeconds(29));
    assertThat(submission.submit(wish, routes(acme))).isInstanceOf(Started.class);
  }

  @Test
  void whatWasAskedForBeforeIsAnsweredHoweverLate() {
    submission.submit(wish, routes(acme));
    timeLeft.begin(Duration.ofSeconds(29));
    clock.advance(Duration.ofSeconds(20));

    assertThat(submission.submit(wish, routes(acme))).isEqualTo(new Repeated(stored()));
  }

  /** As an operator may have configured it: it is better begun than never. */
  @Test
  void anInvocationThatIsShorterThanTheLongestCallStillMakesOne() {
    timeLeft.begin(Duration.ofSeconds(20));
    clock.advance(Duration.ofSeconds(1));

    assertThat(submission.submit(wish, routes(acme))).isInstanceOf(Started.class);
  }

  @Test
  void aFallbackThatHasTimeEnoughIsBegun() {
    acme.willAnswer(
        () -> {
          clock.advance(Duration.ofSeconds(2));
          return new Refused(failure(ErrorCode.QUOTA_EXHAUSTED));
        });
    timeLeft.begin(Duration.ofSeconds(29));

    submission.submit(wish, routes(acme, bolt));

    assertThat(stored().state()).isEqualTo(new Submitted(bolt.ref()));
  }

  @Test
  void theReferenceOfThePaidCallBelongsToItsTask() {
    submission.submit(wish, routes(acme));

    assertThat(store.ownerOf(acme.ref())).contains(wish.taskId());
  }

  @Test
  void aReferenceThatCouldNotBeOwnedIsNoFailedSubmit() {
    store.failOnOwn();

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isInstanceOf(Started.class);
    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
  }

  @Test
  void thePaidCallsOwnReferenceWinsOverAHintThatWasFaster() {
    acme.willAnswer(
        () -> {
          var hint = new ProviderTaskRef(ACME, "hint");
          store.replace(stored().attached(hint, clock.instant(), clock.instant()));
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
  }

  @Test
  void aHintThatIsKeptDuringThePaidCallHindersNothingAndIsVoidThen() {
    acme.willAnswer(
        () -> {
          var progress =
              stored().progress().hinted(List.of(), List.of(new ProviderTaskRef(ACME, "hint")));
          store.replace(stored().knowing(progress).progressed(List.of(), clock.instant()));
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
    assertThat(stored().progress()).isEqualTo(Progress.NONE);
  }

  @Test
  void aHintThatIsKeptDuringACallThatIsNotAnsweredIsAskedAboutSoon() {
    acme.willAnswer(
        () -> {
          var progress =
              stored().progress().hinted(List.of(), List.of(new ProviderTaskRef(ACME, "hint")));
          store.replace(stored().knowing(progress).progressed(List.of(), clock.instant()));
          return new SubmitResult.InDoubt("timed out");
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().progress().hints()).hasSize(1);
    assertThat(stored().nextCheckAt()).isEqualTo(clock.instant().plus(Schedule.CLAIM_GRACE));
  }

  @Test
  void aFallbackLeavesThoughTheAnswerOfTheStoreIsLostAndSomebodyJoinsBeforeTheSecondTry() {
    acme.willAnswer(
        () -> {
          store.loseAnswersOfNextReplaces(1);
          store.beforeNextReplace(() -> store.beforeNextReplace(this::anotherJoins));
          return new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty());
        });

    submission.submit(wish, routes(acme, bolt));

    assertThat(bolt.submitCount()).isEqualTo(1);
    assertThat(stored().state()).isEqualTo(new Submitted(bolt.ref()));
    assertThat(stored().tokens()).containsExactly("AQC/joined");
  }

  private void anotherJoins() {
    submission.submit(waitedFor("AQC/joined"), routes(acme));
  }

  /** A busy gateway may have passed the task on: somebody there has rung for it. */
  @Test
  void whoHasRungForATaskIsNotBelievedToHaveTakenNothing() {
    acme.willAnswer(
        whileItRings(
            new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty())));

    var result = submission.submit(wish, routes(acme, bolt));
    submission.submit(wish, routes(acme, bolt));

    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(bolt.submitCount()).isZero();
    assertThat(stored().state()).isInstanceOf(InDoubt.class);
    assertThat(stored().progress().hints()).hasSize(1);
    assertThat(result).isEqualTo(new Started(stored()));
  }

  @Test
  void whoHasRungForATaskIsNotPaidAgainWhenTheSameEventComesAgain() {
    acme.willAnswer(
        whileItRings(
            new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty())));

    submission.submit(wish, routes(acme));
    submission.submit(wish, routes(acme));

    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(stored().state()).isInstanceOf(InDoubt.class);
  }

  @Test
  void whoHasRungForATaskHasNotRefusedIt() {
    acme.willAnswer(whileItRings(new Refused(failure(ErrorCode.CONTENT_REFUSED))));

    var result = submission.submit(wish, routes(acme));

    assertThat(stored().state()).isInstanceOf(InDoubt.class);
    assertThat(result).isInstanceOf(Started.class);
  }

  /** A check was faster: the sender is not told to send it again. */
  @Test
  void thatNothingWasTakenIsSaidOnlyWhereTheRecordSaysSo() {
    acme.willAnswer(
        () -> {
          store.replace(stored().attached(acme.ref(), clock.instant(), clock.instant()));
          return new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty());
        });

    assertThat(submission.submit(wish, routes(acme))).isEqualTo(new Started(stored()));
  }

  private Supplier<SubmitResult> whileItRings(SubmitResult answer) {
    return () -> {
      var progress =
          stored().progress().hinted(List.of(), List.of(new ProviderTaskRef(ACME, "hint")));
      store.replace(stored().knowing(progress).progressed(List.of(), clock.instant()));
      return answer;
    };
  }

  /** The call of an earlier claim comes back after its id was claimed anew. */
  @Test
  void whatBecameOfAnEarlierClaimIsNotWrittenOverALaterOne() {
    acme.willAnswer(
        () -> {
          store.replace(
              stored().notAccepted(failure(ErrorCode.RATE_LIMITED), true, clock.instant()));
          store.claim(Task.claimed(wish, ACME, List.of(), clock.instant(), Duration.ofMinutes(5)));
          return new SubmitResult.InDoubt("timed out");
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().revision().attempt()).isEqualTo(2);
    assertThat(stored().state()).isEqualTo(new Claimed(ACME));
  }

  private Supplier<SubmitResult> whileAnotherJoins(SubmitResult answer) {
    return () -> {
      submission.submit(waitedFor("AQC/joined"), routes(acme));
      return answer;
    };
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

  private GenerationRequest waitedFor(String token) {
    return new GenerationRequest(
        wish.id(),
        wish.model(),
        wish.spec(),
        wish.preference(),
        new DeliveryOptions(
            wish.delivery().deadline(), Optional.of(token), Optional.empty(), java.util.Map.of()));
  }

  private Task failed(Task task) {
    return task.failed(
        failure(ErrorCode.GENERATION_FAILED),
        Finality.CERTAIN,
        Optional.of(acme.ref()),
        clock.instant());
  }

  private Submission submission(CallbackAddress callbacks) {
    var log = new StepLog();
    var aftermath = new Aftermath(store, queue, callbacks, clock, log);
    var subscriptions = new Subscriptions(store, tokens.client());
    return new Submission(store, callbacks, aftermath, subscriptions, timeLeft, clock, log);
  }

  private Task stored() {
    return store.find(wish.taskId()).orElseThrow();
  }

  private static Accepted accepted(FakeProvider provider) {
    return new Accepted(provider.ref(), Optional.empty(), Optional.empty());
  }

  private static Failure failure(ErrorCode code) {
    return Failure.of(code, "they said so", new ProviderId("acme"));
  }

  private List<Route> routes(FakeProvider... providers) {
    return List.of(providers).stream()
        .map(
            provider ->
                new Route(
                    provider,
                    new ImageRequest("their-model", wish.spec(), Optional.empty()),
                    List.of()))
        .toList();
  }
}
