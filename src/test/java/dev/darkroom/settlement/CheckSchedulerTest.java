package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a task is checked next. */
class CheckSchedulerTest extends CheckSchedulerFixture {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aRetryIsQueuedAndTheSweepComesAMinuteAfterIt() {
    var task = submittedAfter(2);

    scheduler.retry(task, Optional.empty(), check.withRetryCount(2));

    assertThat(queue.entries()).containsExactly(queued(3, Duration.ofSeconds(28)));
    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofSeconds(28).plus(MINUTE)));
    assertThat(stored().progress().retryCount()).isEqualTo(3);
  }

  @Test
  void aRetryLeavesTheProviderAloneForAsLongAsItAsks() {
    var task = submittedAfter(2);

    scheduler.retry(task, Optional.of(Duration.ofSeconds(90)), check.withRetryCount(2));

    assertThat(queue.entries()).containsExactly(queued(3, Duration.ofSeconds(90)));
  }

  @Test
  void theQueueWaitsForAsLongAsItCan() {
    var task = submittedAfter(0);

    scheduler.retryAfter(task, SettleQueue.LONGEST_DELAY, check);

    assertThat(queue.entries()).containsExactly(queued(1, SettleQueue.LONGEST_DELAY));
    assertThat(stored().nextCheckAt()).isEqualTo(in(SettleQueue.LONGEST_DELAY.plus(MINUTE)));
  }

  @Test
  void theSweepAloneEndsALongerWaitAndNoMinuteLater() {
    var task = submittedAfter(0);

    scheduler.retryAfter(task, SettleQueue.LONGEST_DELAY.plusSeconds(1), check);

    assertThat(queue.entries()).isEmpty();
    assertThat(stored().nextCheckAt()).isEqualTo(in(SettleQueue.LONGEST_DELAY.plusSeconds(1)));
    assertThat(stored().progress().retryCount()).isEqualTo(1);
  }

  @Test
  void theSweepComesAtTheDeadlineAtTheLatest() {
    var task = submittedAfter(0);
    clock.advance(Duration.ofMinutes(29));

    scheduler.retryAfter(task, Duration.ofSeconds(30), check);

    assertThat(stored().nextCheckAt()).isEqualTo(task.deadline());
  }

  @Test
  void fromTheDeadlineOnTheSweepWaitsForAsLongAsIsWanted() {
    var task = submittedAfter(0);
    clock.advance(Duration.ofMinutes(30));

    scheduler.retryAfter(task, Duration.ofSeconds(30), check);

    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofSeconds(90)));
  }

  @Test
  void theLastCheckIsAtTheEndOfTheLinksAndNotBefore() {
    var task = listedUntil(in(Duration.ofSeconds(50)));

    scheduler.retryAfter(task, Duration.ofSeconds(80), check);

    assertThat(queue.entries()).containsExactly(queued(1, Duration.ofSeconds(50)));
  }

  @Test
  void afterTheEndOfTheLinksTheWaitIsTheWantedOne() {
    var task = listedUntil(clock.instant());

    scheduler.retryAfter(task, Duration.ofSeconds(80), check);

    assertThat(queue.entries()).containsExactly(queued(1, Duration.ofSeconds(80)));
  }

  @Test
  void aDoubtThatNothingHealsIsCheckedAtItsDeadlineAndKeepsItsRetryCount() {
    var task = submittedAfter(4);

    scheduler.awaitDeadline(task);

    assertThat(stored().nextCheckAt()).isEqualTo(task.deadline());
    assertThat(stored().progress().retryCount()).isEqualTo(4);
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aCheckThatIsAtTheDeadlineAlreadyCostsNoWrite() {
    scheduler.awaitDeadline(submittedAfter(0));
    store.failOnReplace();

    scheduler.awaitDeadline(stored());

    assertThat(stored().nextCheckAt()).isEqualTo(stored().deadline());
  }

  @Test
  void whatWasRecordedMeanwhileIsNotPutOff() {
    var task = submittedAfter(0);
    store.replace(task.progressed(List.of("news"), clock.instant()));

    scheduler.awaitDeadline(task);
    scheduler.awaitEnd(task);

    assertThat(stored().nextCheckAt()).isEqualTo(task.nextCheckAt());
  }

  @Test
  void theEndOfTheLinksIsCheckedOnce() {
    var task = listedUntil(in(Duration.ofMinutes(20)));

    scheduler.awaitEnd(task);
    store.failOnReplace();
    scheduler.awaitEnd(stored());

    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofMinutes(20)));
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aReferenceThatWasJustFoundIsCheckedLikeOneOfASubmit() {
    submitted();

    assertThat(scheduler.firstCheck(stored()))
        .isEqualTo(in(acme.firstCheckAfter().plus(MINUTE)))
        .isEqualTo(in(Duration.ofSeconds(65)));
  }

  @Test
  void aReferenceThatIsFoundBeforeTheDeadlineIsCheckedThen() {
    submitted();
    clock.advance(Duration.ofMinutes(29).plusSeconds(30));

    assertThat(scheduler.firstCheck(stored())).isEqualTo(stored().deadline());
  }

  @Test
  void theNotificationOfARequesterIsNotPutOff() {
    submitted();
    store.replace(
        stored()
            .failed(
                Failure.of(ErrorCode.DEADLINE_PASSED, "too late", Examples.ACME),
                Finality.PROVISIONAL,
                Optional.of(acme.ref()),
                clock.instant()));
    var told = stored().nextCheckAt();

    scheduler.retryAfter(stored(), Duration.ofMinutes(10), check);

    assertThat(stored().nextCheckAt()).isEqualTo(told);
  }

  @Test
  void aTaskThatIsOverIsNotScheduled() {
    submitted();
    store.replace(
        stored()
            .failed(
                Failure.of(ErrorCode.CONTENT_REFUSED, "no", Examples.ACME),
                Finality.CERTAIN,
                Optional.of(acme.ref()),
                clock.instant()));
    store.replace(stored().published(clock.instant()));
    var before = stored();

    scheduler.retry(before, Optional.empty(), check);

    assertThat(queue.entries()).isEmpty();
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void aFailureIsDueAfterSoManyRetriesOrAtTheDeadline() {
    submitted();
    var task = stored();

    assertThat(scheduler.isFailureDue(task, check.withRetryCount(2))).isFalse();
    assertThat(scheduler.isFailureDue(task, check.withRetryCount(3))).isTrue();
    clock.advance(Duration.ofMinutes(30).minusSeconds(1));
    assertThat(scheduler.isFailureDue(task, check)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(scheduler.isFailureDue(task, check)).isTrue();
  }

  @Test
  void aCheckThatLostItsRaceIsPutBackWithGrowingWaits() {
    scheduler.putBack(check);
    scheduler.putBack(check.withRetryCount(4));
    scheduler.putBack(check.withRetryCount(30));

    assertThat(queue.entries())
        .containsExactly(
            queued(1, Duration.ofSeconds(7)),
            queued(5, Duration.ofSeconds(112)),
            queued(31, SettleQueue.LONGEST_DELAY));
  }

  @Test
  void aBrokenCheckIsPutBackFortyTimesIfItHoldsAHint() {
    var hint = calledBack(acme.ref());

    assertThat(CheckScheduler.mayPutBack(hint.withRetryCount(39))).isTrue();
    assertThat(CheckScheduler.mayPutBack(hint.withRetryCount(40))).isFalse();
    assertThat(CheckScheduler.mayPutBack(check)).isFalse();
  }

  @Test
  void aCheckOfTheSweepGoesOnFromTheRecordAndEveryOtherFromItsOwnCount() {
    var task = submittedAfter(6);
    var swept = check.from(new Check.Source.Sweep());

    assertThat(CheckScheduler.resumed(task, swept).retryCount()).isEqualTo(6);
    assertThat(CheckScheduler.resumed(task, swept.again())).isEqualTo(swept.again());
    assertThat(CheckScheduler.resumed(task, check)).isEqualTo(check);
    assertThat(CheckScheduler.resumed(task, calledBack(acme.ref())))
        .isEqualTo(calledBack(acme.ref()));
  }
}
