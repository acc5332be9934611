package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.PendingImage;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Images that cannot be had just now. */
class PendingImagesTest extends SettlementFixture {
  @Test
  void imagesThatCannotBeFetchedJustNowAreTriedAgain() {
    submitted();
    acme.willReport(success(1));
    delivery.willGive(pending());

    settlement.settle(check);

    assertThat(stored().state()).isInstanceOf(Submitted.class);
    assertThat(queue.entries())
        .containsExactly(new RecordingQueue.Entry(check.again(), Duration.ofSeconds(5)));
  }

  @Test
  void waitsDoubleAndBeyondTheQueueTheSweepWaits() {
    submitted();
    acme.willReport(success(1));
    delivery.willGive(pending());

    for (int round = 0; round <= 8; round++) {
      settlement.settle(withRetryCount(round));
    }

    assertThat(queue.entries())
        .extracting(entry -> entry.delay().toSeconds())
        .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L);
    assertThat(stored().nextCheckAt()).isEqualTo(clock.instant().plusSeconds(1280));
    assertThat(stored().progress().retryCount()).isEqualTo(9);
  }

  @Test
  void afterManyRetriesTheRequesterIsNotifiedAndTheFetchingGoesOn() {
    submitted();
    acme.willReport(success(1));
    delivery.willGive(pending());
    settlement.settle(check);

    settlement.settle(withRetryCount(8));
    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.finality()).isEqualTo(Finality.PROVISIONAL));
    assertThat(stored().isPublished()).isTrue();
    assertThat(stored().nextCheckAt()).isEqualTo(clock.instant().plusSeconds(1280));

    delivery.willStoreAll();
    clock.advance(Duration.ofSeconds(1280));
    settlement.settle(check.from(new Check.Source.Sweep()));
    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class, delivered -> assertThat(delivered.late()).isTrue());
  }

  @Test
  void aPendingImageIsNotGivenUpForStoredOnes() {
    submitted();
    acme.willReport(success(2));
    delivery.willGive(halfStored());
    settlement.settle(check);

    settlement.settle(withRetryCount(8));
    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.finality()).isEqualTo(Finality.PROVISIONAL);
              assertThat(failed.failure().message()).contains("1 stored, 1 still being fetched");
            });

    delivery.willStoreAll();
    settlement.settle(withRetryCount(9));
    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class, delivered -> assertThat(delivered.images()).hasSize(2));
  }

  @Test
  void atTheEndOfTheLinksStoredImagesAreDelivered() {
    submitted();
    acme.willReport(success(2));
    delivery.willGive(halfStored());
    settlement.settle(check);
    clock.advance(Duration.ofHours(24));

    settlement.settle(withRetryCount(1));

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class,
            delivered -> {
              assertThat(delivered.images()).hasSize(1);
              assertThat(delivered.missing())
                  .containsExactly(
                      new MissingImage(
                          1,
                          ErrorCode.RESULT_UNAVAILABLE,
                          "until its link was dead: they said so"));
            });
    assertThat(stored().state().status()).isEqualTo("partial");
    assertThat(stored().timeline().entries())
        .anySatisfy(
            one -> assertThat(one.outcome()).isEqualTo("image 1 missing: result_unavailable"));
  }

  @Test
  void linksThatMustHaveExpiredAreGivenUp() {
    submitted();
    acme.willReport(success(1));
    delivery.willGive(pending());
    settlement.settle(check);
    queue.clear();
    clock.advance(Duration.ofHours(24));

    settlement.settle(withRetryCount(1));

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.finality()).isEqualTo(Finality.CERTAIN);
              assertThat(failed.failure().code()).isEqualTo(ErrorCode.RESULT_UNAVAILABLE);
            });
    assertThat(stored().progress().missing()).hasSize(1);
    assertThat(queue.entries()).isEmpty();
    assertThat(stored().isOpen()).isFalse();
  }

  @Test
  void linksAreTriedAsLongAsTheProviderSaysThatTheyLive() {
    submitted();
    var expiry = clock.instant().plus(Duration.ofDays(7));
    acme.willReport(
        new Succeeded(List.of(Examples.remote(0)), Optional.empty(), Optional.of(expiry)));
    delivery.willGive(pending());

    clock.advance(Duration.ofDays(6));
    settlement.settle(check);
    assertThat(stored().isProvisional()).isTrue();
    assertThat(queue.checks()).containsExactly(check.again());

    clock.advance(Duration.ofDays(1));
    settlement.settle(check.again());
    assertThat(queue.checks()).hasSize(1);
    assertThat(stored().isOpen()).isFalse();
  }

  @Test
  void linksThatOnlyTheRecordKnowsAreRetriedUntilTheyExpire() {
    resultKnown(Optional.of(clock.instant().plus(Duration.ofHours(2))));
    delivery.willGive(pending());

    clock.advance(Duration.ofHours(1)); // the deadline is past, and many rounds were made
    settlement.settle(new Check(request.taskId(), Optional.empty(), 20));
    assertThat(stored().state()).isInstanceOf(ResultKnown.class);

    delivery.willStoreAll();
    settlement.settle(check);
    assertThat(stored().state()).isInstanceOf(Delivered.class);
  }

  private static DeliveryResult pending() {
    return new DeliveryResult(List.of(), List.of(waiting(0)), List.of());
  }

  private Check withRetryCount(int round) {
    return check.withRetryCount(round);
  }

  private DeliveryResult halfStored() {
    return new DeliveryResult(
        List.of(Examples.stored(request.taskId(), 0)), List.of(waiting(1)), List.of());
  }

  private static PendingImage waiting(int index) {
    return new PendingImage(index, ErrorCode.RESULT_UNAVAILABLE, "they said so");
  }
}
