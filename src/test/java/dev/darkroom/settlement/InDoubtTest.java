package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.task.Costs;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tasks whose reference is not known. */
class InDoubtTest extends SettlementFixture {
  @Test
  void aCallbackHealsASubmissionInDoubt() {
    inDoubt();
    acme.willReport(success(1));

    settlement.settle(calledBack(acme.ref()));

    assertThat(stored().state()).isInstanceOf(Delivered.class);
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void aCallbackForATaskThatStillRunsAttachesIt() {
    inDoubt();
    acme.willReport(new Running());

    settlement.settle(calledBack(acme.ref()));

    assertThat(stored().state()).isEqualTo(new Submitted(acme.ref()));
  }

  @Test
  void aCallbackMayOvertakeTheWriteOfTheReference() {
    claimed();
    acme.willReport(success(1));

    settlement.settle(calledBack(acme.ref()));

    assertThat(stored().state()).isInstanceOf(Delivered.class);
  }

  @Test
  void aHintDoesNotReplaceTheReferenceThatTheProviderGaveUs() {
    submitted();
    acme.willReport(new Running());

    settlement.settle(calledBack(new ProviderTaskRef(ACME, "another-task")));

    assertThat(acme.asked()).containsExactly(acme.ref());
  }

  @Test
  void aHintThatTheProviderDoesNotKnowIsKeptOnceAndNothingElseChanges() {
    inDoubt();
    var before = stored();
    var invented = new ProviderTaskRef(ACME, "invented");

    acme.willReport(new NotKnown());
    settlement.settle(calledBack(invented));
    acme.willReport(new Mismatched());
    settlement.settle(calledBack(invented));

    assertThat(stored().progress().hints()).containsExactly(invented);
    assertThat(stored().state()).isEqualTo(before.state());
    assertThat(stored().version()).isEqualTo(before.version() + 1);
    assertThat(channel.outcomes()).isEmpty();
  }

  @Test
  void aHintOfAnotherProviderChangesNothing() {
    inDoubt();
    var before = stored();

    settlement.settle(calledBack(new ProviderTaskRef(BOLT, "theirs")));

    assertThat(stored()).isEqualTo(before);
    assertThat(acme.asked()).isEmpty();
  }

  @Test
  void aHintOfATaskThatIsOlderThanOursChangesNothing() {
    inDoubt();
    var before = stored();
    var lastWeek = clock.instant().minus(Duration.ofDays(7));
    acme.willReport(new Reported(success(1), Optional.of(lastWeek), Optional.empty()));

    settlement.settle(calledBack(new ProviderTaskRef(ACME, "an-older-one")));

    assertThat(stored()).isEqualTo(before);
    assertThat(delivery.count()).isZero();
  }

  @Test
  void aClaimThatIsStillFreshIsLeftAlone() {
    claimed();
    var before = stored();

    settlement.settle(check);

    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void anAbandonedClaimIsInDoubtEvenIfTheSweepPutItOff() {
    claimed();
    clock.advance(Schedule.CLAIM_GRACE);
    store.postpone(request.taskId(), stored().nextCheckAt(), clock.instant().plusSeconds(120));

    settlement.settle(check);

    assertThat(stored().state()).isInstanceOf(InDoubt.class);
    assertThat(stored().isOpen()).isTrue();
  }

  @Test
  void aDoubtThatNothingHealsFailsAtItsDeadlineAndSaysThatItMayHaveBeenBilled() {
    inDoubt();
    clock.advance(request.delivery().deadline());

    settlement.settle(check);

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.failure().code()).isEqualTo(ErrorCode.SUBMISSION_IN_DOUBT);
              assertThat(failed.failure().message()).contains("may have been billed");
              assertThat(failed.finality()).isEqualTo(Finality.PROVISIONAL);
            });
    assertThat(stored().terms().costs()).isEqualTo(Costs.UNKNOWN);
    assertThat(channel.outcomes()).hasSize(1);
  }

  @Test
  void aLateDeliveryNeedsNoReferenceButTheCallbacks() {
    inDoubt();
    clock.advance(request.delivery().deadline());
    settlement.settle(check);

    acme.willReport(success(1));
    settlement.settle(calledBack(acme.ref()));

    assertThat(stored().state()).isInstanceOf(Delivered.class);
  }

  private void inDoubt() {
    claimed();
    store.replace(stored().inDoubt(ACME, "timed out", clock.instant()));
  }
}
