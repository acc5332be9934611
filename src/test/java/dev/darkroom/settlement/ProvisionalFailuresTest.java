package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.named;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.notification.PublishResult;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Design, invariant 14. */
class ProvisionalFailuresTest {
  private final TaskWorld world = new TaskWorld();
  private final Duration deadline = world.request.delivery().deadline();

  static Stream<CheckResult> nothingYet() {
    return Stream.of(answered503(), new NotKnown(), reported(new Running()));
  }

  @ParameterizedTest
  @MethodSource("nothingYet")
  void aProviderThatNeverCallsBackAndFinishesAfterTheDeadlineIsAsked(CheckResult until) {
    world.acme.neverCallsBack();
    world.submitted();
    world.acme.willReport(until);
    world.pass(deadline.plusSeconds(1));
    assertThat(world.outcomes()).containsExactly("failed");

    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(61));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
    assertThat(world.stored().isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12, 23})
  void aHiccupEndsNoChainHoweverLateTheImagesCome(int hours) {
    world.submitted();
    world.acme.willReport(answered503());
    world.pass(deadline.plusHours(hours));
    assertThat(world.stored().isOpen()).isTrue();

    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(61));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void theEndOfTheLinksClosesTheTaskWithoutAnotherNotification() {
    world.submitted();
    world.acme.willReport(answered503());

    world.pass(deadline.plusHours(25));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.finality()).isEqualTo(Finality.CERTAIN);
              assertThat(failed.failure().code()).isEqualTo(ErrorCode.DEADLINE_PASSED);
            });
    assertThat(world.stored().isPublished()).isTrue();
    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.stored().timeline().entries().getLast().outcome()).startsWith("closed: ");
    assertThat(world.channel.outcomes()).hasSize(1);
    int asked = world.acme.asked().size();
    world.pass(Duration.ofHours(3));
    assertThat(world.acme.asked()).hasSize(asked);
  }

  @Test
  void theProvidersLastWordClosesIt() {
    world.submitted();
    world.acme.willReport(answered503());
    world.pass(deadline.plusMinutes(10));
    world.acme.willReport(
        reported(new Rejected(Failure.of(ErrorCode.CONTENT_REFUSED, "no", ACME))));

    world.pass(Duration.ofMinutes(61));

    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Failed.class, // the requester was told this, and a final state never changes
            failed -> {
              assertThat(failed.failure().code()).isEqualTo(ErrorCode.DEADLINE_PASSED);
              assertThat(failed.finality()).isEqualTo(Finality.CERTAIN);
            });
    assertThat(world.channel.outcomes()).hasSize(1);
  }

  @Test
  void aDoubtThatNobodyCanBeAskedAboutCostsOneLookAtItsEnd() {
    world.givenUp();
    var version = world.stored().version();

    world.pass(Duration.ofHours(23));
    assertThat(world.stored().version()).isEqualTo(version);
    assertThat(world.stored().isOpen()).isTrue();
    assertThat(world.stored().nextCheckAt())
        .isEqualTo(world.stored().deadline().plusSeconds(86_400));
    assertThat(world.acme.asked()).isEmpty();

    world.pass(Duration.ofHours(2));
    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.channel.outcomes()).hasSize(1);
  }

  @Test
  void aCallbackHealsADoubtThatWasGivenUpHoursAgoAlsoThroughHiccups() {
    world.givenUp();
    world.pass(Duration.ofHours(20));
    world
        .acme
        .willFirstReport(answered503(), new NotKnown(), reported(new Running()))
        .willReport(success(1));

    world.ring(named("genuine"));
    world.pass(Duration.ofMinutes(2));

    assertThat(world.outcomes()).containsExactly("failed", "succeeded-late");
  }

  @Test
  void aChannelThatDoesNotTakeTheFailureHindersNoLateDelivery() {
    world.submitted();
    world.acme.willReport(answered503());
    world.channel.willAnswer(new PublishResult.Transient("it answered 503"));
    world.pass(deadline.plusHours(2));

    world.acme.willReport(success(1));
    world.pass(Duration.ofMinutes(61));
    world.channel.comeBack();
    world.pass(Duration.ofMinutes(20));

    assertThat(world.outcomes()).containsExactly("succeeded-late");
  }

  @Test
  void aCrashBetweenRecordAndWordIsMadeGoodWithinMinutes() {
    world.submitted();
    world.acme.willReport(answered503());
    world.channel.goDown();
    world.pass(deadline.plusMinutes(1));
    world.channel.comeBack();

    world.pass(Duration.ofMinutes(4));

    assertThat(world.outcomes()).containsExactly("failed");
    assertThat(world.stored().isPublished()).isTrue();
    assertThat(world.stored().nextCheckAt()).isAfter(world.clock.instant());
  }

  @Test
  void aCallbackAfterTheEndChangesNothing() {
    world.submitted();
    world.acme.willReport(answered503());
    world.pass(deadline.plusHours(26));
    var before = world.stored();
    world.acme.willReport(success(1));

    world.settlement.settle(world.rung(world.acme.ref()));

    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void theSweepsOldestTaskIsAnUnpublishedOne() {
    world.givenUp();

    assertThat(world.store.oldestUnpublished(List.of(world.request.taskId()))).isEmpty();
  }

  @Test
  void anExceptionOutOfTheProvidersReaderIsNoEndlessTask() {
    world.submitted();
    world.acme.willReport(
        ref -> {
          throw new NumberFormatException("1e99999999999");
        });

    world.pass(deadline.plusMinutes(2));
    assertThat(world.outcomes()).containsExactly("failed");

    world.pass(Duration.ofHours(25));
    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.queue.dead()).isEmpty();
  }

  @Test
  void everyOpenTaskHasANextCheckInTheFuture() {
    world.submitted();
    world.acme.willReport(answered503());
    for (int hour = 0; hour < 23; hour++) {
      world.pass(Duration.ofHours(1));
      assertThat(world.stored().isOpen()).isTrue();
      assertThat(world.stored().nextCheckAt()).isAfter(world.clock.instant());
    }
    world.settlement.settle(Check.of(world.request.taskId()));
  }
}
