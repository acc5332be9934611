package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.FakeRecovery.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.control.ControlResult;
import dev.darkroom.control.ControlResult.Recorded;
import dev.darkroom.provider.RepeatResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.OperatorDecision.Abandon;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.testing.FakeRecovery;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A repeat of a paid call, and a second fault. */
class RepeatedCallFaultsTest extends DoubtFixture {
  @Test
  void aListThatDoesNotShowTheRepeatYetCannotSaveTheTrust() {
    trusted();
    inDoubt();
    recovery.willName(TAKEN, false).willList(FakeRecovery.listed());

    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.isDelivered()).isTrue();
    assertThat(isTrusted()).isFalse();
  }

  @Test
  void aListThatShowsOnlyTasksOfOthersIsBehindAndCannotSaveTheTrustEither() {
    trusted();
    inDoubt();
    world.store.own(OTHER, TaskExamples.claim(TaskExamples.plainRequest("another")));
    recovery.willName(TAKEN, false).willList(FakeRecovery.listed(OTHER));

    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.isDelivered()).isTrue();
    assertThat(isTrusted()).isFalse();
  }

  @Test
  void ownersThatCannotBeReadWithdrawTheTrust() {
    trusted();
    inDoubt();
    recovery
        .willName(TAKEN, false)
        .willList(
            () -> {
              world.store.failOnOwnerOf();
              return FakeRecovery.listed(TAKEN, OTHER);
            });

    world.pass(MINUTE.multipliedBy(2));
    world.store.comeBack();
    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.isDelivered()).isTrue();
    assertThat(isTrusted()).isFalse();
  }

  @Test
  void nothingIsAbandonedWhileTheCallIsRepeated() {
    trusted();
    inDoubt();
    var decided = new AtomicReference<ControlResult>();
    recovery.willRepeat(
        () -> {
          decided.set(world.control.resolution().resolve(world.id(), new Abandon()));
          return new RepeatResult.Taken(
              new Accepted(TAKEN, Optional.empty(), Optional.empty()), true);
        });

    world.pass(MINUTE.multipliedBy(2));

    assertThat(decided.get()).isNotInstanceOf(Recorded.class);
    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aProcessThatDiesAsItJudgesLosesNeitherTheReferenceNorTheJudgement() {
    trusted();
    inDoubt();
    var isFirst = new AtomicBoolean(true);
    recovery
        .willName(TAKEN, false)
        .willList(
            () -> {
              if (isFirst.getAndSet(false)) {
                throw new ProcessDeath();
              }
              return FakeRecovery.listed(TAKEN, OTHER);
            });

    assertThatThrownBy(() -> world.pass(MINUTE)).isInstanceOf(ProcessDeath.class);
    assertThat(isTrusted()).as("nobody has judged it yet").isTrue();
    world.pass(MINUTE.multipliedBy(5));

    assertThat(isTrusted()).isFalse();
    assertThat(world.isDelivered()).isTrue();
    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void aQueueThatIsDownCostsNeitherTheReferenceNorTheJudgement() {
    trusted();
    inDoubt();
    recovery
        .willRepeat(
            () -> {
              world.queue.goDown();
              return new RepeatResult.Taken(
                  new Accepted(TAKEN, Optional.empty(), Optional.empty()), false);
            })
        .willList(FakeRecovery.listed(TAKEN, OTHER));

    world.pass(MINUTE);
    world.queue.comeBack();
    world.pass(MINUTE.multipliedBy(5));

    assertThat(isTrusted()).isFalse();
    assertThat(world.isDelivered()).isTrue();
    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void aReplayThatTravelsOnTheQueueKeepsTheTrust() {
    trusted();
    inDoubt();
    recovery
        .willRepeat(
            () -> {
              world.store.failOnNextWrites(1);
              return new RepeatResult.Taken(
                  new Accepted(TAKEN, Optional.empty(), Optional.empty()), true);
            })
        .willList(FakeRecovery.listed(TAKEN));

    world.pass(MINUTE.multipliedBy(5));

    assertThat(isTrusted()).isTrue();
    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aReferenceThatTravelsOnTheQueueBelongsToItsTask() {
    world.claimed();
    world.acme.willReport(new Running());
    world.queue.put(world.ownReference(TAKEN), Duration.ZERO);
    world.pass(Duration.ofSeconds(1));

    assertThat(world.store.ownerOf(TAKEN)).contains(world.request.taskId());
  }

  @Test
  void aReferenceThatLosesItsRaceNeedsNoQueue() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          world.store.replace(world.stored().withSubscriber("a second state machine"));
          world.queue.goDown();
          return new RepeatResult.Taken(
              new Accepted(TAKEN, Optional.empty(), Optional.empty()), true);
        });

    world.pass(MINUTE);
    world.queue.comeBack();
    world.pass(MINUTE.multipliedBy(5));

    assertThat(world.isDelivered()).isTrue();
    assertThat(world.stored().tokens()).contains("a second state machine");
  }

  @Test
  void aCancelDuringTheRepeatLosesNoReferenceToAQueueThatIsDown() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          world.cancel(LateImages.KEEP);
          world.queue.goDown();
          return new RepeatResult.Taken(
              new Accepted(TAKEN, Optional.empty(), Optional.empty()), true);
        });

    world.pass(MINUTE);
    world.queue.comeBack();
    world.pass(MINUTE.multipliedBy(5));

    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void trustIsWithdrawnThoughTheCanaryRanByAClockThatIsAhead() {
    var ahead = world.clock.instant().plus(MINUTE.multipliedBy(10));
    world.store.keepCanary(new CanaryRecord(ACME, true, ACCOUNT, ahead, "one task"));
    inDoubt();
    recovery.willName(TAKEN, false).willList(FakeRecovery.listed(TAKEN, OTHER));

    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.isDelivered()).isTrue();
    assertThat(isTrusted()).isFalse();
  }
}
