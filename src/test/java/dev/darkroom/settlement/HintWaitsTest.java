package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.reported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.TaskState.InDoubt;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a task whose reference is not known is checked next. */
class HintWaitsTest extends HintsFixture {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Check check = Check.of(world.request.taskId());

  @Test
  void anOpenHintIsAskedAboutAgainAfterTheFirstWait() {
    world.inDoubt();
    world.acme.willReport(answered503());

    world.settlement.settle(world.rung(GENUINE));

    assertThat(nextCheckIn()).isEqualTo(Duration.ofSeconds(5).plus(MINUTE));
    assertThat(world.queue.waiting()).isEqualTo(1);
  }

  @Test
  void anOpenHintLeavesTheProviderAloneForAsLongAsItAsks() {
    world.inDoubt();
    world.acme.willReport(
        new CheckResult.Transient("answered 429", Optional.of(MINUTE.multipliedBy(4))));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(nextCheckIn()).isEqualTo(MINUTE.multipliedBy(5));
  }

  @Test
  void aConfirmedTaskThatRunsIsPolledAsNoFurtherCallbackMayCome() {
    world.inDoubt();
    world.acme.willReport(reported(new Running()));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(nextCheckIn()).isEqualTo(Duration.ofSeconds(5).plus(MINUTE));
    assertThat(world.queue.waiting()).isEqualTo(1);
  }

  @Test
  void aClaimThatWasLeftBehindWithAnOpenHintIsInDoubtAndAskedAbout() {
    world.claimed();
    world.acme.willReport(answered503());
    world.settlement.settle(world.rung(GENUINE));
    world.clock.advance(Schedule.CLAIM_GRACE);
    int before = world.queue.waiting();

    world.settlement.settle(check);

    assertThat(world.stored().state()).isInstanceOf(InDoubt.class);
    assertThat(world.stored().progress().hints()).containsExactly(GENUINE);
    assertThat(world.queue.waiting()).isEqualTo(before + 1);
  }

  @Test
  void aDoubtThatWasGivenUpIsCheckedAtTheEndOfItsLinks() {
    world.inDoubt();
    world.clock.advance(world.request.delivery().deadline());
    world.settlement.settle(check);
    var end = world.stored().deadline().plus(Duration.ofHours(24));
    assertThat(world.stored().nextCheckAt()).isEqualTo(end);
    world.store.postpone(world.request.taskId(), end, world.clock.instant().plusSeconds(60));

    world.settlement.settle(check);

    assertThat(world.stored().nextCheckAt()).isEqualTo(end);
  }

  @Test
  void aDoubtThatWasGivenUpWithAnOpenHintIsAskedAboutAgain() {
    world.inDoubt();
    world.acme.willReport(answered503());
    world.settlement.settle(world.rung(GENUINE));
    world.clock.advance(world.request.delivery().deadline());

    world.settlement.settle(check);

    assertThat(world.stored().isProvisional()).isTrue();
    assertThat(nextCheckIn()).isEqualTo(Duration.ofSeconds(5).plus(MINUTE));
  }

  private Duration nextCheckIn() {
    return Duration.between(world.clock.instant(), world.stored().nextCheckAt());
  }
}
