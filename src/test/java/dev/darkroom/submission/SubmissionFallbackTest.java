package dev.darkroom.submission;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.submission.SubmissionResult.Transient;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the next provider is called, and when a call is not begun at all. */
class SubmissionFallbackTest extends SubmissionFixture {
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
  void aRefusalIsRecordedAndPublishedAndDoesNotUseTheIdUp() {
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
  void aTransientRefusalFreesTheIdAndNotifiesNobody() {
    var busy = failure(ErrorCode.RATE_LIMITED);
    acme.willAnswer(new SubmitResult.Transient(busy, Optional.of(Duration.ofSeconds(7))));

    var first = submission.submit(wish, routes(acme));
    assertThat(first)
        .isInstanceOfSatisfying(
            Transient.class, it -> assertThat(it.retryAfter()).contains(Duration.ofSeconds(7)));
    assertThat(stored().isOpen()).isFalse();
    assertThat(queue.entries()).isEmpty();

    assertThat(submission.submit(wish, routes(acme))).isInstanceOf(Started.class);
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

    assertThat(result).isInstanceOf(Transient.class);
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
}
