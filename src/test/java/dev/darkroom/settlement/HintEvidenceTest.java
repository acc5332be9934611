package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.Operation;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What confirms and what refutes a hint. */
class HintEvidenceTest extends HintsFixture {
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
  void aCallbackOfAnEarlierLifeOfTheIdIsRefuted() {
    var earlier =
        Task.claimed(
            world.request,
            ACME,
            List.of(),
            world.clock.instant().minus(Duration.ofDays(100)),
            Duration.ZERO);
    world.store.own(FORGED, earlier);
    world.inDoubt();
    var before = world.stored();
    world.acme.willReport(success(1));

    world.settlement.settle(world.rung(FORGED));
    world.settlement.settle(world.rung(FORGED));

    assertThat(world.stored()).isEqualTo(before);
    assertThat(world.delivery.count()).isZero();
  }

  @Test
  void anAttachedReferenceBelongsToThisTask() {
    world.inDoubt();
    world.acme.willReport(reported(new Running()));

    world.settlement.settle(world.rung(GENUINE));

    assertThat(world.store.ownerOf(GENUINE)).contains(world.request.taskId());
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

  private static CheckResult ofModel(CheckResult result, String model) {
    return new Reported(((Reported) result).report(), Optional.empty(), Optional.of(model));
  }
}
