package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ImageList;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No object is in the bucket that no record names, whoever ends or deletes the task while a check
 * stores.
 */
class LeftoversTest {
  private final TaskWorld world = new TaskWorld();

  @Test
  void imagesThatACheckIsStoringDuringTheCancelAreLeftOver() {
    world.submitted();
    world.acme.willReport(success(2));
    world.store.beforeNextReplace(() -> world.cancel(LateImages.DROP));

    settle();
    world.pass(Duration.ofMinutes(2));

    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(leftovers()).containsExactly(0, 1);
    assertThat(world.outcomes()).containsExactly("cancelled");
  }

  @Test
  void imagesThatWereStoredBeforeTheCancelAreLeftOverAtOnce() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(world.result(List.of(0), List.of(1)));
    settle();

    world.cancel(LateImages.DROP);

    assertThat(world.status()).isEqualTo("cancelled, open");
    assertThat(world.stored().progress().stored()).isEmpty();
    assertThat(leftovers()).containsExactly(0);
  }

  @Test
  void imagesThatWereStoredBeforeAndAreKeptAreDelivered() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(world.result(List.of(0), List.of(1)));
    settle();

    world.cancel(LateImages.KEEP);
    world.delivery.willStoreAll();
    world.pass(Duration.ofMinutes(2));

    assertThat(((Delivered) world.stored().state()).images()).hasSize(2);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void aCheckThatDiedAfterItsObjectsLeavesThemToTheCheckThatEndsTheTask() {
    world.submitted();
    world.delivery.has(image(0));

    world.cancel(LateImages.DROP);
    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(2));

    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(leftovers()).containsExactly(0);
  }

  @Test
  void aCheckThatIsStillStoringAtTheEndNamesItsObjectsWhenItComesAgain() {
    world.submitted();
    world.cancel(LateImages.DROP);
    world.acme.willReport(success(3));
    world.pass(Duration.ofMinutes(2));
    assertThat(leftovers()).isEmpty();

    world.delivery.has(image(2)); // one more than was asked for: the provider listed three
    settle();
    var named = world.stored();
    settle();

    assertThat(leftovers()).containsExactly(2);
    assertThat(world.timeline()).contains("left over in the bucket: 1");
    assertThat(world.stored()).isEqualTo(named);
    assertThat(world.queue.waiting()).isZero();
    assertThat(named.isOpen()).isFalse();
    assertThat(world.outcomes()).containsExactly("cancelled");
  }

  @Test
  void theLogSaysHowManyObjectsWereNamedLate() {
    world.submitted();
    world.cancel(LateImages.DROP);
    world.acme.willReport(success(2));
    world.pass(Duration.ofMinutes(2));
    world.delivery.has(image(0));
    world.delivery.has(image(1));

    try (var lines = new CapturedLines()) {
      settle();
      settle();

      assertThat(lines.of("settlement", world.request.taskId()))
          .extracting(line -> line.path("outcome").asText())
          .containsExactly("already_settled", "leftovers:2", "already_settled");
    }
  }

  /** The provider made one more than a record can keep. That one was never fetched. */
  @Test
  void anImageThatARecordCannotKeepIsNotLookedFor() {
    world.submitted();
    world.acme.willReport(success(ImageList.MOST + 1));

    settle();
    settle();

    assertThat(((Delivered) world.stored().state()).missing())
        .extracting(MissingImage::index)
        .containsExactly(ImageList.MOST);
    assertThat(world.delivery.looks()).isZero();
  }

  @Test
  void whatIsInTheBucketOfATaskWhoseLinksAreDeadAndThatNobodyWantsIsNamed() {
    world.submitted();
    world.delivery.has(image(0));
    world.acme.willReport(answered503());

    world.cancel(LateImages.DROP);
    world.pass(Duration.ofHours(26));

    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(leftovers()).containsExactly(0);
  }

  @Test
  void aWholeDeliveryCostsNoLook() {
    world.submitted();
    world.acme.willReport(success(2));

    settle();
    settle();

    assertThat(world.isDelivered()).isTrue();
    assertThat(world.delivery.looks()).isZero();
  }

  @Test
  void aTaskThatIsStillOpenIsNotLookedAt() {
    world.submitted();
    world.cancel(LateImages.DROP);
    world.pass(Duration.ofMinutes(2));

    assertThat(world.status()).isEqualTo("cancelled, open");
    assertThat(world.delivery.looks()).isZero();
  }

  // Two faults at once.

  @Test
  void aCheckDiesAfterItsObjectsAndTheBucketDoesNotAnswerAtTheEnd() {
    world.submitted();
    world.delivery.has(image(0));
    world.cancel(LateImages.DROP);
    world.acme.willReport(success(1));
    world.delivery.bucketIsDown(true);
    world.pass(Duration.ofMinutes(5));
    assertThat(world.status()).isEqualTo("cancelled, open");
    assertThat(world.outcomes()).containsExactly("cancelled");

    world.delivery.bucketIsDown(false);
    world.pass(Duration.ofMinutes(30));

    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(leftovers()).containsExactly(0);
  }

  @Test
  void aBucketThatNeverAnswersAgainKeepsNoTaskOpenForEver() {
    world.submitted();
    world.acme.willReport(reported(new Rejected(rejection())));
    world.delivery.bucketIsDown(true);

    world.pass(Duration.ofHours(24));
    assertThat(world.status()).isEqualTo("failed, open");
    world.pass(Duration.ofHours(3));

    assertThat(world.outcomes()).containsExactly("failed");
    assertThat(world.stored().isOpen()).isFalse();
  }

  @Test
  void theCheckThatComesAgainLosesItsRaceAndIsPutBack() {
    world.submitted();
    world.cancel(LateImages.DROP);
    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(2));
    world.delivery.has(image(0));
    world.store.beforeNextReplace(() -> world.store.replace(world.stored().withSubscriber("AQC")));

    settle();
    assertThat(leftovers()).isEmpty();
    world.pass(Duration.ofMinutes(2));

    assertThat(leftovers()).containsExactly(0);
  }

  @Test
  void theAnswerOfTheNamingIsLostAndTheObjectIsNamedOnce() {
    world.submitted();
    world.cancel(LateImages.DROP);
    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(2));
    world.delivery.has(image(0));
    world.store.loseAnswersOfNextReplaces(1);

    assertThatThrownBy(this::settle).isInstanceOf(FailingStore.Down.class);
    settle();

    assertThat(leftovers()).containsExactly(0);
    assertThat(world.timeline()).containsOnlyOnce("left over in the bucket: 1");
  }

  @Test
  void theStoreFailsWhileACheckIsStoringAndSomebodyCancels() {
    world.submitted();
    world.acme.willReport(success(1));
    world.store.beforeNextReplace(
        () -> {
          world.cancel(LateImages.DROP);
          world.store.failOnNextWrites(1);
        });

    settle();
    world.pass(Duration.ofMinutes(20));

    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(leftovers()).containsExactly(0);
    assertThat(world.outcomes()).containsExactly("cancelled");
  }

  @Test
  void whatIsUnderTheUsualKeyOfAnImageThatHasAnotherKeyIsLeftOver() {
    world.submitted();
    world.acme.willReport(success(1));
    world.delivery.has(image(0));
    world.delivery.willGive(new DeliveryResult(List.of(otherBytes()), List.of(), List.of()));

    settle();

    assertThat(((Delivered) world.stored().state()).images()).containsExactly(otherBytes());
    assertThat(world.stored().progress().leftovers()).containsExactly(image(0));
  }

  /** Two tasks of the provider were paid for, as it ignored the key of the repeat. */
  @Test
  void anObjectUnderAnUnguessableKeyIsNamedByTheCheckThatLosesItsRace() {
    world.submitted();
    world.acme.willReport(success(1));
    world.delivery.willGive(new DeliveryResult(List.of(otherBytes()), List.of(), List.of()));
    world.store.beforeNextReplace(
        () ->
            world.store.replace(
                world
                    .stored()
                    .attached(
                        TaskWorld.named("t2"), world.clock.instant(), world.clock.instant())));

    settle();
    assertThat(world.stored().progress().leftovers()).containsExactly(otherBytes());
    world.delivery.willStoreAll();
    world.pass(Duration.ofMinutes(2));

    assertThat(((Delivered) world.stored().state()).images()).containsExactly(image(0));
    assertThat(world.stored().progress().leftovers()).containsExactly(otherBytes());
  }

  /** The same object, by a check of the same task of the provider. */
  @Test
  void anObjectUnderAnUnguessableKeyThatIsDeliveredAfterAllIsNotLeftOver() {
    world.submitted();
    world.acme.willReport(success(1));
    world.delivery.willGive(new DeliveryResult(List.of(otherBytes()), List.of(), List.of()));
    world.store.beforeNextReplace(
        () -> world.store.replace(world.stored().withSubscriber("AQC/joined")));

    settle();
    world.pass(Duration.ofMinutes(2));

    assertThat(((Delivered) world.stored().state()).images()).containsExactly(otherBytes());
    assertThat(leftovers()).isEmpty();
  }

  /** Two checks store the same, and the one that is faster records it. */
  @Test
  void anObjectUnderAnUnguessableKeyThatIsStoredForItsTaskIsNotLeftOver() {
    world.submitted();
    world.acme.willReport(success(2));
    var underWay = world.result(List.of(), List.of(1));
    world.delivery.willGive(
        new DeliveryResult(List.of(otherBytes()), underWay.pending(), List.of()));
    world.store.beforeNextReplace(this::settle);

    settle();

    assertThat(world.stored().progress().stored()).containsExactly(otherBytes());
    assertThat(leftovers()).isEmpty();
  }

  // A deletion while a check stores: its requester was told that nothing is left.

  @Test
  void imagesThatACheckIsStoringDuringTheDeletionAreEmptied() {
    world.submitted();
    world.acme.willReport(success(2));
    world.store.beforeNextReplace(world::endedAndDeleted);

    settle();
    world.pass(Duration.ofMinutes(2));

    assertThat(world.delivery.keys()).isEmpty();
    assertThat(world.id().find(world.store::findDeleted)).isPresent();
  }

  @Test
  void anObjectUnderAnUnguessableKeyIsEmptiedByTheCheckThatStoredIt() {
    world.submitted();
    world.acme.willReport(success(1));
    world.delivery.willGive(new DeliveryResult(List.of(otherBytes()), List.of(), List.of()));
    world.store.beforeNextReplace(world::endedAndDeleted);

    settle();
    world.pass(Duration.ofMinutes(2));

    assertThat(world.delivery.keys()).isEmpty();
  }

  @Test
  void aCheckThatDiedAfterTheDeletionLeavesItsObjectsToTheOneThatComesAgain() {
    submittedAndDeleted();
    world.delivery.has(image(1));

    settle();

    assertThat(world.delivery.keys()).isEmpty();
  }

  @Test
  void aBucketThatDoesNotAnswerAfterADeletionIsAskedAgain() {
    submittedAndDeleted();
    world.delivery.has(image(0));
    world.delivery.bucketIsDown(true);

    assertThatThrownBy(this::settle).isInstanceOf(IllegalStateException.class);
    world.delivery.bucketIsDown(false);
    settle();

    assertThat(world.delivery.keys()).isEmpty();
  }

  @Test
  void aCheckOfATaskThatNeverWasLooksNowhere() {
    settle();

    assertThat(world.delivery.looks()).isZero();
  }

  private void submittedAndDeleted() {
    world.submitted();
    world.endedAndDeleted();
  }

  private StoredImage otherBytes() {
    return Examples.storedUnderOtherKey(world.request.taskId());
  }

  private void settle() {
    world.settlement.settle(Check.of(world.request.taskId()));
  }

  private List<Integer> leftovers() {
    return world.stored().progress().leftovers().stream().map(StoredImage::index).toList();
  }

  private StoredImage image(int index) {
    return Examples.stored(world.request.taskId(), index);
  }

  private static Failure rejection() {
    return Failure.of(ErrorCode.GENERATION_FAILED, "it failed", ACME);
  }
}
