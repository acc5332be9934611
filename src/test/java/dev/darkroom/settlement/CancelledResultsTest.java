package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.Cost;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.testing.Examples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A synchronous provider answers the paid call with images, while its requester cancels. */
class CancelledResultsTest {
  private static final Cost BILL = new Cost(new BigDecimal("1.8"), "credits");

  private final TaskWorld world = new TaskWorld();

  /** What goes wrong as the answer is recorded. */
  enum AtTheRecord {
    NOTHING,
    ITS_ANSWER_IS_LOST,
    IT_FAILS_ONCE,
    A_CHECK_IS_FASTER
  }

  /** What goes wrong afterwards. */
  enum Afterwards {
    NOTHING,
    THE_LINKS_ARE_DEAD,
    THE_LINKS_COME_TO_LIFE,
    THE_CHANNEL_IS_DOWN_AND_THE_LINKS_ARE_DEAD,
    THE_QUEUE_LOSES_ITS_CHECKS
  }

  @Test
  void imagesThatWereMadeAreDeliveredLate() {
    cancelledDuringItsCall();

    record(0);
    world.pass(Duration.ofMinutes(5));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(Delivered.class, it -> assertThat(it.late()).isTrue());
    assertThat(world.stored().terms().costs().billed()).contains(BILL);
    assertThat(world.outcomes()).containsExactly("cancelled", "succeeded-late");
  }

  @Test
  void imagesThatCannotBeFetchedLeaveItCancelledAndNobodyHearsOfAFailure() {
    cancelledDuringItsCall();
    world.delivery.willGive(world.result(List.of(), List.of(0)));

    record(0);
    assertThat(world.stored().state().status()).isEqualTo("cancelled");
    world.pass(Duration.ofDays(2));

    assertThat(world.status()).isEqualTo("cancelled");
    assertThat(world.outcomes()).containsExactly("cancelled");
    assertThat(world.stored().terms().costs().billed()).contains(BILL);
    assertThat(world.stored().progress().made()).as("its links are dead").isEmpty();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("faults")
  void noTwoFaultsLetACancelledTaskFail(AtTheRecord first, Afterwards second) {
    if (second == Afterwards.THE_CHANNEL_IS_DOWN_AND_THE_LINKS_ARE_DEAD) {
      world.channel.goDown();
    }
    cancelledDuringItsCall();
    boolean areDead =
        second != Afterwards.NOTHING && second != Afterwards.THE_QUEUE_LOSES_ITS_CHECKS;
    if (areDead) {
      world.delivery.willGive(world.result(List.of(), List.of(0)));
    }

    breakTheRecord(first);
    record(1);
    if (second == Afterwards.THE_QUEUE_LOSES_ITS_CHECKS) {
      world.queue.loseMessages();
    }
    world.pass(Duration.ofHours(1));
    world.channel.comeBack();
    if (second == Afterwards.THE_LINKS_COME_TO_LIFE) {
      world.delivery.willStoreAll();
    }
    world.pass(Duration.ofDays(2));

    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.stored().terms().costs().billed()).contains(BILL);
    if (areDead && second != Afterwards.THE_LINKS_COME_TO_LIFE) {
      assertThat(world.status()).isEqualTo("cancelled");
      assertThat(world.outcomes()).containsExactly("cancelled");
    } else {
      assertThat(world.isDelivered()).isTrue();
      assertThat(world.outcomes()).containsExactly("cancelled", "succeeded-late");
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(AtTheRecord.values())
        .flatMap(one -> Stream.of(Afterwards.values()).map(two -> Arguments.of(one, two)));
  }

  private void breakTheRecord(AtTheRecord how) {
    switch (how) {
      case NOTHING -> {}
      case ITS_ANSWER_IS_LOST -> world.store.loseAnswersOfNextReplaces(1);
      case IT_FAILS_ONCE -> world.store.failOnNextWrites(1);
      case A_CHECK_IS_FASTER ->
          world.store.beforeNextReplace(
              () -> world.store.replace(progressed(world.stored(), "a check was faster")));
    }
  }

  private Task progressed(Task task, String note) {
    return task.progressed(List.of(note), world.clock.instant());
  }

  private void cancelledDuringItsCall() {
    world.claimed();
    world.cancel(LateImages.KEEP);
    world.pass(Duration.ofSeconds(1));
  }

  /** As submission does: it tries again where a write fails or loses its race. */
  private void record(int retries) {
    var result =
        new Succeeded(
            List.of(Examples.remote(0)),
            Optional.of(BILL),
            Optional.of(world.clock.instant().plus(Duration.ofHours(20))));
    for (int left = retries; ; left--) {
      var before = world.stored();
      if (before.progress().made().isPresent()) {
        return;
      }
      try {
        if (world.store.replace(
            before.resultKnown(world.acme.ref(), result, world.clock.instant()))) {
          return;
        }
      } catch (RuntimeException unanswered) {
        if (left == 0) {
          throw unanswered;
        }
      }
    }
  }
}
