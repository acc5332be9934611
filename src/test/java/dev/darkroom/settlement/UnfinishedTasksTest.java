package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that run at the provider, or of which it gives no answer. */
class UnfinishedTasksTest extends SettlementFixture {
  @Test
  void aTaskThatRunsOnPastItsDeadlineFailsProvisionally() {
    submitted();
    acme.willReport(new Running());
    clock.advance(request.delivery().deadline());

    settlement.settle(check);

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.finality()).isEqualTo(Finality.PROVISIONAL));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRunningTaskIsAskedAboutAgain(boolean callsBack) {
    submitted();
    if (!callsBack) {
      acme.neverCallsBack();
    }
    acme.willReport(new Running());
    clock.advance(Duration.ofMinutes(2));

    settlement.settle(check);

    assertThat(stored().nextCheckAt()).isAfter(clock.instant());
    assertThat(queue.checks()).hasSize(callsBack ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void howFarItIsIsWrittenWithTheNextCheckAndByNoOtherWrite(boolean callsBack) {
    submitted();
    if (!callsBack) {
      acme.neverCallsBack();
    }
    long version = stored().version();
    acme.willReport(new Running(Optional.empty(), Optional.of(83)));
    clock.advance(Duration.ofMinutes(2));

    settlement.settle(check);

    assertThat(stored().progress().notes().percent()).contains(83);
    assertThat(stored().version()).isEqualTo(version);
  }

  @Test
  void aProviderWithoutAnAnswerIsRetriedUntilTheDeadline() {
    submitted();
    acme.willReport(new Transient("timed out", Optional.empty()));
    settlement.settle(check);
    assertThat(stored().state()).isInstanceOf(Submitted.class);

    clock.advance(request.delivery().deadline());
    settlement.settle(check);

    assertThat(stored().state()).isInstanceOf(Failed.class);
  }

  @Test
  void theNextCheckOfATaskIsNeverPastItsDeadline() {
    submitted();
    acme.willReport(new Running());
    clock.advance(request.delivery().deadline().minusSeconds(10));

    settlement.settle(check);

    assertThat(stored().nextCheckAt()).isEqualTo(stored().deadline());
  }

  @Test
  void aProviderThatAsksForPatienceGetsIt() {
    submitted();
    acme.neverCallsBack();
    acme.willReport(new Transient("answered 429", Optional.of(Duration.ofSeconds(90))));

    settlement.settle(check);

    assertThat(queue.entries())
        .containsExactly(new RecordingQueue.Entry(check.again(), Duration.ofSeconds(90)));
  }

  @Test
  void aProviderThatWasSwitchedOffGivesNoAnswer() {
    submitted();
    acme.isOff();

    settlement.settle(check);

    assertThat(acme.asked()).isEmpty();
    assertThat(stored().state()).isInstanceOf(Submitted.class);
  }
}
