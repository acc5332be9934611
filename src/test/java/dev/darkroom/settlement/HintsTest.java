package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.named;
import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.task.Progress;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hints are kept until they are settled. */
class HintsTest extends HintsFixture {
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
  void aHintThatTheProviderNeverConfirmsOutlivesDeadlineAndNotification() {
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
  void aCallbackWithoutAReadableIdChangesNothingInDoubt() {
    world.inDoubt();
    var before = world.stored();

    world.settlement.settle(world.rung());

    assertThat(world.stored()).isEqualTo(before);
    assertThat(world.acme.asked()).isEmpty();
    assertThat(world.queue.waiting()).isZero();
  }

  @Test
  void aCallbackWithoutAReadableIdLosesNoOpenHint() {
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
  void aGiveUpThatLosesItsRacePublishesNothing() {
    world.inDoubt();
    world.clock.advance(world.request.delivery().deadline());
    world.store.beforeNextReplace(
        () ->
            world.store.replace(
                world
                    .stored()
                    .submitted(
                        GENUINE, Optional.empty(), Optional.empty(), world.clock.instant())));

    world.settlement.settle(Check.of(world.request.taskId()));

    assertThat(world.outcomes()).isEmpty();
    assertThat(world.stored().state()).isEqualTo(new Submitted(GENUINE));
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

  static Stream<CheckResult> settlesNothing() {
    return Stream.of(
        answered503(),
        new Transient("timed out", Optional.empty()),
        new Transient("answered 429", Optional.of(Duration.ofSeconds(40))),
        new NotKnown(),
        new Mismatched());
  }
}
