package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.control.ControlResult;
import dev.darkroom.notification.PublishResult;
import dev.darkroom.provider.CancelResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What settlement does with a task that its requester cancelled. */
class CancelledTasksTest {
  private static final Cost BILL = new Cost(new BigDecimal("1.8"), "credits");
  private final TaskWorld world = new TaskWorld();

  @Test
  void theProviderIsAskedToCancelBeforeAnybodyIsNotified() {
    var toldBefore = new ArrayList<Integer>();
    world.acme.willCancel(
        () -> {
          toldBefore.add(world.channel.outcomes().size());
          return new CancelResult.Requested();
        });
    world.submitted();

    world.cancel(LateImages.KEEP);
    world.pass(Duration.ofSeconds(1));

    assertThat(toldBefore).startsWith(0);
    assertThat(world.acme.cancelled().getFirst()).isEqualTo(world.acme.ref());
    assertThat(world.outcomes()).containsExactly("cancelled");
    assertThat(world.timeline()).contains("asked acme to cancel: it will try");
  }

  @Test
  void itIsAskedWithEachCheckAsLongAsItWorksOnTheTaskAndTheAnswerIsNotedOnce() {
    world.acme.willCancel(new CancelResult.Requested());
    world.submitted();

    world.cancel(LateImages.KEEP);
    world.pass(Duration.ofMinutes(10));

    assertThat(world.acme.cancelled()).hasSizeGreaterThan(3);
    assertThat(world.timeline())
        .filteredOn(entry -> entry.startsWith("asked acme to cancel"))
        .hasSize(1);
  }

