package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.Schedule;
import dev.darkroom.testing.Examples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a check is counted for. */
class SettlementMetricsTest extends SettlementFixture {
  @Test
  void aDeliveryIsCountedWithAllThereIsToKnowOfIt() {
    submitted();
    var rang = check.from(new Check.Source.Callback(clock.instant().plusSeconds(3)));
    clock.advance(Duration.ofSeconds(5));
    acme.willReport(
        new Succeeded(
            List.of(Examples.remote(0), Examples.remote(1)),
            Optional.of(new Cost(new BigDecimal("1.80"), "credits")),
            Optional.of(clock.instant().plus(Duration.ofHours(1)))));
    try (var lines = new CapturedLines()) {

      settlement.settle(rang);

      var line = lines.of("settlement", request.taskId()).getFirst();
      assertThat(line.path("Delivered").asInt()).isEqualTo(1);
      assertThat(line.path("Bytes").asInt()).isEqualTo(1000 + 1001);
      assertThat(line.path("SubmitToStored").asInt()).isEqualTo(5000);
      assertThat(line.path("CallbackToStored").asInt()).isEqualTo(2000);
      assertThat(line.path("CopyMargin").asInt()).isEqualTo(3600);
      assertThat(line.path("Cost").decimalValue()).isEqualByComparingTo("1.80");
      assertThat(line.path("unit").asText()).isEqualTo("credits");
      assertThat(line.has("RecoveredBySweep")).isFalse();
    }
  }

  @Test
  void aTaskThatOnlyTheSweepFoundIsCountedAsRecovered() {
    submitted();
    acme.willReport(success(1));
    try (var lines = new CapturedLines()) {

      settlement.settle(check.from(new Check.Source.Sweep()));

      var line = lines.of("settlement", request.taskId()).getFirst();
      assertThat(line.path("RecoveredBySweep").asInt()).isEqualTo(1);
      assertThat(line.has("CallbackToStored")).isFalse();
    }
  }

  @Test
  void aDeadlineThatTheSweepSeesIsNoRecovery() {
    submitted();
    acme.willReport(new Running());
    clock.advance(request.delivery().deadline());
    try (var lines = new CapturedLines()) {

      settlement.settle(check.from(new Check.Source.Sweep()));

      var line = lines.of("settlement", request.taskId()).getFirst();
      assertThat(line.path("Failed").asInt()).isEqualTo(1);
      assertThat(line.path("reason").asText()).isEqualTo("deadline_passed");
      assertThat(line.has("RecoveredBySweep")).isFalse();
      assertThat(line.has("Cost")).isFalse();
    }
  }

  @Test
  void anOutcomeIsCountedOnceHoweverOftenItIsPublished() {
    submitted();
    acme.willReport(success(1));
    channel.goDown();
    try (var lines = new CapturedLines()) {
      assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> settlement.settle(check)).isInstanceOf(IllegalStateException.class);
      channel.comeBack();

      settlement.settle(check);

      assertThat(lines.of("settlement", request.taskId()))
          .filteredOn(line -> line.has("Delivered"))
          .hasSize(1);
    }
    assertThat(channel.outcomes()).hasSize(1);
  }

  @Test
  void anAbandonedClaimIsCountedAsInDoubtOnce() {
    claimed();
    clock.advance(Schedule.CLAIM_GRACE);
    try (var lines = new CapturedLines()) {

      settlement.settle(check);
      settlement.settle(check);

      assertThat(lines.of("settlement", request.taskId()))
          .filteredOn(line -> line.has("InDoubt"))
          .hasSize(1);
    }
  }
}
