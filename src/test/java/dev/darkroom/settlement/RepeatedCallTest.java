package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RepeatResult;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.Cost;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.testing.FakeRecovery;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A paid call in doubt is repeated once, with its own key, where the account honours keys. */
class RepeatedCallTest extends DoubtFixture {
  @Test
  void aLostAnswerIsFoundByOneRepeatWithinTwoMinutes() {
    trusted();
    inDoubt();
    var key = IdempotencyKey.of(world.stored());
    recovery.willName(TAKEN, true);

    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Delivered.class, delivered -> assertThat(delivered.ref()).isEqualTo(TAKEN));
    assertThat(recovery.repeats()).containsExactly(key + " " + FakeRecovery.BODY);
    assertThat(world.store.ownerOf(TAKEN)).contains(world.request.taskId());
    assertThat(world.acme.submitCount()).isZero();
    assertThat(world.outcomes()).containsExactly("succeeded");
    assertThat(isTrusted()).isTrue();
  }

  @Test
  void whatTheRepeatReservesIsRecorded() {
    trusted();
    inDoubt();
    var cost = Optional.of(new Cost(new BigDecimal("1.8"), "credits"));
    recovery.willRepeat(
        () ->
            new RepeatResult.Taken(
                new dev.darkroom.provider.SubmitResult.Accepted(TAKEN, cost, Optional.empty()),
                true));

    world.pass(MINUTE);

    assertThat(world.stored().terms().costs().reserved()).isEqualTo(cost);
  }

  @Test
  void theSweepFindsADoubtWhoseCheckWasLost() {
    trusted();
    inDoubt();
    world.queue.loseMessages();
    recovery.willName(TAKEN, true);

    world.pass(MINUTE.multipliedBy(3));

    assertThat(world.isDelivered()).isTrue();
    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void nothingIsRepeatedBeforeTheFirstCallHasEnded() {
    trusted();
    inDoubt();

    world.settlement.settle(check());
    world.pass(Duration.ofSeconds(29));

    assertThat(recovery.repeats()).isEmpty();
  }

  @Test
  void nothingIsRepeatedWithoutACanary() {
    inDoubt();

    world.pass(MINUTE.multipliedBy(29));

    assertThat(recovery.repeats()).isEmpty();
    assertThat(isStillInDoubt()).isTrue();
  }

  @Test
  void nothingIsRepeatedWhereKeysAreIgnored() {
    world.store.keepCanary(
        new CanaryRecord(ACME, false, FakeRecovery.ACCOUNT, world.clock.instant(), "two tasks"));
    inDoubt();

    world.pass(MINUTE.multipliedBy(29));

    assertThat(recovery.repeats()).isEmpty();
  }

  @Test
  void nothingIsRepeatedForAnAccountThatTheCanaryHasNotSeen() {
    trusted();
    inDoubt(Optional.of(SentCall.of(FakeRecovery.BODY, AccountFingerprint.of("sk-rotated"))));

    world.pass(MINUTE.multipliedBy(29));

    assertThat(recovery.repeats()).isEmpty();
  }

  @Test
  void nothingIsRepeatedWhileTheCanaryCannotBeRead() {
    trusted();
    inDoubt();
    world.store.failOnCanary();

    world.pass(MINUTE.multipliedBy(29));

    assertThat(recovery.repeats()).isEmpty();
    assertThat(world.queue.dead()).isEmpty();
  }

  @Test
  void nothingIsRepeatedWithoutItsBody() {
    trusted();
    inDoubt(Optional.of(FakeRecovery.sent().withoutBody()));

    world.pass(MINUTE.multipliedBy(29));

    assertThat(recovery.repeats()).isEmpty();
  }

  @Test
  void nothingIsRepeatedOnceAKeyMayBeForgotten() {
    inDoubt();
    world.pass(MINUTE.multipliedBy(11));
    trusted();

    world.pass(MINUTE.multipliedBy(18));

    assertThat(recovery.repeats()).isEmpty();
  }

  @Test
  void aRepeatWithoutAnAnswerIsTheLastOne() {
    trusted();
    inDoubt();

    world.pass(MINUTE.multipliedBy(29));

    assertThat(recovery.repeats()).hasSize(1);
    assertThat(isStillInDoubt()).isTrue();
    assertThat(world.stored().timeline().entries())
        .extracting("outcome")
        .contains("repeating the paid call with its key", "repeated, still in doubt: timed out");
  }

  @Test
  void aRepeatThatDidNotLeaveIsMadeAgain() {
    trusted();
    inDoubt();
    var calls = new AtomicInteger();
    recovery.willRepeat(
        () ->
            calls.incrementAndGet() < 3
                ? new RepeatResult.NotSent("no connection")
                : new RepeatResult.InDoubt("timed out"));

    world.pass(MINUTE.multipliedBy(29));

    assertThat(calls).hasValue(3);
    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void aProcessThatDiesBetweenMarkAndCallRepeatsNothing() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          throw new IllegalStateException("the process died");
        });
    world.pass(MINUTE);

    recovery.willName(TAKEN, true);
    world.pass(MINUTE.multipliedBy(28));

    assertThat(recovery.repeats()).isEmpty();
    assertThat(isStillInDoubt()).isTrue();
  }

  @Test
  void aMarkThatIsNotWrittenLetsNothingLeave() {
    trusted();
    inDoubt();
    recovery.willName(TAKEN, true);
    world.store.failOnReplace();

    world.pass(MINUTE.multipliedBy(2));
    assertThat(recovery.repeats()).isEmpty();

    world.store.comeBack();
    world.pass(MINUTE.multipliedBy(3));
    assertThat(world.isDelivered()).isTrue();
    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void aMarkWhoseAnswerIsLostMayHaveBeenFollowedByTheCall() {
    trusted();
    inDoubt();
    world.store.loseAnswersOfNextReplaces(1);

    world.pass(MINUTE.multipliedBy(29));

    assertThat(recovery.repeats()).isEmpty();
  }

  @Test
  void aReferenceThatTheStoreDoesNotTakeTravelsOnTheQueue() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          world.store.failOnNextWrites(1);
          return taken(true);
        });

    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.isDelivered()).isTrue();
    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void aReferenceThatNeitherStoreNorQueueTakesIsNotPaidForAgain() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          world.store.failOnReplace();
          world.queue.loseMessages();
          return taken(true);
        });
    world.pass(MINUTE);
    world.store.comeBack();

    world.pass(MINUTE.multipliedBy(28));

    assertThat(recovery.repeats()).hasSize(1);
    assertThat(isStillInDoubt()).isTrue();
  }

  @Test
  void ofTwoChecksAtOnceOneRepeats() {
    trusted();
    inDoubt();
    recovery.willName(TAKEN, true);
    world.clock.advance(Duration.ofSeconds(30));
    world.store.beforeNextReplace(() -> world.settlement.settle(check()));

    world.settlement.settle(check());

    assertThat(recovery.repeats()).hasSize(1);
    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aCallbackDuringTheRepeatIsNoSecondTask() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          world.settlement.settle(world.rung(OTHER));
          return taken(true);
        });
    world.acme.willReport(new dev.darkroom.task.ProviderReport.Running());

    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.stored().state()).isEqualTo(new dev.darkroom.task.TaskState.Submitted(TAKEN));
    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void aDeadlineDuringTheRepeatMakesItLate() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          world.clock.advance(world.request.delivery().deadline());
          world.settlement.settle(check());
          return taken(true);
        });
    world.clock.advance(Duration.ofSeconds(30));

    world.settlement.settle(check());
    world.pass(MINUTE.multipliedBy(5));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void aCancelDuringTheRepeatStays() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          var cancelled =
              world.stored().cancelled(LateImages.DROP, world.clock.instant()).orElseThrow();
          world.store.replace(cancelled);
          return taken(true);
        });

    world.pass(MINUTE.multipliedBy(5));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.ref()).contains(TAKEN));
    assertThat(world.stored().state().isCancelled()).isTrue();
    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void theRequesterHearsOfACancelDuringTheRepeatBeforeItsImagesAreDelivered() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          var cancelled =
              world.stored().cancelled(LateImages.KEEP, world.clock.instant()).orElseThrow();
          world.store.replace(cancelled);
          return taken(true);
        });

    world.pass(MINUTE.multipliedBy(5));

    assertThat(world.outcomes()).containsExactly("cancelled", "succeeded-late");
  }

  @Test
  void anOpenHintGoesBeforeTheRepeat() {
    trusted();
    inDoubt();
    recovery.willName(TAKEN, true);
    world.acme.forgetsTasks();
    world.ring(OTHER);

    world.pass(MINUTE.multipliedBy(5));

    assertThat(recovery.repeats()).isEmpty();
    assertThat(world.stored().progress().hints()).containsExactly(OTHER);
  }

  @Test
  void aRepeatThatNamesAnotherTaskOfOursIsNotAttached() {
    trusted();
    inDoubt();
    var other =
        dev.darkroom.task.TaskExamples.claim(
            dev.darkroom.task.TaskExamples.plainRequest("another"));
    world.store.own(TAKEN, other);
    recovery.willName(TAKEN, true);

    world.pass(MINUTE.multipliedBy(29));

    assertThat(isStillInDoubt()).isTrue();
    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void anAnswerThatIsNoReplayWithdrawsTheTrustIfTheFirstCallMayHaveBeenTaken() {
    trusted();
    inDoubt();
    recovery.willName(TAKEN, false).willList(FakeRecovery.listed(TAKEN, OTHER));

    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.isDelivered()).isTrue();
    assertThat(isTrusted()).isFalse();
    assertThat(world.store.canary(ACME).orElseThrow().seen()).contains("trust withdrawn", "taken");
  }

  @Test
  void anAnswerThatIsNoReplayWithdrawsTheTrustIfTheListCannotBeRead() {
    trusted();
    inDoubt();
    recovery
        .willName(TAKEN, false)
        .willList(
            () -> {
              throw new IllegalStateException("broken");
            });

    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.isDelivered()).isTrue();
    assertThat(isTrusted()).isFalse();
  }

  @Test
  void anAnswerThatIsNoReplayKeepsTheTrustIfTheFirstCallWasNotTaken() {
    trusted();
    inDoubt();
    recovery.willName(TAKEN, false).willList(FakeRecovery.listed(TAKEN));

    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.isDelivered()).isTrue();
    assertThat(isTrusted()).isTrue();
  }

  @Test
  void aTrustThatCannotBeWithdrawnLosesNothingElse() {
    trusted();
    inDoubt();
    recovery
        .willName(TAKEN, false)
        .willList(
            () -> {
              world.store.failOnCanary();
              return new RecentTasks.Unknown("answered 503");
            });

    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.isDelivered()).isTrue();
    assertThat(world.queue.dead()).isEmpty();
  }

  @Test
  void theBodyIsShownNowhere() {
    trusted();
    inDoubt();

    assertThat(world.stored().toString()).doesNotContain(FakeRecovery.BODY);
    world.pass(MINUTE);
    assertThat(((InDoubt) world.stored().state()).sent().orElseThrow().body()).isEmpty();
  }

  private static RepeatResult taken(boolean isReplay) {
    return new RepeatResult.Taken(
        new dev.darkroom.provider.SubmitResult.Accepted(TAKEN, Optional.empty(), Optional.empty()),
        isReplay);
  }
}
