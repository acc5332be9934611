package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** References that are recorded after the paid call. */
class AttachedHintsTest extends HintsFixture {
  @Test
  void attachingSetsTheNextCheckAsSubmittingDoes() {
    world.inDoubt();
    world.acme.willReport(reported(new Running()));
    world.store.failOnPostpone(); // what the write of the reference itself says

    world.settlement.settle(world.rung(GENUINE));

    assertThat(world.stored().state()).isEqualTo(new Submitted(GENUINE));
    assertThat(world.stored().nextCheckAt())
        .isEqualTo(world.clock.instant().plus(world.acme.firstCheckAfter()).plusSeconds(60));
  }

  @Test
  void aReferenceFoundShortlyBeforeTheDeadlineIsCheckedAtTheDeadline() {
    world.inDoubt();
    world.acme.willReport(reported(new Running()));
    world.store.failOnPostpone();
    var deadline = world.stored().deadline();
    world.clock.advance(Duration.between(world.clock.instant(), deadline.minusSeconds(10)));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(world.stored().nextCheckAt()).isEqualTo(deadline);
  }

  @Test
  void aProviderThatCalledBackWhileRunningIsPolledFromTheFirstWaitOn() {
    world.submitted();
    world.acme.willFirstReport(reported(new Running())).willReport(success(1));

    world.ring(world.acme.ref());
    world.pass(Duration.ofSeconds(6));

    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void anAttachThatLosesItsRacePublishesNothingAndIsRetried() {
    world.inDoubt();
    world.acme.willReport(success(1));
    world.store.beforeNextReplace(
        () -> world.store.replace(world.stored().withSubscriber("AQC/joined")));

    world.settlement.settle(world.rung(GENUINE));
    assertThat(world.stored().state()).isInstanceOf(InDoubt.class);
    assertThat(world.delivery.count()).isZero();
    assertThat(world.outcomes()).isEmpty();
    assertThat(world.queue.waiting()).isEqualTo(1);

    world.pass(Duration.ofSeconds(6));
    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aReferenceThatTravelsOnTheQueueIsAttachedWithoutAQuestion() {
    world.inDoubt();
    world.acme.willReport(made(Instant.EPOCH, Optional.empty()));
    world.acme.willFirstReport(answered503());

    world.settlement.settle(world.ownReference(GENUINE));

    assertThat(world.stored().state()).isEqualTo(new Submitted(GENUINE));
    world.pass(Duration.ofSeconds(6));
    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aReferenceThatLosesItsRaceIsTriedAgainAndNothingFollowsBefore() {
    world.inDoubt();
    world.acme.willReport(success(1));
    world.store.beforeNextReplace(
        () -> world.store.replace(world.stored().withSubscriber("AQC/joined")));

    world.settlement.settle(world.ownReference(GENUINE));
    assertThat(world.stored().state()).isInstanceOf(InDoubt.class);
    assertThat(world.acme.asked()).isEmpty();

    world.pass(Duration.ofSeconds(6));
    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aReferenceThatTravelsOnTheQueueSurvivesAStoreThatIsDownForHours() {
    world.claimed();
    world.acme.willReport(success(1));
    world.store.failOnReplace();
    world.queue.put(world.ownReference(GENUINE), Duration.ZERO);
    world.pass(Duration.ofHours(3));
    assertThat(world.queue.dead().stream().flatMap(one -> one.hint().stream())).isEmpty();

    world.store.comeBack();
    world.pass(Duration.ofMinutes(20));

    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void thePaidCallsOwnReferenceDisplacesWhatAHintAttached() {
    world.inDoubt();
    world.acme.willReport(reported(new Running()));
    world.settlement.settle(world.rung(FORGED));
    assertThat(world.stored().state()).isEqualTo(new Submitted(FORGED));

    world.settlement.settle(world.ownReference(GENUINE));

    assertThat(world.stored().state()).isEqualTo(new Submitted(GENUINE));
    assertThat(world.stored().progress().hints()).isEmpty();
  }

  /** Its record has ended meanwhile, and the id is claimed again. */
  @Test
  void aReferenceOfAnEarlierClaimThatComesBackIsNotAttached() {
    var earlier = new TaskWorld();
    earlier.inDoubt();
    var late = earlier.ownReference(GENUINE);
    world.clock.advance(Duration.ofDays(2));
    world.inDoubt();
    world.acme.willReport(success(1));

    world.settlement.settle(late);

    assertThat(world.stored().state()).isInstanceOf(InDoubt.class);
    assertThat(world.acme.asked()).isEmpty();
    assertThat(world.queue.waiting()).isZero();
  }

  @Test
  void aReferenceOfOlderCodeNamesNoClaimAndIsAttached() {
    world.inDoubt();
    world.acme.willReport(success(1));

    world.settlement.settle(Check.of(world.request.taskId()).withHint(GENUINE));

    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void thePaidCallsOwnReferenceIsWorthItAlsoAfterTheDeadline() {
    world.givenUp();
    world.acme.willReport(success(1));

    world.settlement.settle(world.ownReference(GENUINE));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void aHintDisplacesNoReferenceOfTheRecord() {
    world.submitted();
    world.acme.willReport(reported(new Running()));

    world.settlement.settle(world.rung(FORGED));

    assertThat(world.stored().state()).isEqualTo(new Submitted(world.acme.ref()));
    assertThat(world.stored().progress().hints()).isEmpty();
    assertThat(world.acme.asked()).containsExactly(world.acme.ref());
  }

  @Test
  void manyCallbacksAtOnceLeadToOneChain() {
    world.inDoubt();
    world.acme.willReport(answered503());
    for (int ring = 0; ring < 8; ring++) {
      world.ring(GENUINE);
    }

    world.pass(Duration.ofMinutes(2));

    assertThat(world.queue.waiting()).isEqualTo(1);
  }
}
