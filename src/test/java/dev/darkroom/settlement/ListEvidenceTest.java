package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.FakeRecovery.listed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RecentTasks.Complete;
import dev.darkroom.provider.RecentTasks.ListedTask;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.Costs;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.task.TaskStore.Claim.Won;
import dev.darkroom.testing.FakeRecovery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider's list of tasks proves that nothing was taken, or it proves nothing. */
class ListEvidenceTest extends DoubtFixture {
  @Test
  void aListWithoutATaskLikeItFreesTheId() {
    inDoubt();
    recovery.willList(listed());

    world.pass(MINUTE.multipliedBy(7));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.failure().code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
              assertThat(failed.failure().message()).contains("the id can be used again");
            });
    assertThat(isNotAccepted()).isTrue();
    assertThat(world.stored().isPublished()).isTrue();
    assertThat(world.stored().terms().costs()).isEqualTo(Costs.UNKNOWN);
    assertThat(world.outcomes()).containsExactly("failed");
  }

  @Test
  void aNewClaimOfAFreedIdHasAnotherKey() {
    inDoubt();
    var before = IdempotencyKey.of(world.stored());
    recovery.willList(listed());
    world.pass(MINUTE.multipliedBy(7));
    var fresh =
        Task.claimed(world.request, ACME, List.of(), world.clock.instant(), Duration.ofMinutes(1));

    assertThat(world.store.claim(fresh))
        .isInstanceOfSatisfying(
            Won.class, won -> assertThat(IdempotencyKey.of(won.task())).isNotEqualTo(before));
  }

  @Test
  void theListIsNotWeighedBeforeItsMargin() {
    inDoubt();
    recovery.willList(listed());

    world.pass(MINUTE.multipliedBy(5).minusSeconds(1));

    assertThat(recovery.listReads()).isZero();
    assertThat(isStillInDoubt()).isTrue();
  }

  @Test
  void theMarginBeginsAnewWithARepeat() {
    trusted();
    inDoubt();
    recovery.willList(listed());

    world.pass(MINUTE.multipliedBy(5).plusSeconds(29));
    assertThat(recovery.repeats()).hasSize(1);
    assertThat(recovery.listReads()).isZero();

    world.pass(MINUTE);
    assertThat(isNotAccepted()).isTrue();
  }

  @Test
  void aTaskLikeItProvesNothingAndIsNeverAttached() {
    inDoubt();
    recovery.willList(listed(OTHER));

    world.pass(MINUTE.multipliedBy(29));

    assertThat(isStillInDoubt()).isTrue();
    assertThat(world.acme.asked()).isEmpty();
    assertThat(recovery.listReads()).isGreaterThan(1).isLessThan(20);
  }

  @Test
  void aTaskOfAnotherTaskOfOursIsNotLikeIt() {
    inDoubt();
    world.store.own(OTHER, TaskExamples.claim(TaskExamples.plainRequest("another")));
    recovery.willList(listed(OTHER));

    world.pass(MINUTE.multipliedBy(7));

    assertThat(isNotAccepted()).isTrue();
  }

  @Test
  void fiftyTasksOfOtherTasksOfOursAreLookedUp() {
    inDoubt();
    recovery.willList(ownedByAnother(50));

    world.pass(MINUTE.multipliedBy(7));

    assertThat(isNotAccepted()).isTrue();
  }

  @Test
  void moreTasksThanFiftyCountAsLikeItWithoutALookUp() {
    inDoubt();
    recovery.willList(ownedByAnother(51));

    world.pass(MINUTE.multipliedBy(7));

    assertThat(isStillInDoubt()).isTrue();
  }

  @Test
  void aTaskThatWasOwnedByThisVeryTaskIsLikeIt() {
    inDoubt();
    world.store.own(OTHER, world.stored());
    recovery.willList(listed(OTHER));

    world.pass(MINUTE.multipliedBy(29));

    assertThat(isStillInDoubt()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"their-model", "THEIR-MODEL ", "a-model-that-nobody-knows"})
  void theSameModelOrAnUnknownOneIsLikeIt(String model) {
    inDoubt();
    recovery.willList(of(model));

    world.pass(MINUTE.multipliedBy(29));

    assertThat(isStillInDoubt()).isTrue();
  }

  @Test
  void theKnownNameOfAnotherModelIsNotLikeIt() {
    world.acme.can(
        dev.darkroom.testing.Examples.capability(),
        dev.darkroom.provider.catalogue.Capability.row(
                "z-image", "their-z-image", dev.darkroom.task.Operation.GENERATE)
            .from("made for tests", "2026-11-20"));
    inDoubt();
    recovery.willList(of("their-z-image"));

    world.pass(MINUTE.multipliedBy(7));

    assertThat(isNotAccepted()).isTrue();
  }

  @Test
  void aListThatCannotBeReadProvesNothing() {
    inDoubt();
    recovery.willList(new RecentTasks.Unknown("its list is out of order"));

    world.pass(MINUTE.multipliedBy(29));

    assertThat(isStillInDoubt()).isTrue();
  }

  @Test
  void aListThatBreaksItsReaderProvesNothing() {
    inDoubt();
    recovery.willList(
        () -> {
          throw new IllegalStateException("broken");
        });

    world.pass(MINUTE.multipliedBy(29));

    assertThat(isStillInDoubt()).isTrue();
    assertThat(world.queue.dead()).isEmpty();
  }

  @Test
  void theListOfAnotherAccountProvesNothing() {
    inDoubt(Optional.of(SentCall.of(FakeRecovery.BODY, AccountFingerprint.of("sk-before"))));
    recovery.willList(listed());

    world.pass(MINUTE.multipliedBy(29));

    assertThat(isStillInDoubt()).isTrue();
  }

  /** Its account is not known: the key may have been changed, and changed back. */
  @Test
  void anAbandonedClaimStaysInDoubtWhateverTheListShows() {
    world.claimed();
    world.store.own(
        TaskWorld.named("an-older-one"), TaskExamples.claim(TaskExamples.plainRequest("older")));
    recovery.willList(listed());

    world.pass(MINUTE.multipliedBy(29));

    assertThat(isStillInDoubt()).isTrue();
    assertThat(recovery.repeats()).isEmpty();
    assertThat(recovery.listReads()).isZero();
  }

  @Test
  void anOpenHintGoesBeforeTheList() {
    inDoubt();
    recovery.willList(listed());
    world.acme.forgetsTasks();
    world.ring(OTHER);

    world.pass(MINUTE.multipliedBy(29));

    assertThat(isStillInDoubt()).isTrue();
    assertThat(recovery.listReads()).isZero();
  }

  @Test
  void aRefutedHintLeavesTheListToDecide() {
    inDoubt();
    recovery.willList(listed());
    world.acme.willReport(
        new dev.darkroom.provider.CheckResult.Reported(
            new Running(),
            Optional.of(world.clock.instant().minus(Duration.ofDays(9))),
            Optional.empty()));
    world.ring(OTHER);

    world.pass(MINUTE.multipliedBy(8));

    assertThat(isNotAccepted()).isTrue();
  }

  @Test
  void aCallbackWhileTheListIsReadGoesBeforeIt() {
    inDoubt();
    world.acme.willReport(new Running());
    recovery.willList(
        () -> {
          world.settlement.settle(world.rung(OTHER));
          return listed();
        });

    world.pass(MINUTE.multipliedBy(7));

    assertThat(world.stored().state()).isEqualTo(new Submitted(OTHER));
  }

  @Test
  void anOutcomeThatTheStoreDoesNotTakeIsDecidedAgain() {
    inDoubt();
    recovery.willList(
        () -> {
          world.store.failOnNextWrites(1);
          return listed();
        });
    world.pass(MINUTE.multipliedBy(6));
    recovery.willList(listed(OTHER));

    world.pass(MINUTE.multipliedBy(23));

    assertThat(isStillInDoubt()).isTrue();
  }

  @Test
  void aProviderWithoutAnyWayWaitsForItsDeadline() {
    world.inDoubt();
    var before = world.stored();
    var other = new TaskWorld();
    other.inDoubt();

    other.pass(MINUTE.multipliedBy(29));

    assertThat(other.stored().version()).isEqualTo(before.version());
    assertThat(other.stored().nextCheckAt()).isEqualTo(other.stored().deadline());
    assertThat(other.stored().state()).isInstanceOf(InDoubt.class);
  }

  private Complete ownedByAnother(int count) {
    var another = TaskExamples.claim(TaskExamples.plainRequest("another"));
    var refs =
        IntStream.range(0, count)
            .mapToObj(number -> TaskWorld.named("theirs-" + number))
            .toArray(ProviderTaskRef[]::new);
    for (var ref : refs) {
      world.store.own(ref, another);
    }
    return listed(refs);
  }

  private static Complete of(String model) {
    return new Complete(FakeRecovery.ACCOUNT, List.of(new ListedTask(OTHER, Optional.of(model))));
  }
}
