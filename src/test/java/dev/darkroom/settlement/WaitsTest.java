package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.named;
import static dev.darkroom.settlement.TaskWorld.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a whole day of something that does not get better costs, in checks. */
class WaitsTest {
  private static final Duration DAY = Duration.ofHours(24);

  private final TaskWorld world = new TaskWorld();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anExpiredLinkCostsTwoOrThreeDozenChecksAndNotHundreds(boolean callsBack) {
    if (!callsBack) {
      world.acme.neverCallsBack();
    }
    world.submitted();
    world.acme.willReport(success(1));
    world.delivery.willGive(world.result(List.of(), List.of(0)));

    world.ring(world.acme.ref());
    world.pass(DAY.plusHours(2));

    assertThat(world.acme.asked()).hasSizeBetween(24, 36);
    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.outcomes()).containsExactly("failed");
  }

  @Test
  void anExpiredLinkCostsNoMoreThroughDoubledCallbacks() {
    world.submitted();
    world.acme.willReport(success(1));
    world.delivery.willGive(world.result(List.of(), List.of(0)));
    for (int ring = 0; ring < 4; ring++) {
      world.ring(world.acme.ref());
      world.pass(Duration.ofSeconds(2));
    }

    world.pass(DAY.plusHours(2));

    assertThat(world.acme.asked()).hasSizeBetween(24, 45);
  }

  @Test
  void anExpiredLinkCostsNoMoreWhenTheQueueLosesEverything() {
    world.submitted();
    world.acme.willReport(success(1));
    world.delivery.willGive(world.result(List.of(), List.of(0)));
    world.queue.loseMessages();

    world.pass(DAY.plusHours(2));

    assertThat(world.acme.asked()).hasSizeBetween(24, 40);
    assertThat(world.stored().isOpen()).isFalse();
  }

  @Test
  void aHintThatIsNeverSettledCostsAsLittle() {
    world.inDoubt();
    world.acme.willReport(new NotKnown());

    world.ring(named("forged"));
    world.pass(DAY.plusHours(2));

    assertThat(world.acme.asked()).hasSizeBetween(24, 40);
    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.outcomes()).containsExactly("failed");
  }

  @Test
  void aSilentProviderCostsAsLittle() {
    world.submitted();
    world.acme.willReport(answered503());

    world.pass(DAY.plusHours(2));

    assertThat(world.acme.asked()).hasSizeBetween(24, 45);
    assertThat(world.stored().isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "2099-01-01T00:00:00Z"})
  void aLinkThatLivesForEverIsNoEndlessTask(String expiry) {
    world.submitted();
    world.acme.willReport(
        TaskWorld.reported(
            new Succeeded(
                List.of(Examples.remote(0)),
                Optional.empty(),
                Optional.of(Instant.parse(expiry)))));
    world.delivery.willGive(world.result(List.of(), List.of(0)));

    world.ring(world.acme.ref());
    world.pass(Duration.ofDays(17));

    assertThat(world.stored().isOpen()).isFalse();
  }

  @Test
  void aLinkThatIsSignedAnewWithEveryAnswerIsNoEndlessTask() {
    world.submitted();
    world.acme.willReport(
        ref ->
            TaskWorld.reported(
                new Succeeded(
                    List.of(Examples.remote(0)),
                    Optional.empty(),
                    Optional.of(world.clock.instant().plusSeconds(7200)))));
    world.delivery.willGive(world.result(List.of(), List.of(0)));

    world.ring(world.acme.ref());
    world.pass(Duration.ofDays(17));

    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.stored().timeline().entries()).hasSizeLessThan(10);
  }
}