  @Test
  void whatTheProviderTookOutOfItsQueuePromisesNoImagesAndIsClosed() {
    world.acme.willCancel(new CancelResult.Removed());
    world.submitted();

    world.cancel(LateImages.KEEP);
    world.pass(Duration.ofSeconds(1));
    var told = failure().message();
    world.acme.willReport(new Rejected(refusal()));
    world.pass(Duration.ofMinutes(2));

    assertThat(told)
        .isEqualTo("cancelled; acme took it out of its queue before it began: no image comes");
    assertThat(failure().message()).isEqualTo(told);
    assertThat(world.timeline())
        .contains("asked acme to cancel: it took it out of its queue", "closed: acme cancelled it");
    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.outcomes()).containsExactly("cancelled");
  }

  @Test
  void whatIsClosedPromisesNoLateImagesAnyMore() {
    world.acme.willCancel(new CancelResult.Requested());
    world.submitted();
    world.cancel(LateImages.KEEP);
    world.pass(Duration.ofSeconds(1));

    world.acme.willReport(new Rejected(refusal()));
    world.pass(Duration.ofMinutes(2));

    assertThat(world.stored().isOpen()).isFalse();
    assertThat(failure().message())
        .isEqualTo("cancelled; acme took it and may bill it; no image comes any more");
  }

  @Test
  void whoeverCannotBeAskedIsNotedAndMayBillIt() {
    world.submitted();

    world.cancel(LateImages.KEEP);
    world.pass(Duration.ofSeconds(1));

    assertThat(world.timeline()).contains("acme cannot be asked to cancel");
    assertThat(failure().message()).contains("acme took it and may bill it", "delivered late");
  }

  @Test
  void keptImagesAreDeliveredLateAndToldAsLate() {
    world.submitted();
    world.cancel(LateImages.KEEP);
    world.pass(Duration.ofSeconds(1));

    world.acme.willReport(billed());
    world.pass(Duration.ofMinutes(2));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Delivered.class, delivered -> assertThat(delivered.late()).isTrue());
    assertThat(world.stored().terms().costs().billed()).contains(BILL);
    assertThat(world.outcomes()).containsExactly("cancelled", "succeeded-late");
    assertThat(world.stored().isOpen()).isFalse();
  }

  @Test
  void droppedImagesAreNotStoredAndTheirBillIsRecorded() {
    world.submitted();
    world.cancel(LateImages.DROP);
    world.pass(Duration.ofSeconds(1));

    world.acme.willReport(billed());
    world.pass(Duration.ofMinutes(2));

    assertThat(world.delivery.count()).isZero();
    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(world.stored().terms().costs().billed()).contains(BILL);
    assertThat(world.outcomes()).containsExactly("cancelled");
    assertThat(failure().message()).contains("are not stored");
  }

  @Test
  void whatHasEndedIsNotCancelledAtItsProviderAgain() {
    world.submitted();
    world.cancel(LateImages.DROP);
    world.acme.willReport(billed());
    world.pass(Duration.ofMinutes(2));
    var ended = world.stored();
    int asked = world.acme.cancelled().size();

    world.ring(world.acme.ref());
    world.pass(Duration.ofSeconds(1));

    assertThat(ended.isOpen()).isFalse();
    assertThat(world.acme.cancelled()).hasSize(asked);
    assertThat(world.stored()).isEqualTo(ended);
  }

  @Test
  void imagesThatWereStoredBeforeAreNoDeliveryOfADroppedTask() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(world.result(List.of(0), List.of(1)));
    world.ring(world.acme.ref());
    world.pass(Duration.ofSeconds(1));
    assertThat(world.stored().progress().stored()).hasSize(1);

    world.cancel(LateImages.DROP);
    world.acme.willReport(reported(new Rejected(refusal())));
    world.pass(Duration.ofMinutes(2));

    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(world.timeline()).contains("cancelled, late images: drop; 1 stored before");
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatItsProviderCancelledIsClosed(LateImages late) {
    world.acme.willCancel(new CancelResult.Requested());
    world.submitted();
    world.cancel(late);

    world.acme.willReport(reported(new Rejected(refusal())));
    world.pass(Duration.ofMinutes(2));

    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(failure().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(world.outcomes()).containsExactly("cancelled");
    int asked = world.acme.cancelled().size();
    world.pass(Duration.ofHours(2));
    assertThat(world.acme.cancelled()).hasSize(asked);
  }

  @ParameterizedTest
  @EnumSource
  void whatNobodyKnowsAnyMoreIsClosedAsSoonAsNoLinkCanLive(LateImages late) {
    world.submitted();
    world.acme.forgetsTasks();
    world.cancel(late);

    world.pass(Duration.ofHours(23));
    assertThat(world.status()).isEqualTo("cancelled, open");
    world.pass(Duration.ofHours(3));

    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(world.outcomes()).containsExactly("cancelled");
  }

  @ParameterizedTest
  @EnumSource
  void aCallbackNamesTheTaskThatWasCancelledInDoubt(LateImages late) {
    world.acme.willCancel(new CancelResult.TooLate());
    world.inDoubt();
    world.cancel(late);
    world.pass(Duration.ofMinutes(1));
    assertThat(failure().message()).contains("acme may have taken it and may bill it");

    world.acme.willFirstReport(reported(new dev.darkroom.task.ProviderReport.Running()));
    world.acme.willReport(billed());
    world.ring(world.acme.ref());
    world.pass(Duration.ofMinutes(5));

    assertThat(world.acme.cancelled()).contains(world.acme.ref());
    assertThat(world.isDelivered()).isEqualTo(late == LateImages.KEEP);
    assertThat(world.stored().terms().costs().billed()).contains(BILL);
    assertThat(world.stored().isOpen()).isFalse();
  }

  @Test
  void theReferenceThatTheStoreDidNotTakeReachesTheCancelledTask() {
    world.claimed();
    world.cancel(LateImages.DROP);
    world.pass(Duration.ofMinutes(1));

    world.queue.put(world.ownReference(world.acme.ref()), Duration.ZERO);
    world.pass(Duration.ofMinutes(1));

    assertThat(world.acme.cancelled()).contains(world.acme.ref());
    assertThat(failure().message()).contains("acme took it");
  }

  // Two faults at once.

  @Test
  void settleDiesBetweenTheProvidersCancelAndTheRecordAndTheQueueLosesTheCheck() {
    world.acme.willCancel(new CancelResult.Requested());
    world.submitted();
    world.cancel(LateImages.KEEP);
    world.queue.loseMessages();
    world.store.failOnNextWrites(1);

    assertThatThrownBy(() -> world.settlement.settle(Check.of(world.request.taskId())))
        .isInstanceOf(FailingStore.Down.class);
    assertThat(world.acme.cancelled()).hasSize(1);
    assertThat(world.outcomes()).isEmpty();
    world.pass(Duration.ofMinutes(3));

    assertThat(world.acme.cancelled()).hasSizeGreaterThan(1);
    assertThat(world.outcomes()).containsExactly("cancelled");
  }

  @Test
  void theNoteLosesItsRaceAndTheChannelIsDown() {
    world.acme.willCancel(new CancelResult.Requested());
    world.submitted();
    world.cancel(LateImages.KEEP);
    world.channel.willAnswer(new PublishResult.Transient("it answered 503"));
    world.store.beforeNextReplace(
        () -> world.store.replace(world.stored().withSubscriber("AQC/joined")));

    world.pass(Duration.ofSeconds(10));
    world.channel.comeBack();
    world.pass(Duration.ofMinutes(5));

    assertThat(world.outcomes()).containsExactly("cancelled");
    assertThat(world.stored().tokens()).containsExactly("AQC/joined");
    assertThat(world.timeline()).contains("asked acme to cancel: it will try");
  }

  @Test
  void theQueueRefusesTheCheckAndTheAnswerOfTheWriteIsLost() {
    world.acme.willCancel(new CancelResult.Requested());
    world.submitted();
    world.store.loseAnswersOfNextReplaces(1);
    world.queue.loseMessages();

    assertThatThrownBy(() -> world.cancel(LateImages.DROP)).isInstanceOf(FailingStore.Down.class);
    assertThat(world.cancel(LateImages.KEEP)).isInstanceOf(ControlResult.Unchanged.class);
    world.pass(Duration.ofMinutes(3));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.finality()).isEqualTo(Finality.DISCARDED));
    assertThat(world.acme.cancelled()).isNotEmpty();
    assertThat(world.outcomes()).containsExactly("cancelled");
  }

  @Test
  void aDeliveryThatIsUnderWayLosesToTheCancelAndIsLateAfterwards() {
    world.submitted();
    world.acme.willReport(billed());
    world.store.beforeNextReplace(() -> world.cancel(LateImages.KEEP));

    world.settlement.settle(Check.of(world.request.taskId()));
    assertThat(world.status()).isEqualTo("cancelled, open");
    world.pass(Duration.ofMinutes(2));

    assertThat(world.outcomes()).containsExactly("cancelled", "succeeded-late");
  }

  @Test
  void aDeliveryThatIsUnderWayIsNoneOfADroppedTaskEvenIfTheStoreFails() {
    world.submitted();
    world.acme.willReport(billed());
    world.store.beforeNextReplace(
        () -> {
          world.cancel(LateImages.DROP);
          world.store.failOnNextWrites(1);
        });

    world.settlement.settle(Check.of(world.request.taskId()));
    world.pass(Duration.ofMinutes(20));

    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(world.stored().terms().costs().billed()).contains(BILL);
    assertThat(world.outcomes()).containsExactly("cancelled");
  }

  @Test
  void aCancelThatComesAfterTheDeliveryChangesNothing() {
    world.submitted();
    world.acme.willReport(billed());
    world.store.beforeNextReplace(() -> world.settlement.settle(Check.of(world.request.taskId())));

    assertThat(world.cancel(LateImages.DROP)).isInstanceOf(ControlResult.AlreadyFinal.class);

    assertThat(world.outcomes()).containsExactly("succeeded");
    assertThat(world.acme.cancelled()).isEmpty();
  }

  @Test
  void aProviderThatBreaksWhenItIsAskedStopsNothing() {
    world.acme.willCancel(
        () -> {
          throw new IllegalStateException("a bug");
        });
    world.submitted();

    world.cancel(LateImages.KEEP);
    world.pass(Duration.ofSeconds(1));

    assertThat(world.outcomes()).containsExactly("cancelled");
    assertThat(world.timeline())
        .contains("asked acme to cancel: cancel_broken:IllegalStateException");
  }

  @Test
  void aSilentProviderIsAskedAgain() {
    world.acme.willCancel(new CancelResult.Transient("answered 503")).willReport(answered503());
    world.submitted();
    world.cancel(LateImages.KEEP);
    world.pass(Duration.ofMinutes(2));

    world.acme.willCancel(new CancelResult.Requested()).willReport(new NotKnown());
    world.pass(Duration.ofMinutes(5));

    assertThat(world.timeline())
        .contains("asked acme to cancel: answered 503", "asked acme to cancel: it will try");
  }

  private Failure failure() {
    return ((Failed) world.stored().state()).failure();
  }

  private static Failure refusal() {
    return Failure.of(ErrorCode.GENERATION_FAILED, "cancelled", ACME);
  }

  private static dev.darkroom.provider.CheckResult billed() {
    return reported(new Succeeded(List.of(Examples.remote(0)), Optional.of(BILL)));
  }
}
