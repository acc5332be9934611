package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RepeatResult;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.testing.FakeRecovery;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a paid call in doubt is looked at next. */
class DoubtWaitsTest extends DoubtFixture {
  @Test
  void aCheckBeforeTheFirstCallHasEndedWaitsForThatMoment() {
    trusted();
    inDoubt();
    recovery.willName(TAKEN, true);
    world.clock.advance(Duration.ofSeconds(12));
    world.queue.loseMessages();

    world.settlement.settle(check());

    assertThat(nextCheckIn()).isEqualTo(DoubtRecovery.REPEAT_AFTER.minusSeconds(12).plus(MINUTE));
  }

  @Test
  void withoutTrustTheListIsWeighedAtItsMargin() {
    inDoubt();
    world.clock.advance(MINUTE);

    world.settlement.settle(check());

    assertThat(nextCheckIn()).isEqualTo(recovery.listMargin());
  }

  @Test
  void aListThatProvesNothingIsReadAgainAMinuteLater() {
    inDoubt();
    recovery.willList(FakeRecovery.listed(OTHER));
    world.clock.advance(recovery.listMargin());

    world.settlement.settle(check());

    assertThat(nextCheckIn()).isEqualTo(MINUTE.plus(MINUTE));
  }

  @Test
  void aListThatAsksForPatienceGetsIt() {
    inDoubt();
    recovery.willList(new RecentTasks.Unknown("answered 429", Optional.of(MINUTE.multipliedBy(4))));
    world.clock.advance(recovery.listMargin());

    world.settlement.settle(check());

    assertThat(nextCheckIn()).isEqualTo(MINUTE.multipliedBy(5));
  }

  @Test
  void aListThatAsksForASecondIsLeftAloneForAMinute() {
    inDoubt();
    recovery.willList(new RecentTasks.Unknown("answered 429", Optional.of(Duration.ofSeconds(1))));
    world.clock.advance(recovery.listMargin());

    world.settlement.settle(check());

    assertThat(nextCheckIn()).isEqualTo(MINUTE.plus(MINUTE));
  }

  @Test
  void aRepeatThatDidNotLeaveIsMadeAgainAMinuteLater() {
    trusted();
    inDoubt();
    recovery.willRepeat(() -> new RepeatResult.NotSent("no connection"));
    world.clock.advance(DoubtRecovery.REPEAT_AFTER);

    world.settlement.settle(check());

    assertThat(nextCheckIn()).isEqualTo(MINUTE.plus(MINUTE));
  }

  @Test
  void aRepeatWithoutAnAnswerWaitsForTheListsMarginAnew() {
    trusted();
    inDoubt();
    world.clock.advance(MINUTE.multipliedBy(2));

    world.settlement.settle(check());

    assertThat(nextCheckIn()).isEqualTo(recovery.listMargin().plus(MINUTE));
  }

  @Test
  void aCallIsRepeatedUpToTenMinutesAfterTheDoubt() {
    trusted();
    inDoubt();
    world.clock.advance(MINUTE.multipliedBy(10).minusMillis(1));

    world.settlement.settle(check());

    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void aCallIsNotRepeatedTenMinutesAfterTheDoubt() {
    trusted();
    inDoubt();
    world.clock.advance(MINUTE.multipliedBy(10));

    world.settlement.settle(check());

    assertThat(recovery.repeats()).isEmpty();
  }

  @Test
  void aTaskThatARepeatFoundIsPolledFromTheFirstWaitOn() {
    trusted();
    inDoubt();
    recovery.willName(TAKEN, true);
    world.acme.willReport(new Running()).neverCallsBack();
    world.clock.advance(DoubtRecovery.REPEAT_AFTER);

    world.settlement.settle(check().withRetryCount(7));

    assertThat(nextCheckIn()).isEqualTo(Duration.ofSeconds(5).plus(MINUTE));
  }

  @Test
  void aProviderThatIsOffIsWaitedForUntilTheDeadline() {
    trusted();
    inDoubt();
    world.acme.isOff();
    world.clock.advance(DoubtRecovery.REPEAT_AFTER);

    world.settlement.settle(check());

    assertThat(recovery.repeats()).isEmpty();
    assertThat(world.stored().nextCheckAt()).isEqualTo(world.stored().deadline());
  }

  @Test
  void aClaimThatWasLeftBehindWaitsForItsDeadline() {
    world.claimed();
    world.clock.advance(MINUTE);

    world.settlement.settle(check());

    assertThat(isStillInDoubt()).isTrue();
    assertThat(world.stored().nextCheckAt()).isEqualTo(world.stored().deadline());
  }

  @Test
  void aRefutedHintLeavesADoubtWithoutItsCallToItsDeadline() {
    inDoubt(Optional.empty());
    world.acme.willReport(answered503());
    world.settlement.settle(world.rung(OTHER));
    assertThat(nextCheckIn()).isLessThan(MINUTE.multipliedBy(2));
    world.acme.willReport(
        HintsFixture.made(world.clock.instant().minus(Duration.ofDays(9)), Optional.empty()));

    world.settlement.settle(check());

    assertThat(world.stored().progress().hints()).isEmpty();
    assertThat(world.stored().nextCheckAt()).isEqualTo(world.stored().deadline());
  }

  private Duration nextCheckIn() {
    Instant next = world.stored().nextCheckAt();
    return Duration.between(world.clock.instant(), next);
  }
}
