package dev.darkroom.submission;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.TaskState.Failed;
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
  void anAnswerThatComesAfterAnOperatorGaveTheCallUpChangesNothing() {
    acme.willAnswer(
        () -> {
          clock.advance(Duration.ofMinutes(2));
          store.replace(stored().inDoubt(ACME, "interrupted", clock.instant()));
          store.replace(stored().abandoned(clock.instant()));
          return accepted(acme);
        });

    var result = submission.submit(wish, routes(acme));

    assertThat(result).isEqualTo(new Started(stored()));
    assertThat(((Failed) stored().state()).ref()).isEmpty();
    assertThat(((Failed) stored().state()).failure().code())
        .isEqualTo(ErrorCode.SUBMISSION_IN_DOUBT);
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
