package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.named;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.answer.SubmitAnswer;
import dev.darkroom.control.ControlResult;
import dev.darkroom.control.ControlResult.HintUnsettled;
import dev.darkroom.control.ControlResult.NotInDoubt;
import dev.darkroom.control.ControlResult.Recorded;
import dev.darkroom.control.ControlResult.Unchanged;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.task.Cost;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.OperatorDecision.Abandon;
import dev.darkroom.task.OperatorDecision.Attach;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator abandons a doubt, and the provider's task turns up all the same. */
class AbandonedDoubtsTest {
  private static final ProviderTaskRef GENUINE = named("genuine");

  private final TaskWorld world = new TaskWorld();

  @Test
  void anAbandonedDoubtIsToldOnceAndFailsForGoodWhenNoLinkCanLive() {
    world.inDoubt();

    assertThat(abandon()).isEqualTo(new Recorded(world.stored()));
    world.pass(Duration.ofMinutes(1));
    assertThat(world.status()).isEqualTo("failed, open");
    assertThat(abandon()).isEqualTo(new Unchanged(world.stored()));
    world.pass(Duration.ofHours(26));

    assertThat(world.status()).isEqualTo("failed");
    assertThat(abandon()).isEqualTo(new Unchanged(world.stored()));
    assertThat(world.outcomes()).containsExactly("failed");
    assertThat(SubmitAnswer.of(world.stored()).cost().status()).isEqualTo("unknown");
    assertThat(((Failed) world.stored().state()).failure().message())
        .contains("never learnt whether acme took it", "may have been billed");
    assertThat(world.acme.submitCount()).isZero();
  }

