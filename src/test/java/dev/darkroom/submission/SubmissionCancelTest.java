package dev.darkroom.submission;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.SubmitAnswer;
import dev.darkroom.check.Check;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TimelineEntry;
import dev.darkroom.testing.Examples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cancel that comes while the paid call is under way. */
class SubmissionCancelTest extends SubmissionFixture {
  private static final Cost COST = new Cost(new BigDecimal("1.8"), "credits");

  @ParameterizedTest
  @EnumSource
  void anAcceptedCallKeepsItsReferenceAndIsCheckedAtOnce(LateImages late) {
    acme.willAnswer(
        () -> {
          cancel(late);
          return new Accepted(acme.ref(), Optional.of(COST), Optional.empty());
        });

    var result = submission.submit(wish, routes(acme, bolt));

    assertThat(result).isEqualTo(new Started(stored()));
    assertThat(stored().state().status()).isEqualTo("cancelled");
    assertThat(failed().ref()).contains(acme.ref());
    assertThat(failed().finality())
        .isEqualTo(late == LateImages.KEEP ? Finality.PROVISIONAL : Finality.DISCARDED);
    assertThat(failed().failure().message()).contains("acme took it and may bill it");
    assertThat(stored().terms().costs().reserved()).contains(COST);
    assertThat(queue.entries())
        .containsExactly(
            new dev.darkroom.testing.RecordingQueue.Entry(Check.of(stored()), Duration.ZERO));
    assertThat(store.ownerOf(acme.ref())).contains(wish.taskId());
  }

  @Test
  void aRefusedCallSpentNothingAndNoOtherProviderIsAsked() {
    acme.willAnswer(
        () -> {
          cancel(LateImages.KEEP);
          return new SubmitResult.Refused(failure(ErrorCode.QUOTA_EXHAUSTED));
        });

    submission.submit(wish, routes(acme, bolt));

    assertNothingWasSpent();
    assertThat(bolt.submitCount()).isZero();
  }

  @Test
  void aCallThatIsNotTakenNowSpentNothingAndNoOtherProviderIsAsked() {
    acme.willAnswer(
        () -> {
          cancel(LateImages.DROP);
          return new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty());
        });

    submission.submit(wish, routes(acme, bolt));

    assertNothingWasSpent();
    assertThat(bolt.submitCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTENT_REFUSED", "INVALID_REQUEST", "RATE_LIMITED"})
  void theLastProvidersRefusalClosesIt(ErrorCode code) {
    acme.willAnswer(
        () -> {
          cancel(LateImages.KEEP);
          return new SubmitResult.Refused(failure(code));
        });

    assertThat(submission.submit(wish, routes(acme))).isEqualTo(new Started(stored()));

    assertNothingWasSpent();
  }

  @Test
  void aSubscriberThatJoinsWhileItIsClosedHindersNothing() {
    acme.willAnswer(
        () -> {
          cancel(LateImages.KEEP);
          store.beforeNextReplace(() -> store.beforeNextReplace(this::anotherJoins));
          return new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED));
        });

    submission.submit(wish, routes(acme));

