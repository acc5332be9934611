package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.darkroom.check.Check;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ImageList;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Design, invariant 11. */
class ImageFatesTest {
  private final TaskWorld world = new TaskWorld();

  @Test
  void storedImagesAreRecordedAtOnceAndOnce() {
    world.submitted();
    world.acme.willReport(success(3));
    world.delivery.willGive(world.result(List.of(0, 1), List.of(2)));

    world.settlement.settle(Check.of(world.request.taskId()));
    var first = world.stored();
    world.pass(Duration.ofMinutes(2));

    assertThat(first.progress().stored()).extracting(StoredImage::index).containsExactly(0, 1);
    assertThat(first.timeline().entries().getLast().outcome())
        .isEqualTo("2 stored, 1 still being fetched, 0 missing; image 2: it answered 404");
    assertThat(world.stored().version()).isEqualTo(first.version());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void theLastImageHasTheSameRightsAsTheFirst(int late) {
    world.submitted();
    world.acme.willReport(success(3));
    var others = IntStream.range(0, 3).filter(index -> index != late).boxed().toList();
    world.delivery.willGive(world.result(others, List.of(late)));
    world.ring(world.acme.ref());
    world.pass(Duration.ofMinutes(1));

    world.delivery.willGive(world.result(List.of(late), List.of())); // the others are not fetched
    world.pass(Duration.ofMinutes(2));

    assertThat(((Delivered) world.stored().state()).images())
        .extracting(StoredImage::index)
        .containsExactly(0, 1, 2);
    assertThat(world.stored().state().status()).isEqualTo("succeeded");
    assertThat(world.stored().progress().stored()).isEmpty();
  }

  /** A list that shrinks between two looks loses no image in silence. */
  @Test
  void anImageThatIsNotListedAnyMoreIsStillWaitedFor() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(world.result(List.of(0), List.of(1)));
    world.ring(world.acme.ref());
    world.pass(Duration.ofSeconds(1));

    world.acme.willReport(success(1));
    world.delivery.willGive(world.result(List.of(0), List.of()));
    world.pass(Duration.ofMinutes(1));
    assertThat(world.isDelivered()).isFalse();

    world.acme.willReport(success(2));
    world.delivery.willGive(world.result(List.of(1), List.of()));
    world.pass(Duration.ofMinutes(2));
    assertThat(((Delivered) world.stored().state()).images()).hasSize(2);
    assertThat(world.stored().state().status()).isEqualTo("succeeded");
  }

  /** Clocks and time zones of providers are wrong at times; a hiccup is one all the same. */
  @Test
  void aLinkThatIsListedAsOverIsTriedForAWhile() {
    callbackWithAnExpiredLink();
    world.pass(Duration.ofSeconds(1));
    assertThat(world.stored().state()).isNotInstanceOf(Failed.class);

    world.delivery.willGive(world.result(List.of(0), List.of()));
    world.pass(Duration.ofMinutes(1));
    assertThat(world.stored().state().status()).isEqualTo("succeeded");
  }

  @Test
  void aLinkThatStaysOverIsGivenUpSoon() {
    callbackWithAnExpiredLink();
    world.pass(Duration.ofMinutes(30));

    assertThat(((Failed) world.stored().state()).failure().code())
        .isEqualTo(ErrorCode.RESULT_EXPIRED);
    assertThat(((Failed) world.stored().state()).finality()).isEqualTo(Finality.CERTAIN);
  }

  private void callbackWithAnExpiredLink() {
    world.submitted();
    var listed = List.of(Examples.remote(0));
    var over = Optional.of(world.clock.instant().minus(Duration.ofHours(8)));
    world.acme.willReport(reported(new Succeeded(listed, Optional.empty(), over)));
    world.delivery.willGive(world.result(List.of(), List.of(0)));
    world.ring(world.acme.ref());
  }

  @Test
  void anImageThatIsNeverListedAgainIsNamedAsMissing() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(world.result(List.of(), List.of(0, 1)));
    world.ring(world.acme.ref());
    world.pass(Duration.ofSeconds(1));

    world.acme.willReport(success(1));
    world.delivery.willGive(world.result(List.of(0), List.of()));
    world.pass(Duration.ofHours(27));

