package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A check comes to one outcome. */
class SettlementTest extends SettlementFixture {
  @Test
  void aFinishedTaskIsDeliveredRecordedAndPublished() {
    submitted();
    acme.willReport(success(2));

    settlement.settle(check);

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class,
            delivered -> {
              assertThat(delivered.images()).hasSize(2);
              assertThat(delivered.late()).isFalse();
            });
    assertThat(channel.outcomes()).hasSize(1);
    assertThat(stored().isOpen()).isFalse();
  }

  @Test
  void aFailureOfTheProviderIsRecordedAndPublished() {
    submitted();
    acme.willReport(new Rejected(failure(ErrorCode.CONTENT_REFUSED)));

    settlement.settle(check);

    assertThat(stored().state())
        .isEqualTo(
            new Failed(
                failure(ErrorCode.CONTENT_REFUSED), Finality.CERTAIN, Optional.of(acme.ref())));
    assertThat(channel.outcomes()).hasSize(1);
  }

  @Test
  void theSameCheckManyTimesAtOnceComesToOneOutcome() throws Exception {
    submitted();
    acme.willReport(success(3));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(
          Collections.nCopies(20, Executors.callable(() -> settlement.settle(check))));
    }

    assertThat(stored().state()).isInstanceOf(Delivered.class);
    assertThat(stored().timeline().entries())
        .filteredOn(one -> one.step().equals("settlement"))
        .hasSize(1);
    assertThat(channel.outcomeIds()).hasSize(1);
  }

  @Test
  void aSettledTaskIsNotAskedAboutAgain() {
    submitted();
    acme.willReport(success(1));
    settlement.settle(check);
    var before = stored();

    settlement.settle(check);

    assertThat(stored()).isEqualTo(before);
    assertThat(acme.asked()).hasSize(1);
    assertThat(channel.outcomes()).hasSize(1);
  }

  @Test
  void aCertainFailureStaysOneEvenIfImagesTurnUp() {
    submitted();
    acme.willReport(new Rejected(failure(ErrorCode.GENERATION_FAILED)));
    settlement.settle(check);

    acme.willReport(success(1));
    settlement.settle(calledBack(acme.ref()));

    assertThat(stored().state()).isInstanceOf(Failed.class);
    assertThat(delivery.count()).isZero();
  }

  @Test
  void aCheckOfAnUnknownTaskChangesNothing() {
    settlement.settle(check);

    assertThat(store.find(request.taskId())).isEmpty();
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void afterACrashBehindTheRecordTheNextCheckPublishes() {
    submitted();
    acme.willReport(success(1));
    channel.goDown();
    assertThatThrownBy(() -> settlement.settle(check)).hasMessageContaining("channel");
    assertThat(stored().isOpen()).isTrue();

    channel.comeBack();
    settlement.settle(check);

    assertThat(channel.outcomes()).hasSize(1);
    assertThat(delivery.count()).isEqualTo(1);
    assertThat(stored().isOpen()).isFalse();
  }

  @Test
  void aCrashAfterTheObjectsGoesOnFromThere() {
    submitted();
    acme.willReport(success(1));
    store.failOnReplace();
    assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(FailingStore.Down.class);
    assertThat(channel.outcomes()).isEmpty();

    store.comeBack();
    settlement.settle(check);

    assertThat(stored().state()).isInstanceOf(Delivered.class);
    assertThat(channel.outcomes()).hasSize(1);
  }

  @Test
  void aCheckThatLosesTheRaceIsRetriedAndPublishesNothing() {
    submitted();
    acme.willReport(success(1));
    delivery.willGive(
        () -> {
          store.replace(
              stored()
                  .delivered(
                      acme.ref(),
                      List.of(Examples.stored(request.taskId(), 0)),
                      List.of(),
                      List.of(),
                      Optional.empty(),
                      clock.instant()));
          return new DeliveryResult(
              List.of(Examples.stored(request.taskId(), 0)), List.of(), List.of());
        });

    settlement.settle(check);

    assertThat(channel.outcomes()).isEmpty();
    assertThat(queue.checks()).containsExactly(check.again());
  }

  @Test
  void aResultThatCameWithThePaidCallIsDeliveredAndNobodyIsAsked() {
    resultKnown(Optional.empty());

    settlement.settle(check);

    assertThat(stored().state()).isInstanceOf(Delivered.class);
    assertThat(acme.asked()).isEmpty();
  }

  @Test
  void imagesThatWillNeverComeFailTheTaskForGood() {
    submitted();
    acme.willReport(success(1));
    var lost = Failure.of(ErrorCode.RESULT_EXPIRED, "image 0: they said so", ACME);
    delivery.willGive(
        new DeliveryResult(List.of(), List.of(), List.of(missing(ErrorCode.RESULT_EXPIRED))));

    settlement.settle(check);

    assertThat(stored().state())
        .isEqualTo(new Failed(lost, Finality.CERTAIN, Optional.of(acme.ref())));
  }

  @Test
  void whatCouldBeStoredIsDeliveredWithTheNumberThatIsMissing() {
    submitted();
    acme.willReport(success(2));
    delivery.willGive(
        new DeliveryResult(
            List.of(Examples.stored(request.taskId(), 0), Examples.stored(request.taskId(), 2)),
            List.of(),
            List.of(missing(ErrorCode.RESULT_REJECTED))));

    settlement.settle(check);

    assertThat(stored().terms().adjustments())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.field()).isEqualTo("count");
              assertThat(one.actual()).contains("2");
            });
  }

  @Test
  void aRefusedTaskIsPublishedAndNothingElse() {
    claimed();
    store.replace(stored().notAccepted(failure(ErrorCode.CONTENT_REFUSED), false, clock.instant()));

    settlement.settle(check);

    assertThat(channel.outcomeIds()).containsExactly(request.taskId() + "-mwoxfuo0-failed");
    assertThat(acme.asked()).isEmpty();
  }

  @Test
  void nothingIsPublishedThatIsNotRecorded() {
    submitted();
    acme.willReport(success(1));
    store.failOnReplace();

    assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(FailingStore.Down.class);

    assertThat(channel.outcomes()).isEmpty();
  }
}
