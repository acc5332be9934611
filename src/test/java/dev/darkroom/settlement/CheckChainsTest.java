package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.SettleQueue;
import dev.darkroom.testing.RecordingQueue.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several chains of checks about one task: which of them goes on. */
class CheckChainsTest extends CheckSchedulerFixture {
  @Test
  void aChainThatAnotherOneHasOvertakenEnds() {
    var task = submittedAfter(5);

    scheduler.retry(task, Optional.empty(), check.withRetryCount(3));

    assertThat(queue.entries()).isEmpty();
    assertThat(stored()).isEqualTo(task);
  }

  @Test
  void theChainThatWroteTheRecordGoesOn() {
    var task = submittedAfter(5);

    scheduler.retry(task, Optional.empty(), check.withRetryCount(5));

    assertThat(queue.checks()).containsExactly(check.withRetryCount(6));
  }

  @Test
  void aNewChainGoesOnWhateverTheRecordSays() {
    var task = submittedAfter(5);

    scheduler.retry(task, Optional.empty(), check);

    assertThat(queue.checks()).containsExactly(check.withRetryCount(1));
    assertThat(stored().progress().retryCount()).isEqualTo(1);
  }

  @Test
  void anyChainGoesOnAfterNews() {
    var task = submittedAfter(0);

    scheduler.retry(task, Optional.empty(), check.withRetryCount(5));

    assertThat(queue.checks()).containsExactly(check.withRetryCount(6));
  }

  @Test
  void aChainWhoseNextCheckAnotherOneHasMovedEnds() {
    var task = submittedAfter(0);
    store.postpone(task.id(), task.nextCheckAt(), task.nextCheckAt().plusSeconds(1));

    scheduler.retry(task, Optional.empty(), check);

    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aHintThatTheRecordDoesNotHoldTravelsOnEvenIfItsChainWasOvertaken() {
    inDoubtAfter(5);
    var hint = calledBack(acme.ref()).withRetryCount(3);

    scheduler.retry(stored(), Optional.empty(), hint);

    assertThat(queue.entries()).containsExactly(new Entry(hint.again(), Duration.ofSeconds(56)));
  }

  @Test
  void aHintThatTheRecordDoesNotHoldTravelsOnTheQueueEvenIfItsWaitIsLonger() {
    inDoubtAfter(0);
    var hint = calledBack(acme.ref());

    scheduler.retryAfter(stored(), Duration.ofMinutes(20), hint);

    assertThat(queue.entries()).containsExactly(new Entry(hint.again(), SettleQueue.LONGEST_DELAY));
  }

  @Test
  void aHintThatTheRecordHoldsNeedsNoCheckOfItsOwn() {
    inDoubtAfter(5);
    var progress = stored().progress().hinted(List.of(), List.of(acme.ref()));
    store.replace(stored().knowing(progress).progressed(List.of(), clock.instant()));

    scheduler.retry(stored(), Optional.empty(), calledBack(acme.ref()).withRetryCount(3));

    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void aHintForATaskWithAReferenceNeedsNoCheckOfItsOwn() {
    var task = submittedAfter(5);

    scheduler.retry(task, Optional.empty(), calledBack(acme.ref()).withRetryCount(3));

    assertThat(queue.entries()).isEmpty();
  }

  private void inDoubtAfter(int retries) {
    claimed();
    store.replace(
        stored()
            .knowing(stored().progress().withRetryCount(retries))
            .inDoubt(acme.ref().provider(), "timed out", clock.instant()));
  }
}
