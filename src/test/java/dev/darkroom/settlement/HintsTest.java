package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.named;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.Operation;
import dev.darkroom.task.Progress;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Design, invariants 5 and 13. */
class HintsTest {
  private static final ProviderTaskRef GENUINE = named("genuine");
  private static final ProviderTaskRef FORGED = named("forged");

  private final TaskWorld world = new TaskWorld();

  static Stream<CheckResult> settlesNothing() {
    return Stream.of(
        answered503(),
        new Transient("timed out", Optional.empty()),
        new Transient("answered 429", Optional.of(Duration.ofSeconds(40))),
        new NotKnown(),
        new Mismatched());
  }

  @ParameterizedTest
  @MethodSource("settlesNothing")
  void aHintIsKeptAndAskedAboutAgainFromTheFirstWaitOn(CheckResult first) {
    world.inDoubt();
    world.acme.willFirstReport(first).willReport(success(1));

    world.ring(GENUINE);
    world.pass(Duration.ofSeconds(41));

    assertThat(world.isDelivered()).isTrue();
    assertThat(world.acme.asked()).containsOnly(GENUINE).hasSize(2);
    assertThat(world.outcomes()).containsExactly("succeeded");
  }

  @ParameterizedTest
  @MethodSource("settlesNothing")
  void aHintIsKeptWhenTheQueueLosesTheCheckAndOnlyTheSweepIsLeft(CheckResult first) {
    world.inDoubt();
    world.acme.willFirstReport(first).willReport(success(1));
    world.settlement.settle(world.rung(GENUINE));
    world.queue.loseMessages();

    world.pass(Duration.ofMinutes(3));

    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aHintThatIsWrittenDownIsNotWrittenAgain() {
    world.inDoubt();
    world.acme.forgetsTasks();
    world.settlement.settle(world.rung(GENUINE));
    var version = world.stored().version();

    world.pass(Duration.ofMinutes(20));

    assertThat(world.stored().version()).isEqualTo(version);
    assertThat(world.acme.asked()).hasSizeBetween(7, 10);
  }

  @Test
  void aClaimIsInDoubtAfterItsGraceAlsoWhileAHintIsOpen() {
    world.claimed();
    world.acme.willReport(answered503());

    world.ring(GENUINE);
    world.pass(Duration.ofMinutes(3));

    assertThat(world.stored().state()).isInstanceOf(InDoubt.class);
    assertThat(world.stored().progress().hints()).containsExactly(GENUINE);
  }

  @Test
  void aHintThatTheProviderNeverSpeaksAboutOutlivesTheDeadlineAndTheTelling() {
    world.inDoubt();
    world.acme.willReport(answered503());
    world.ring(GENUINE);

    world.pass(Duration.ofHours(5));
    assertThat(world.outcomes()).containsExactly("failed");
    assertThat(world.stored().isPublished()).isTrue();
    assertThat(world.stored().isOpen()).isTrue();
    assertThat(world.stored().progress().hints()).containsExactly(GENUINE);

    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(61));
    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void aRingWithoutAReadableIdChangesNothingInDoubt() {
    world.inDoubt();
    var before = world.stored();

    world.settlement.settle(world.rung());

    assertThat(world.stored()).isEqualTo(before);
    assertThat(world.acme.asked()).isEmpty();
    assertThat(world.queue.waiting()).isZero();
  }

  @Test
  void aRingWithoutAReadableIdLosesNoHintThatIsOpen() {
    world.inDoubt();
    world.acme.willReport(answered503());
    world.settlement.settle(world.rung(GENUINE));
    world.acme.willReport(success(1));

    world.settlement.settle(world.rung());

    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aHintOfAnotherProviderIsNotEvenAskedAbout() {
    world.inDoubt();
    var before = world.stored();

    world.settlement.settle(world.rung(new ProviderTaskRef(BOLT, "theirs")));

    assertThat(world.stored()).isEqualTo(before);
    assertThat(world.bolt.asked()).isEmpty();
  }

  @Test
  void aForgedHintHidesNoGenuineOne() {
    world.inDoubt();
    world.acme.willReport(ref -> ref.equals(GENUINE) ? success(1) : new NotKnown());
    world.settlement.settle(world.rung(FORGED));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(world.isDelivered()).isTrue();
    assertThat(((Delivered) world.stored().state()).ref()).isEqualTo(GENUINE);
  }

  @Test
  void aLaterForgedHintHidesNoGenuineOneEither() {
    world.inDoubt();
    world.acme.willReport(answered503());
    world.settlement.settle(world.rung(GENUINE));
    world.settlement.settle(world.rung(FORGED));
    assertThat(world.stored().progress().hints()).containsExactly(FORGED, GENUINE);

    world.acme.willReport(ref -> ref.equals(GENUINE) ? success(1) : new NotKnown());
    world.pass(Duration.ofMinutes(1));

    assertThat(((Delivered) world.stored().state()).ref()).isEqualTo(GENUINE);
  }

  @Test
  void moreHintsThanARecordKeepsPushNoneOut() {
    world.inDoubt();
    world.acme.forgetsTasks();
    var first = IntStream.range(0, Progress.MOST_HINTS).mapToObj(i -> named("n-" + i)).toList();
    first.forEach(one -> world.settlement.settle(world.rung(one)));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(world.stored().progress().hints()).containsExactlyElementsOf(first.reversed());
    world.acme.willReport(ref -> ref.equals(GENUINE) ? success(1) : new NotKnown());
    world.pass(Duration.ofSeconds(6)); // it travels with its own check
    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aTaskOfAnotherModelIsRefutedAndRemovedAndTheOthersAreAsked() {
    world.acme.can(
        Examples.capability(),
        Capability.row("z-image", "their-z", Operation.values())
            .from("made for tests", "2026-11-20"));
    world.inDoubt();
    world.acme.willReport(answered503());
    world.settlement.settle(world.rung(FORGED));
    world.settlement.settle(world.rung(GENUINE));

    world.acme.willReport(
        ref -> ref.equals(FORGED) ? ofModel(success(1), "Their-Z") : answered503());
    world.pass(Duration.ofSeconds(6));

    assertThat(world.stored().progress().hints()).containsExactly(GENUINE);
    assertThat(world.stored().timeline().entries().getLast().outcome())
        .isEqualTo("hint refuted: it is of another model");
    assertThat(world.stored().state()).isInstanceOf(InDoubt.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"their-seedream", "THEIR-SEEDREAM ", "doubao-seedream-5-0-lite-260128"})
  void itsOwnModelAnAliasOrAVersionIsNoEvidenceAgainstIt(String model) {
    world.inDoubt();
    world.acme.willReport(ofModel(success(1), model));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aTaskThatBelongsToAnotherOfOurTasksIsRefuted() {
    var other =
        Task.claimed(
            Examples.request("other"), ACME, List.of(), world.clock.instant(), Duration.ZERO);
    world.store.own(FORGED, other);
    world.inDoubt();
    var before = world.stored();
    world.acme.willReport(success(1));

    world.settlement.settle(world.rung(FORGED));

    assertThat(world.stored()).isEqualTo(before);
    assertThat(world.delivery.count()).isZero();
  }

  @Test
  void whatIsAttachedBelongsToThisTask() {
    world.inDoubt();
    world.acme.willReport(reported(new Running()));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(world.store.ownerOf(GENUINE)).contains(world.wish.taskId());
    assertThat(world.stored().state()).isEqualTo(new Submitted(GENUINE));
  }

  @Test
  void nothingIsAttachedThatCouldNotBeOwned() {
    world.inDoubt();
    world.acme.willReport(success(1));
    world.store.failOnOwn();

    world.ring(GENUINE);
    world.pass(Duration.ofSeconds(4));
    assertThat(world.stored().state()).isInstanceOf(InDoubt.class);

    world.store.comeBack();
    world.pass(Duration.ofSeconds(2));
    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aProviderWhoseClockIsTenMinutesBehindMakesNoGenuineCallbackUnmatched() {
    world.inDoubt();
    world.clock.advance(Duration.ofSeconds(30));
    var theirs = world.clock.instant().minus(Duration.ofMinutes(10));
    world.acme.willReport(made(theirs.minusSeconds(29), Optional.of(theirs)));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void byItsOwnClockATaskOfBeforeOurClaimIsRefutedHoweverThatClockIsSet() {
    world.inDoubt();
    var theirs = world.clock.instant().plus(Duration.ofMinutes(10));
    world.acme.willReport(made(theirs.minus(Duration.ofMinutes(6)), Optional.of(theirs)));

    world.settlement.settle(world.rung(FORGED));

    assertThat(world.stored().state()).isInstanceOf(InDoubt.class);
    assertThat(world.delivery.count()).isZero();
  }

  @Test
  void aClockThatDoesNotShowMayBeInAnyTimeZone() {
    world.inDoubt();
    world.acme.willReport(
        made(world.clock.instant().minus(Duration.ofHours(14)), Optional.empty()));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void aRejectionOfWhatAHintNamedIsTheEndOfIt() {
    world.inDoubt();
    world.acme.willReport(
        reported(new Rejected(Failure.of(ErrorCode.CONTENT_REFUSED, "no", ACME))));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.finality()).isEqualTo(Finality.CERTAIN));
    assertThat(world.outcomes()).containsExactly("failed");
  }

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
  void whatIsFoundShortlyBeforeItsDeadlineIsLookedAtThen() {
    world.inDoubt();
    world.acme.willReport(reported(new Running()));
    world.store.failOnPostpone();
    var deadline = world.stored().deadline();
    world.clock.advance(Duration.between(world.clock.instant(), deadline.minusSeconds(10)));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(world.stored().nextCheckAt()).isEqualTo(deadline);
  }

  @Test
  void whoRangWhileItRanIsAskedFromTheFirstWaitOn() {
    world.submitted();
    world.acme.willFirstReport(reported(new Running())).willReport(success(1));

    world.ring(world.acme.ref());
    world.pass(Duration.ofSeconds(6));

    assertThat(world.isDelivered()).isTrue();
  }

  @Test
  void anAttachThatLosesItsRaceTellsNothingAndComesAgain() {
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
  void manyRingsAtOnceComeToOneChain() {
    world.inDoubt();
    world.acme.willReport(answered503());
    for (int ring = 0; ring < 8; ring++) {
      world.ring(GENUINE);
    }

    world.pass(Duration.ofMinutes(2));

    assertThat(world.queue.waiting()).isEqualTo(1);
  }

  @Test
  void aGiveUpThatLosesItsRaceTellsNothing() {
    world.inDoubt();
    world.clock.advance(world.wish.delivery().deadline());
    world.store.beforeNextReplace(
        () ->
            world.store.replace(
                world
                    .stored()
                    .submitted(
                        GENUINE, Optional.empty(), Optional.empty(), world.clock.instant())));

    world.settlement.settle(Check.of(world.wish.taskId()));

    assertThat(world.outcomes()).isEmpty();
    assertThat(world.stored().state()).isEqualTo(new Submitted(GENUINE));
  }

  private static CheckResult ofModel(CheckResult result, String model) {
    return new Reported(((Reported) result).report(), Optional.empty(), Optional.of(model));
  }

  private static CheckResult made(Instant createdAt, Optional<Instant> answeredAt) {
    return new Reported(
        ((Reported) success(1)).report(), Optional.of(createdAt), Optional.empty(), answeredAt);
  }

  /** The sixth of the candidates is the one, and the provider is ill for hours. */
  @Test
  void aHintThatFindsNoRoomInTheRecordIsKeptAllTheSame() {
    world.inDoubt();
    world.acme.willReport(answered503());
    for (int number = 0; number < Progress.MOST_HINTS; number++) {
      world.ring(named("n-" + number));
    }
    world.ring(named("genuine"));
    world.pass(Duration.ofHours(3));

    world.acme.willReport(
        ref -> ref.id().equals("genuine") ? success(1) : new CheckResult.NotKnown());
    world.pass(Duration.ofMinutes(90));

    assertThat(world.isDelivered()).isTrue();
  }
}
