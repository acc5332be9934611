package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.log.CapturedLines;
import dev.darkroom.notification.PublishResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Images that turn up after a provisional failure. */
class LateImagesTest extends SettlementFixture {
  @Test
  void imagesThatTurnUpAfterTheDeadlineAreDeliveredAndPublishedAsLate() {
    submitted();
    acme.willReport(new Running());
    clock.advance(request.delivery().deadline());
    settlement.settle(check);

    acme.willReport(success(1));
    settlement.settle(calledBack(acme.ref()));

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class, delivered -> assertThat(delivered.late()).isTrue());
    assertThat(channel.outcomeIds())
        .containsExactly(
            request.taskId() + "-mwoxfuo0-failed", request.taskId() + "-mwoxfuo0-succeeded-late");
  }

  @Test
  void imagesAreDeliveredLateEvenIfTheFailureIsNotPublishedYet() {
    submitted();
    acme.willReport(new Running());
    clock.advance(request.delivery().deadline());
    channel.willAnswer(new PublishResult.Transient("it answered 503"));
    settlement.settle(check);
    assertThat(stored().state()).isInstanceOf(Failed.class);
    assertThat(stored().isOpen()).isTrue();

    acme.willReport(success(1));
    settlement.settle(check);

    assertThat(stored().state())
        .isInstanceOfSatisfying(
            Delivered.class, delivered -> assertThat(delivered.late()).isTrue());
    channel.comeBack();
    settlement.settle(check);
    assertThat(channel.outcomeIds()).as("it is left alone for a minute").isEmpty();
    clock.advance(Duration.ofMinutes(1));
    settlement.settle(check);
    assertThat(channel.outcomeIds()).containsExactly(request.taskId() + "-mwoxfuo0-succeeded-late");
  }

  @Test
  void imagesAreDeliveredLateEvenIfAChannelIsBroken() {
    submitted();
    acme.willReport(new Running());
    clock.advance(request.delivery().deadline());
    channel.goDown();
    assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(IllegalStateException.class);

    acme.willReport(success(1));
    try (var lines = new CapturedLines()) {
      assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(IllegalStateException.class);

      assertThat(lines.of("settlement", request.taskId()).getLast().path("Delivered").asInt())
          .isEqualTo(1);
    }
    assertThat(stored().state()).isInstanceOf(Delivered.class);
    assertThat(stored().isOpen()).isTrue();
  }

  @Test
  void aCertainFailureThatIsNotPublishedYetIsNotAskedAbout() {
    submitted();
    acme.willReport(new Rejected(failure(ErrorCode.GENERATION_FAILED)));
    channel.willAnswer(new PublishResult.Transient("it answered 503"));

    settlement.settle(check);
    settlement.settle(check);

    assertThat(acme.asked()).hasSize(1);
    assertThat(stored().isOpen()).isTrue();
  }
}
