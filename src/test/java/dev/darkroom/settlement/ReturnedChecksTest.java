package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.provider.CancelResult;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks that broke, lost a race or brought nothing: when they come back, and what they ask. */
class ReturnedChecksTest extends SettlementFixture {
  @Test
  void aHintIsPutBackAsLongAsItsWaitsGrowAndLeftToTheQueueThen() {
    claimed();
    store.failOnReplace();
    var rung = calledBack(acme.ref());

    settlement.settle(rung.withRetryCount(39));

    assertThat(queue.checks()).containsExactly(rung.withRetryCount(40));
    assertThatThrownBy(() -> settlement.settle(rung.withRetryCount(40)))
        .isInstanceOf(FailingStore.Down.class);
    assertThat(queue.checks()).hasSize(1);
  }

  @Test
  void aCheckThatLosesItsRaceAtTheCancelComesBackAndAsksNothing() {
    submitted();
    store.replace(stored().cancelled(LateImages.KEEP, clock.instant()).orElseThrow());
    acme.willCancel(
        () -> {
          store.replace(stored().progressed(List.of("somebody was faster"), clock.instant()));
          return new CancelResult.Requested();
        });

    settlement.settle(check);

    assertThat(acme.asked()).isEmpty();
    assertThat(queue.checks()).containsExactly(check.again());
    assertThat(channel.outcomes()).isEmpty();
  }

  @Test
  void aCheckThatLosesItsRaceComesBackThoughItBroughtNothing() {
    claimed();
    var rung = calledBack(acme.ref());
    acme.forgetsTasks();
    store.beforeNextReplace(
        () -> store.replace(stored().progressed(List.of("faster"), clock.instant())));

    settlement.settle(rung);

    assertThat(queue.checks()).extracting(Check::hint).containsExactly(rung.hint());
    assertThat(stored().progress().hints()).isEmpty();
  }

  @Test
  void aTaskThatItsCallbackNamedWhileItRanIsPolledSoon() {
    claimed();
    store.replace(stored().inDoubt(ACME, "timed out", clock.instant()));

    settlement.settle(calledBack(acme.ref()));

    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
    assertThat(queue.entries())
        .extracting(RecordingQueue.Entry::delay)
        .containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void aTaskThatOnlyMissedItsDeadlineIsNotCancelledAtItsProvider() {
    submitted();
    clock.advance(request.delivery().deadline());
    settlement.settle(check);

    settlement.settle(check);

    assertThat(stored().state().isProvisional()).isTrue();
    assertThat(acme.cancelled()).isEmpty();
  }
}