  @Test
  void aCallbackThatWaitsOnTheQueueIsDeliveredLate() {
    world.inDoubt();
    world.ring(GENUINE);

    assertThat(abandon()).isInstanceOf(Recorded.class);
    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(1));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
    assertThat(world.acme.submitCount()).isZero();
  }

  @Test
  void aCallbackAfterAFailureThatWasGivenUpAndAbandonedIsDeliveredLate() {
    world.givenUp();
    assertThat(abandon()).isInstanceOf(Recorded.class);
    assertThat(abandon()).isEqualTo(new Unchanged(world.stored()));

    ringsAfter(Duration.ofHours(3));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void aCallbackAboutARunningTaskIsAskedAboutUntilItsImagesCome() {
    world.inDoubt();
    abandon();
    world.pass(Duration.ofMinutes(5));
    world.acme.willReport(running());
    world.ring(GENUINE);
    world.pass(Duration.ofHours(1));
    assertThat(world.status()).isEqualTo("failed, open");

    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(20));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void aHintOfASilentProviderIsKeptAndAnOperatorSeesIt() {
    world.inDoubt();
    abandon();
    world.pass(Duration.ofMinutes(5));
    world.acme.willReport(answered503());
    world.ring(GENUINE);
    world.pass(Duration.ofSeconds(1));
    assertThat(abandon()).isEqualTo(new HintUnsettled(world.stored(), GENUINE));

    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(20));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void thePaidCallsOwnReferenceThatComesByTheQueueIsDeliveredLate() {
    world.inDoubt();
    abandon();
    world.pass(Duration.ofMinutes(5));

    world.acme.willReport(success(1));
    world.settlement.settle(world.ownReference(GENUINE));
    world.pass(Duration.ofMinutes(1));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void anOperatorWhoFindsTheTaskAfterAllAttachesIt() {
    world.inDoubt();
    abandon();
    world.pass(Duration.ofMinutes(5));
    world.acme.willReport(success(1));

    var attached = world.control.resolution().resolve(world.id(), new Attach(GENUINE.id()));
    world.pass(Duration.ofMinutes(1));

    assertThat(attached).isInstanceOf(Recorded.class);
    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void aCancelledTaskThatWasAbandonedIsDeliveredLateWhereItsImagesAreKept() {
    world.inDoubt();
    world.cancel(LateImages.KEEP);
    assertThat(abandon()).isInstanceOf(NotInDoubt.class); // its paid call may be under way
    world.pass(Duration.ofMinutes(2));

    assertThat(abandon()).isInstanceOf(Recorded.class);
    ringsAfter(Duration.ofHours(1));

    assertThat(world.outcomes()).containsExactly("cancelled", "succeeded-late");
  }

  @Test
  void theBillOfACancelledTaskThatWasAbandonedIsRecordedWhereItsImagesAreDropped() {
    world.inDoubt();
    world.cancel(LateImages.DROP);
    world.pass(Duration.ofMinutes(2));
    assertThat(abandon()).isInstanceOf(Recorded.class);

    var bill = Optional.of(new Cost(BigDecimal.ONE, "credits"));
    world.acme.willReport(reported(new Succeeded(List.of(Examples.remote(0)), bill)));
    world.ring(GENUINE);
    world.pass(Duration.ofMinutes(5));

    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(world.stored().terms().costs().billed()).isEqualTo(bill);
    assertThat(world.delivery.count()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsAbandonedWhileAHintIsUnsettled(LateImages late) {
    world.inDoubt();
    world.acme.willReport(answered503());
    world.ring(GENUINE);
    world.pass(Duration.ofSeconds(1));
    assertThat(abandon()).isEqualTo(new HintUnsettled(world.stored(), GENUINE));

    world.cancel(late);

    assertThat(abandon()).isEqualTo(new HintUnsettled(world.stored(), GENUINE));
  }

  @Test
  void aCallbackOfAnAbandonedLifeDoesNotSettleTheNextOne() {
    var before = world.clock.instant().minus(Duration.ofDays(100));
    var abandoned =
        Task.claimed(world.request, ACME, List.of(), before, Duration.ofMinutes(1))
            .inDoubt(ACME, "timed out", before)
            .abandoned(before);
    world.inDoubt();
    var next = world.stored();
    world.acme.willReport(
        new Reported(new Running(), Optional.of(abandoned.createdAt()), Optional.empty()));

    world.ring(GENUINE);
    world.pass(Duration.ofSeconds(1));

    assertThat(next.isSameClaimAs(abandoned)).isFalse();
    assertThat(world.stored().state()).isEqualTo(next.state());
    assertThat(world.store.ownerOf(GENUINE)).isEmpty();
  }

  // Two faults at once.

  @Test
  void anAbandonThatOvertakesTheCheckOfACallbackLosesNothing() {
    world.inDoubt();
    world.acme.willReport(success(1));
    world.store.beforeNextReplace(this::abandon);

    world.settlement.settle(world.rung(GENUINE));
    world.pass(Duration.ofMinutes(1));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void anAbandonThatOvertakesTheHintOfASilentProviderLosesNothing() {
    world.inDoubt();
    world.acme.willReport(answered503());
    world.store.beforeNextReplace(this::abandon);

    world.settlement.settle(world.rung(GENUINE));
    world.pass(Duration.ofMinutes(1));
    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(20));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void aHintThatArrivesDuringAnAbandonIsNotLost() {
    world.inDoubt();
    world.acme.willReport(answered503());
    world.store.beforeNextReplace(() -> world.settlement.settle(world.rung(GENUINE)));

    assertThat(abandon()).isEqualTo(new HintUnsettled(world.stored(), GENUINE));

    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(5));
    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  @Test
  void anAbandonWhoseAnswerIsLostIsToldByTheSweepThoughTheQueueLosesTheCheck() {
    world.inDoubt();
    world.queue.loseMessages();
    world.store.loseAnswersOfNextReplaces(1);

    assertThatThrownBy(this::abandon).isInstanceOf(FailingStore.Down.class);
    world.pass(Duration.ofMinutes(4));

    assertThat(world.outcomes()).containsExactly("failed");
    assertThat(abandon()).isEqualTo(new Unchanged(world.stored()));
  }

  @Test
  void anAbandonAndAnAttachWhoseAnswersAreLostAreOneLateDelivery() {
    world.inDoubt();
    world.store.loseAnswersOfNextReplaces(1);
    assertThatThrownBy(this::abandon).isInstanceOf(FailingStore.Down.class);
    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(5));

    world.store.loseAnswersOfNextReplaces(1);
    world.ring(GENUINE);
    world.ring(GENUINE);
    world.pass(Duration.ofMinutes(10));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
    assertThat(world.store.ownerOf(GENUINE)).contains(world.request.taskId());
  }

  @Test
  void aCheckThatDiesBetweenTheOwnerAndTheReferenceLosesNothing() {
    world.inDoubt();
    abandon();
    world.pass(Duration.ofMinutes(5));
    world.acme.willReport(success(1));
    world.store.beforeNextReplace(
        () -> {
          throw new ProcessDeath();
        });

    var check = world.rung(GENUINE);
    assertThatThrownBy(() -> world.settlement.settle(check)).isInstanceOf(ProcessDeath.class);
    world.settlement.settle(check); // the queue shows it again
    world.pass(Duration.ofMinutes(10));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  private void ringsAfter(Duration wait) {
    world.pass(wait);
    world.acme.willReport(success(1));
    world.ring(GENUINE);
    world.pass(Duration.ofMinutes(5));
  }

  private ControlResult abandon() {
    return world.control.resolution().resolve(world.id(), new Abandon());
  }

  private static CheckResult running() {
    return reported(new Running());
  }
}
