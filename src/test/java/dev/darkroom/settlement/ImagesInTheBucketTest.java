package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ImageList;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * No image is called missing, and no task failed, while the image is in the bucket: a check has
 * stored it and died before it wrote the record.
 */
class ImagesInTheBucketTest {
  private final TaskWorld world = new TaskWorld();

  @Test
  void theLinkIsDeadWhenTheNextCheckLooks() {
    world.submitted();
    world.delivery.has(image(0));
    world.acme.willReport(success(1));
    world.delivery.willGive(world.result(List.of(), List.of(0)));

    world.pass(Duration.ofDays(3));

    assertThat(world.status()).isEqualTo("succeeded");
    assertThat(images()).containsExactly(image(0));
    assertThat(world.outcomes()).containsExactly("succeeded");
    assertThat(world.stored().progress().leftovers()).isEmpty();
  }

  @Test
  void theProviderSaysThatItFailed() {
    world.submitted();
    world.delivery.has(image(0));
    world.acme.willReport(reported(new Rejected(rejection())));

    world.pass(Duration.ofMinutes(10));

    assertThat(world.status()).isEqualTo("succeeded");
    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  /** Nobody knows yet whether it is the only one. */
  @Test
  void theProviderIsSilentFromTheDeadlineToTheEndOfTheLinks() {
    world.submitted();
    world.delivery.has(image(0));
    world.acme.willReport(answered503());

    world.pass(world.request.delivery().deadline().plusMinutes(3));
    assertThat(world.outcomes()).containsExactly("failed");
    world.pass(Duration.ofHours(26));

    assertThat(world.status()).isEqualTo("succeeded");
    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void theProviderIsSilentAfterItsListUntilTheDeadline() {
    var two = new TaskWorld(Examples.requestFor(2));
    two.submitted();
    two.acme.willReport(success(2));
    two.delivery.willGive(two.result(List.of(0), List.of(1)));
    two.settlement.settle(Check.of(two.request.taskId()));
    two.delivery.has(Examples.stored(two.request.taskId(), 1));
    two.acme.willReport(reported(new Running(Optional.empty())));

    two.pass(two.request.delivery().deadline().plusMinutes(3));

    assertThat(two.status()).isEqualTo("succeeded");
    assertThat(two.outcomes()).containsExactly("succeeded");
  }

  /** One was asked for, three were made, and no record says so. */
  @Test
  void moreAreThereThanWereAskedFor() {
    world.submitted();
    world.delivery.has(image(0));
    world.delivery.has(image(1));
    world.delivery.has(image(2));
    world.acme.willReport(reported(new Rejected(rejection())));

    world.pass(Duration.ofMinutes(10));

    assertThat(images()).containsExactly(image(0), image(1), image(2));
    assertThat(world.stored().progress().leftovers()).isEmpty();
  }

  @Test
  void moreAreThereThanARecordCanKeep() {
    world.submitted();
    IntStream.rangeClosed(0, ImageList.MOST).forEach(index -> world.delivery.has(image(index)));
    world.acme.willReport(reported(new Rejected(rejection())));

    settle();

    assertThat(images()).hasSize(ImageList.MOST);
  }

  /** Each look costs money and time. */
  @Test
  void theSearchEndsAtTheFirstImageThatIsNotThere() {
    world.submitted();
    world.delivery.has(image(0));
    world.delivery.has(image(1));
    world.acme.willReport(reported(new Rejected(rejection())));

    settle();

    assertThat(images()).containsExactly(image(0), image(1));
    assertThat(world.delivery.looks()).isEqualTo(3);
  }

  @Test
  void theBucketIsNotAskedAfterTheDeadlineWhereEveryImageIsStored() {
    world.submitted();
    world.acme.willReport(success(1));
    world.clock.advance(world.request.delivery().deadline());

    settle();

    assertThat(images()).containsExactly(image(0));
    assertThat(world.delivery.looks()).isZero();
  }

  @Test
  void oneOfTwoIsThereAtTheDeadlineAndTheTaskStaysOpen() {
    var two = new TaskWorld(Examples.requestFor(2));
    two.submitted();
    two.delivery.has(Examples.stored(two.request.taskId(), 0));
    two.acme.willReport(answered503());
    two.pass(two.request.delivery().deadline().plusMinutes(3));
    assertThat(two.status()).isEqualTo("failed, open");

    two.acme.willReport(success(2));
    two.pass(Duration.ofHours(1));

    assertThat(two.status()).isEqualTo("succeeded");
    assertThat(two.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void oneOfTwoIsThereAtTheEndAndTheOtherIsMissing() {
    var two = new TaskWorld(Examples.requestFor(2));
    two.submitted();
    two.delivery.has(Examples.stored(two.request.taskId(), 1));
    two.acme.willReport(reported(new Rejected(rejection())));

    two.pass(Duration.ofMinutes(10));

    assertThat(two.status()).isEqualTo("partial");
    assertThat(((Delivered) two.stored().state()).missing())
        .extracting(MissingImage::index)
        .containsExactly(0);
  }

  @Test
  void anotherCheckFoundItsImageToBeNone() {
    world.submitted();
    world.acme.willReport(success(2));
    world.store.beforeNextReplace(
        () -> {
          world.delivery.willGive(
              new DeliveryResult(
                  List.of(image(1)),
                  List.of(),
                  List.of(new MissingImage(0, ErrorCode.RESULT_REJECTED, "not a picture"))));
          settle();
        });

    settle();
    world.pass(Duration.ofMinutes(2));

    assertThat(images()).containsExactly(image(0), image(1));
    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  @Test
  void theImagesOfACancelledTaskAreKept() {
    world.submitted();
    world.delivery.has(image(0));
    world.acme.willReport(answered503());

    world.cancel(LateImages.KEEP);
    world.pass(Duration.ofHours(26));

    assertThat(world.status()).isEqualTo("succeeded");
    assertThat(world.outcomes()).containsExactly("cancelled", "succeeded-late");
  }

  @Test
  void anImageOfAnotherTaskOfTheProviderIsNotDelivered() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(world.result(List.of(0), List.of(1)));
    settle();
    var other = TaskWorld.named("another");
    var now = world.clock.instant();
    world.store.replace(world.stored().attached(other, now, now));
    assertThat(world.stored().progress().leftovers()).containsExactly(image(0));
    world.acme.willReport(reported(new Rejected(rejection())));

    world.pass(Duration.ofMinutes(10));

    assertThat(world.status()).isEqualTo("failed");
    assertThat(world.stored().progress().leftovers()).containsExactly(image(0));
  }

  @Test
  void anImageOfADisplacedTaskThatNoRecordNamesIsNotDelivered() {
    displaced(() -> world.delivery.has(image(0)), () -> {});

    assertThat(world.status()).isEqualTo("failed");
    assertThat(world.stored().progress().leftovers()).containsExactly(image(0));
  }

  @Test
  void anImageOfADisplacedTaskThatIsStoredAfterwardsIsNotDelivered() {
    displaced(() -> {}, () -> world.delivery.has(image(0)));

    assertThat(world.status()).isEqualTo("failed");
    assertThat(world.stored().progress().leftovers()).containsExactly(image(0));
  }

  @Test
  void anImageOfTheTaskThatDisplacedAnotherIsFetchedAndDelivered() {
    displaced(() -> {}, () -> world.acme.willReport(success(1)));

    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  @Test
  void anImageOfADisplacedTaskInAnotherFormatIsLeftOver() {
    displaced(() -> world.delivery.has(webp(0)), () -> world.acme.willReport(success(1)));

    assertThat(images()).containsExactly(image(0));
    assertThat(world.stored().progress().leftovers()).containsExactly(webp(0));
  }

  @Test
  void nothingIsFoundOfADisplacedTaskAtTheDeadline() {
    world.inDoubt();
    world.acme.willReport(reported(new Running()));
    world.settlement.settle(world.rung(TaskWorld.named("forged")));
    world.delivery.has(image(0));
    world.settlement.settle(world.ownReference(TaskWorld.named("genuine")));
    world.acme.willReport(answered503());

    world.pass(world.request.delivery().deadline().plusMinutes(3));

    assertThat(world.outcomes()).containsExactly("failed");
  }

  /** A callback names another task, and the paid call's own answer comes after it. */
  private void displaced(Runnable before, Runnable after) {
    world.inDoubt();
    world.acme.willReport(reported(new Running()));
    world.settlement.settle(world.rung(TaskWorld.named("forged")));
    before.run();
    world.settlement.settle(world.ownReference(TaskWorld.named("genuine")));
    world.acme.willReport(reported(new Rejected(rejection())));
    after.run();
    world.pass(Duration.ofMinutes(10));
  }

  @Test
  void allThatTheProviderMadeIsThereAtTheDeadlineThoughMoreWereAskedFor() {
    var many = new TaskWorld(Examples.requestFor(15));
    listedThreeOfWhichOneIsOnlyInTheBucket(many);

    many.pass(many.request.delivery().deadline().plusMinutes(3));

    assertThat(many.status()).isEqualTo("succeeded");
    assertThat(many.outcomes()).containsExactly("succeeded");
  }

  @Test
  void noImageIsMissingThatTheProviderNeverListed() {
    var many = new TaskWorld(Examples.requestFor(15));
    listedThreeOfWhichOneIsOnlyInTheBucket(many);
    many.acme.willReport(reported(new Rejected(rejection())));

    many.pass(Duration.ofMinutes(10));

    assertThat(many.status()).isEqualTo("succeeded");
  }

  private static void listedThreeOfWhichOneIsOnlyInTheBucket(TaskWorld many) {
    many.submitted();
    many.acme.willReport(success(3));
    many.delivery.willGive(many.result(List.of(0, 1), List.of(2)));
    many.settlement.settle(Check.of(many.request.taskId()));
    many.delivery.has(Examples.stored(many.request.taskId(), 2));
    many.acme.willReport(answered503());
  }

  @Test
  void anImageIsThereInTwoFormatsAndNoneIsForgotten() {
    world.submitted();
    world.delivery.has(image(0));
    world.delivery.has(webp(0));
    world.acme.willReport(reported(new Rejected(rejection())));

    world.pass(Duration.ofMinutes(10));

    assertThat(images()).containsExactly(image(0));
    assertThat(world.stored().progress().leftovers()).containsExactly(webp(0));
  }

  @Test
  void anImageIsThereInTwoFormatsWhenItsLinkDies() {
    world.submitted();
    world.delivery.has(image(0));
    world.delivery.has(webp(0));
    world.acme.willReport(success(1));
    world.delivery.willGive(world.result(List.of(), List.of(0)));

    world.pass(Duration.ofDays(3));

    assertThat(images()).containsExactly(image(0));
    assertThat(world.stored().progress().leftovers()).containsExactly(webp(0));
  }

  // Two faults at once.

  @Test
  void theBucketDoesNotAnswerAtTheDeadlineAndTheLinkDies() {
    world.submitted();
    world.delivery.has(image(0));
    world.acme.willReport(answered503());
    world.delivery.bucketIsDown(true);
    world.pass(world.request.delivery().deadline().plusMinutes(3));
    assertThat(world.outcomes()).containsExactly("failed");

    world.delivery.bucketIsDown(false);
    world.pass(Duration.ofHours(26));

    assertThat(world.status()).isEqualTo("succeeded");
    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void theLinkIsRefusedUntilTheDeadlineAndTheBucketIsDownThen() {
    world.submitted();
    world.delivery.has(image(0));
    world.acme.willReport(success(1));
    world.delivery.willGive(world.result(List.of(), List.of(0)));
    world.delivery.bucketIsDown(true);
    world.pass(world.request.delivery().deadline().plusMinutes(3));
    assertThat(world.outcomes()).containsExactly("failed");

    world.delivery.bucketIsDown(false);
    world.pass(Duration.ofDays(3));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void theBucketIsDownAtTheFailureAndComesBackBeforeTheDeadline() {
    world.submitted();
    world.delivery.has(image(0));
    world.acme.willReport(reported(new Rejected(rejection())));
    world.delivery.bucketIsDown(true);
    world.pass(Duration.ofMinutes(20));
    assertThat(world.outcomes()).isEmpty();

    world.delivery.bucketIsDown(false);
    world.pass(Duration.ofHours(1));

    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  @Test
  void theProviderSaysThatItFailedAndTheBucketIsDownAtTheDeadline() {
    world.submitted();
    world.delivery.has(image(0));
    world.acme.willReport(reported(new Rejected(rejection())));
    world.delivery.bucketIsDown(true);
    world.pass(world.request.delivery().deadline().plusMinutes(3));
    assertThat(world.status()).isEqualTo("failed, open");
    assertThat(world.outcomes()).containsExactly("failed");

    world.delivery.bucketIsDown(false);
    world.pass(Duration.ofHours(2));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void noLinkIsAPictureAndTheBucketIsDownAtTheDeadline() {
    world.submitted();
    world.delivery.has(image(0));
    world.acme.willReport(success(1));
    world.delivery.willGive(
        new DeliveryResult(
            List.of(),
            List.of(),
            List.of(new MissingImage(0, ErrorCode.RESULT_REJECTED, "not a picture"))));
    world.delivery.bucketIsDown(true);
    world.pass(world.request.delivery().deadline().plusMinutes(3));
    assertThat(world.outcomes()).containsExactly("failed");

    world.delivery.bucketIsDown(false);
    world.pass(Duration.ofHours(2));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void oneImageIsStoredAndTheBucketIsDownAtTheDeadline() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(
        new DeliveryResult(
            List.of(image(0)),
            List.of(),
            List.of(new MissingImage(1, ErrorCode.RESULT_REJECTED, "not a picture"))));
    world.delivery.bucketIsDown(true);
    world.pass(world.request.delivery().deadline().plusMinutes(3));

    assertThat(world.outcomes()).containsExactly("failed");

    world.delivery.bucketIsDown(false);
    world.pass(Duration.ofHours(2));

    assertThat(world.outcomes()).containsExactly("failed", "partial-late");
  }

  @Test
  void theBucketIsDownFromTheFailureToLongAfterTheEndOfTheLinks() {
    world.submitted();
    world.acme.willReport(reported(new Rejected(rejection())));
    world.delivery.bucketIsDown(true);

    world.pass(Duration.ofDays(3));

    assertThat(world.status()).isEqualTo("failed");
    assertThat(world.outcomes()).containsExactly("failed");
  }

  private void settle() {
    world.settlement.settle(Check.of(world.request.taskId()));
  }

  private List<StoredImage> images() {
    return ((Delivered) world.stored().state()).images();
  }

  private StoredImage image(int index) {
    return Examples.stored(world.request.taskId(), index);
  }

  private StoredImage webp(int index) {
    var png = image(index);
    return new StoredImage(
        index, png.key().replace(".png", ".webp"), "image/webp", 2048, 2048, 900, "cd".repeat(32));
  }

  private static Failure rejection() {
    return Failure.of(ErrorCode.GENERATION_FAILED, "it failed", ACME);
  }
}
