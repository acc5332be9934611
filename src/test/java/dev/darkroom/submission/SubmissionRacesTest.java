package dev.darkroom.submission;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeRecovery;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Others write the record of a request while its submission is under way. */
class SubmissionRacesTest extends SubmissionFixture {
  @Test
  void theSameEventInTheSameMomentPaysOnceThoughNoClaimIsAnswered() {
    store.loseAnswersOfClaims();
    acme.willAnswer(
        () -> {
          assertThatThrownBy(() -> submission.submit(wish, routes(acme)))
              .isInstanceOf(FailingStore.Down.class);
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
  }

  @Test
  void aReferenceThatACheckWroteMeanwhileIsNotTakenForOurs() {
    acme.willAnswer(
        () -> {
          store.failOnNextWrites(1);
          store.beforeNextReplace(this::checkFindsTheTask);
          return accepted(acme);
        });

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isEqualTo(new Started(stored()));
    assertThat(stored().timeline().entries().toString()).contains("found with acme");
  }

  private void checkFindsTheTask() {
    clock.advance(Duration.ofSeconds(1));
    store.replace(stored().attached(acme.ref(), clock.instant(), clock.instant()));
  }

  @Test
  void anAnswerThatComesAfterAnOperatorAbandonedTheCallKeepsItsReference() {
    acme.willAnswer(
        () -> {
          clock.advance(Duration.ofMinutes(2));
          store.replace(stored().inDoubt(ACME, "interrupted", clock.instant()));
          store.replace(stored().abandoned(clock.instant()));
          return accepted(acme);
        });

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isEqualTo(new Started(stored()));
    var failed = (Failed) stored().state();
    assertThat(failed.ref()).contains(acme.ref());
    assertThat(failed.failure().code()).isEqualTo(ErrorCode.SUBMISSION_IN_DOUBT);
    assertThat(failed.finality()).isEqualTo(Finality.PROVISIONAL);
    assertThat(stored().progress().isAbandoned()).isFalse();
  }

  @Test
  void anAnswerThatComesAfterAFailureForGoodChangesNothing() {
    var called = Optional.of(new ProviderTaskRef(ACME, "named by a callback"));
    acme.willAnswer(
        () -> {
          var why = failure(ErrorCode.GENERATION_FAILED);
          store.replace(stored().failed(why, Finality.CERTAIN, called, clock.instant()));
          return accepted(acme);
        });

    submission.submit(wish, routes(acme));

    assertThat(((Failed) stored().state()).ref()).isEqualTo(called);
  }

  @Test
  void anAbandonedIdIsNotPaidForAgain() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));
    submission.submit(wish, routes(acme));
    store.replace(stored().abandoned(clock.instant()));
    clock.advance(Duration.ofDays(1));

    var again = submission.submit(wish, routes(acme));

    assertThat(again).isEqualTo(new Repeated(stored()));
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aTokenThatLosesItsRaceIsAddedToTheRecordThatWon() {
    submission.submit(waitedFor("AQC/1"), routes(acme));
    store.beforeNextReplace(
        () -> store.replace(stored().progressed(List.of("a hint"), clock.instant())));

    submission.submit(waitedFor("AQC/2"), routes(acme));

    assertThat(stored().tokens()).containsExactly("AQC/1", "AQC/2");
    assertThat(stored().timeline().entries().toString()).contains("a hint");
  }

  @Test
  void aTokenThatComesWhileItsGenerationIsDeletedIsRejected() {
    submission.submit(waitedFor("AQC/1"), routes(acme));
    store.beforeNextReplace(this::endedAndDeleted);

    var late = submission.submit(waitedFor("AQC/2"), routes(acme));

    var tombstone = store.findDeleted(wish.taskId()).orElseThrow();
    assertThat(late).isEqualTo(new SubmissionResult.Rejected(Rejection.deleted(tombstone)));
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  private void endedAndDeleted() {
    store.replace(failed(stored()));
    store.replace(stored().published(clock.instant()));
    store.delete(stored(), clock.instant());
  }

  @Test
  void aDoubtThatCanBeHealedIsCheckedWithoutTheSweep() {
    acme.recoversBy(new FakeRecovery())
        .willAnswer(new SubmitResult.InDoubt("timed out", Optional.of(FakeRecovery.sent())));

    submission.submit(wish, routes(acme));

    assertThat(queue.entries())
        .containsExactly(
            new RecordingQueue.Entry(Check.of(wish.taskId()), DoubtRecovery.REPEAT_AFTER));
  }

  @Test
  void aRefusedRequestIsNoEarlierOne() {
    acme.willAnswer(new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED)));
    submission.submit(wish, routes(acme));

    assertThat(submission.earlier(wish)).isEmpty();
  }

  @Test
  void aSurrenderLeavesARefusalThatCameWhileItClaimed() {
    acme.willAnswer(new SubmitResult.Refused(failure(ErrorCode.CONTENT_REFUSED)));
    store.beforeNextClaim(() -> submission.submit(wish, routes(acme)));

    var result = TestingSubmission.surrender(store, submission, tokens, clock).of(wish);

    assertThat(result).isInstanceOf(SubmissionResult.NotAccepted.class);
    assertThat(stored().isSurrendered()).isFalse();
  }
}