    assertNothingWasSpent();
    assertThat(stored().tokens()).containsExactly("AQC/joined");
  }

  @Test
  void aReferenceThatACancelledTaskHoldsAlreadyIsNotWrittenAgain() {
    acme.willAnswer(
        () -> {
          cancel(LateImages.KEEP);
          store.replace(stored().attached(acme.ref(), clock.instant(), clock.instant()));
          return accepted(acme);
        });
    submission.submit(wish, routes(acme));

    assertThat(stored().timeline().entries())
        .extracting(TimelineEntry::outcome)
        .filteredOn(one -> one.contains(acme.ref().id()))
        .hasSize(1);
  }

  @Test
  void aCallInDoubtStaysCancelledAndMayBeBilled() {
    acme.willAnswer(
        () -> {
          cancel(LateImages.KEEP);
          return new SubmitResult.InDoubt("timed out");
        });

    submission.submit(wish, routes(acme, bolt));

    assertThat(failed().finality()).isEqualTo(Finality.PROVISIONAL);
    assertThat(failed().failure().message()).contains("acme may have taken it and may bill it");
    assertThat(SubmitAnswer.of(stored()).cost().status()).isEqualTo("unknown");
    assertThat(bolt.submitCount()).isZero();
  }

  @Test
  void aCallThatIsAnsweredWithTheResultStaysCancelledAndItsLinksAreKept() {
    acme.willAnswer(
        () -> {
          cancel(LateImages.KEEP);
          return new SubmitResult.Finished(
              acme.ref(), new Succeeded(List.of(Examples.remote(0)), Optional.of(COST)));
        });

    submission.submit(wish, routes(acme));

    assertThat(stored().state().status()).isEqualTo("cancelled");
    assertThat(failed().finality()).isEqualTo(Finality.PROVISIONAL);
    assertThat(failed().ref()).contains(acme.ref());
    assertThat(stored().progress().made().orElseThrow().images())
        .containsExactly(Examples.remote(0));
    assertThat(store.ownerOf(acme.ref())).contains(wish.taskId());
    assertThat(stored().terms().costs().billed()).contains(COST);
  }

  @Test
  void aResultThatNobodyWantsIsBilledAndNotStored() {
    acme.willAnswer(
        () -> {
          cancel(LateImages.DROP);
          return new SubmitResult.Finished(
              acme.ref(), new Succeeded(List.of(Examples.remote(0)), Optional.of(COST)));
        });

    submission.submit(wish, routes(acme));

    assertThat(failed().finality()).isEqualTo(Finality.CERTAIN);
    assertThat(stored().terms().costs().billed()).contains(COST);
    assertThat(stored().isPublished()).isFalse();
  }

  @Test
  void aRepeatOfACancelledRequestIsAnsweredWithItAndPaysNothing() {
    submission.submit(wish, routes(acme));
    cancel(LateImages.KEEP);

    var repeated = submission.submit(wish, routes(acme, bolt));

    assertThat(repeated).isEqualTo(new Repeated(stored()));
    assertThat(repeated.mustBeRetried()).isFalse();
    assertThat(acme.submitCount() + bolt.submitCount()).isEqualTo(1);
  }

  @Test
  void aRefusalWhoseCarrierRetriesIsCancelledAndTheNextTryPaysNothing() {
    acme.willAnswer(new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty()));
    submission.submit(wish, routes(acme));
    assertThat(stored().isReclaimable()).isTrue();

    cancel(LateImages.KEEP);
    var next = submission.submit(wish, routes(acme));

    assertThat(next).isEqualTo(new Repeated(stored()));
    assertThat(next.mustBeRetried()).isFalse();
    assertThat(acme.submitCount()).isEqualTo(1);
    assertNothingWasSpent();
  }

  @Test
  void aCancelThatRacesWithTheCarriersNextTryCancelsThatTry() {
    acme.willAnswer(new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty()));
    submission.submit(wish, routes(acme));
    var refused = stored();
    acme.willAnswer(
        () -> {
          assertThat(
                  store.replace(refused.cancelled(LateImages.KEEP, clock.instant()).orElseThrow()))
              .isFalse();
          cancel(LateImages.KEEP);
          return new Accepted(acme.ref(), Optional.empty(), Optional.empty());
        });

    submission.submit(wish, routes(acme));

    assertThat(failed().ref()).contains(acme.ref());
    assertThat(failed().failure().message()).contains("acme took it");
  }

  @Test
  void anotherTaskTokenThatJoinsGetsTheOutcome() {
    submission.submit(wish, routes(acme));
    cancel(LateImages.KEEP);
    store.replace(stored().published(clock.instant()));

    submission.submit(waitedFor("AQC/late"), routes(acme));

    assertThat(tokens.failures()).containsExactly("AQC/late cancelled");
  }

  @Test
  void aSurrenderOfACancelledIdRemovesTheLetterAndChangesNothing() {
    acme.willAnswer(new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty()));
    submission.submit(wish, routes(acme));
    cancel(LateImages.KEEP);
    var before = stored();

    var result = TestingSubmission.surrender(store, submission, tokens, clock).of(wish);

    assertThat(result.mustBeRetried()).isFalse();
    assertThat(stored()).isEqualTo(before);
  }

  // Two faults at once.

  @Test
  void aCancelDuringTheFallbackAndAStoreThatFailsAskNoThirdProvider() {
    acme.willAnswer(new SubmitResult.Refused(failure(ErrorCode.QUOTA_EXHAUSTED)));
    bolt.willAnswer(
        () -> {
          cancel(LateImages.KEEP);
          store.failOnNextWrites(1);
          return new SubmitResult.Refused(failure(ErrorCode.KEY_REJECTED));
        });

    submission.submit(wish, routes(acme, bolt, acme));

    assertThat(acme.submitCount()).isEqualTo(1);
    assertNothingWasSpent();
  }

  @Test
  void aCancelJustBeforeTheFallbackIsWrittenStopsIt() {
    acme.willAnswer(
        () -> {
          store.beforeNextReplace(() -> cancel(LateImages.KEEP));
          return new SubmitResult.Refused(failure(ErrorCode.QUOTA_EXHAUSTED));
        });

    submission.submit(wish, routes(acme, bolt));

    assertThat(bolt.submitCount()).isZero();
    assertNothingWasSpent();
  }

  @Test
  void theQueueRefusesTheCheckOfAnAcceptedCallThatWasCancelledAndToldAlready() {
    acme.willAnswer(
        () -> {
          cancel(LateImages.KEEP);
          store.replace(stored().published(clock.instant()));
          store.replace(stored().withNextCheck(stored().deadline().plus(Duration.ofHours(24))));
          queue.goDown();
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(failed().ref()).contains(acme.ref());
    assertThat(stored().isOpen()).isTrue();
    assertThat(stored().nextCheckAt()).isBefore(clock.instant().plus(Duration.ofMinutes(2)));
  }

  @Test
  void aHintOfACallbackAndARefusalLeaveItOpen() {
    acme.willAnswer(
        () -> {
          cancel(LateImages.KEEP);
          var hinted = stored().progress().hinted(List.of(), List.of(acme.ref()));
          store.replace(stored().knowing(hinted).progressed(List.of("hint"), clock.instant()));
          return new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED));
        });

    submission.submit(wish, routes(acme));

    assertThat(failed().finality()).isEqualTo(Finality.PROVISIONAL);
    assertThat(failed().failure().provider()).contains(ACME);
  }

  private void cancel(LateImages late) {
    assertThat(store.replace(stored().cancelled(late, clock.instant()).orElseThrow())).isTrue();
  }

  private void assertNothingWasSpent() {
    assertThat(failed().finality()).isEqualTo(Finality.CERTAIN);
    assertThat(failed().failure().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(failed().failure().message()).contains("nothing was spent");
    assertThat(SubmitAnswer.of(stored()).cost().status()).isEqualTo("none");
    assertThat(stored().isReclaimable()).isFalse();
  }

  private Failed failed() {
    return (Failed) stored().state();
  }

  private void anotherJoins() {
    store.replace(stored().withSubscriber("AQC/joined"));
  }
}