    assertThat(world.stored().state().status()).isEqualTo("partial");
    assertThat(((Delivered) world.stored().state()).missing())
        .extracting(MissingImage::index, MissingImage::code)
        .containsExactly(tuple(1, ErrorCode.RESULT_EXPIRED));
  }

  @Test
  void anyExceptionOfTheDeliveryIsRetriedAndTheDeadlineHolds() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(
        () -> {
          throw new IllegalArgumentException("Illegal character in path: https://secret");
        });

    world.ring(world.acme.ref());
    world.pass(world.request.delivery().deadline().plusMinutes(2));
    assertThat(world.outcomes()).containsExactly("failed");
    assertThat(world.stored().state().toString()).doesNotContain("secret");
    assertThat(world.queue.dead()).isEmpty();

    world.delivery.willStoreAll();
    world.pass(Duration.ofMinutes(61));
    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void afterTheRetriesTheRequesterIsNotifiedHowManyThereAre() {
    world.submitted();
    world.acme.willReport(success(3));
    world.delivery.willGive(
        new DeliveryResult(
            world.result(List.of(0), List.of()).stored(),
            world.result(List.of(), List.of(2)).pending(),
            List.of(new MissingImage(1, ErrorCode.RESULT_REJECTED, "it is a GIF"))));

    world.ring(world.acme.ref());
    world.pass(Duration.ofMinutes(29));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed ->
                assertThat(failed.failure().message())
                    .isEqualTo(
                        "image 2: it answered 404; 1 stored, 1 still being fetched, 1 missing:"
                            + " what still comes is delivered late"));
    world.pass(Duration.ofHours(25));
    assertThat(world.stored().state().status()).isEqualTo("partial");
    assertThat(((Delivered) world.stored().state()).missing())
        .extracting(MissingImage::code)
        .containsExactly(ErrorCode.RESULT_REJECTED, ErrorCode.RESULT_EXPIRED);
    assertThat(world.outcomes()).hasSize(2);
  }

  @Test
  void storedImagesAreDeliveredThoughTheProviderReportsAFailureLater() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(world.result(List.of(0), List.of(1)));
    world.settlement.settle(Check.of(world.request.taskId()));
    world.acme.willReport(
        reported(new Rejected(Failure.of(ErrorCode.GENERATION_FAILED, "gone", ACME))));

    world.pass(Duration.ofMinutes(1));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Delivered.class,
            delivered -> {
              assertThat(delivered.images()).hasSize(1);
              assertThat(delivered.missing()).extracting(MissingImage::index).containsExactly(1);
            });
  }

  @Test
  void storedImagesAreDeliveredThoughTheProviderStopsAnswering() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(world.result(List.of(1), List.of(0)));
    world.settlement.settle(Check.of(world.request.taskId()));
    world.acme.willReport(answered503());

    world.pass(Duration.ofHours(26));

    assertThat(world.stored().state().status()).isEqualTo("partial");
    assertThat(world.outcomes()).containsExactly("failed", "partial-late");
  }

  /** It was passed over in silence once: two of three stored, and the task called succeeded. */
  @Test
  void anImageThatVanishesFromALaterListIsKeptIfStoredAndNamedIfNot() {
    world.submitted();
    world.acme.willFirstReport(success(3)).willReport(success(1));
    world.delivery.willGive(world.result(List.of(2), List.of(0, 1)));
    world.settlement.settle(Check.of(world.request.taskId()));
    world.delivery.willGive(world.result(List.of(0), List.of()));

    world.pass(Duration.ofHours(27));

    assertThat(((Delivered) world.stored().state()).images())
        .extracting(StoredImage::index)
        .containsExactly(0, 2);
    assertThat(((Delivered) world.stored().state()).missing())
        .extracting(MissingImage::index)
        .containsExactly(1);
    assertThat(world.stored().state().status()).isEqualTo("partial");
  }

  @Test
  void whereAllAreLostTheFailureIsCertainAndNamesEachOfThem() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(world.result(List.of(), List.of(0, 1)));

    world.ring(world.acme.ref());
    world.pass(Duration.ofHours(26));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.finality()).isEqualTo(Finality.CERTAIN));
    assertThat(world.stored().progress().missing())
        .extracting(MissingImage::index)
        .containsExactly(0, 1);
  }

  @Test
  void aThousandImagesAreKeptAsFarAsARecordBearsAndTheRestIsNamed() {
    world.submitted();
    world.acme.willReport(success(1000));

    world.settlement.settle(Check.of(world.request.taskId()));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Delivered.class,
            delivered -> {
              assertThat(delivered.images()).hasSize(ImageList.MOST);
              assertThat(delivered.missing()).hasSize(ImageList.MOST_MISSING);
              assertThat(delivered.missing().getLast().reason()).endsWith("; and 904 more");
            });
    assertThat(world.stored().timeline().entries()).hasSizeLessThanOrEqualTo(100);
    assertThat(world.stored().terms().adjustments())
        .singleElement()
        .satisfies(count -> assertThat(count.actual()).contains("1000"));
  }

  @Test
  void aListThatGrewIsNewsAndTheWaitsBeginAnew() {
    world.submitted();
    world.acme.willReport(success(2));
    world.delivery.willGive(world.result(List.of(), List.of(0, 1)));
    world.ring(world.acme.ref());
    world.pass(Duration.ofMinutes(5));
    int round = world.stored().progress().retryCount();

    world.delivery.willGive(world.result(List.of(1), List.of(0)));
    world.pass(Duration.ofMinutes(1));

    assertThat(round).isGreaterThan(4);
    assertThat(world.stored().progress().retryCount()).isBetween(1, 5);
    assertThat(world.stored().progress().stored()).hasSize(1);
  }
}
