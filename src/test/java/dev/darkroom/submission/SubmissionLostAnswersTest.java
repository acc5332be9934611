package dev.darkroom.submission;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.provider.SubmitResult;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Writes whose answer from the store is lost. */
class SubmissionLostAnswersTest extends SubmissionFixture {
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
  void theSameClaimOfAnotherProcessAtAnotherMomentIsNotOurs() {
    store.claim(claimOf(wish, ACME, clock.instant().minusNanos(1)));

    assertThatNothingIsPaid();
  }

  @Test
  void aClaimOfTheSameMomentForAnotherProviderIsNotOurs() {
    store.claim(claimOf(wish, BOLT, clock.instant()));

    assertThatNothingIsPaid();
  }

  @Test
  void aClaimOfTheSameMomentForAnotherRequestIsNotOurs() {
    store.claim(claimOf(Examples.request(wish.id().value(), "a blue fox"), ACME, clock.instant()));

    assertThatNothingIsPaid();
  }

  @Test
  void aClaimThatCanNeitherBeWrittenNorReadBackNamesBothFaults() {
    store.loseAnswersOfClaims();
    store.failOnFind();

    assertThatThrownBy(() -> submission.submit(wish, routes(acme)))
        .isInstanceOf(FailingStore.Down.class)
        .satisfies(
            both ->
                assertThat(both.getSuppressed())
                    .singleElement()
                    .isInstanceOf(FailingStore.Down.class));
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void anIdThatIsFreeAgainHasNoEarlierTask() {
    acme.willAnswer(new SubmitResult.Transient(failure(ErrorCode.RATE_LIMITED), Optional.empty()));
    submission.submit(wish, routes(acme));

    assertThat(submission.earlier(wish)).isEmpty();
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

  /** The call was paid for: its reference must not wait for a record that never comes back. */
  @Test
  void aReferenceWhoseRecordSomebodyDeletesTravelsOnTheQueue() {
    acme.willAnswer(
        () -> {
          store.vanish();
          return new SubmitResult.Accepted(acme.ref(), Optional.empty(), Optional.empty());
        });

    submission.submit(wish, routes(acme));

    assertThat(queue.checks()).anySatisfy(check -> assertThat(check.hint()).contains(acme.ref()));
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

  private void assertThatNothingIsPaid() {
    store.loseAnswersOfClaims();
    assertThatThrownBy(() -> submission.submit(wish, routes(acme)))
        .isInstanceOf(FailingStore.Down.class);
    assertThat(acme.submitCount()).isZero();
  }

  private static Task claimOf(GenerationRequest request, ProviderId provider, Instant at) {
    return Task.claimed(request, provider, List.of(), at, Duration.ofMinutes(2));
  }

  private void anotherJoins() {
    submission.submit(waitedFor("AQC/joined"), routes(acme));
  }
}
