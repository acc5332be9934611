package dev.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.Revision;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key of a paid call is that of its claim, and of no other. */
class IdempotencyKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "too-short-12345", "with a blank 0123456789", "slash/0123456789abc"})
  void anotherFormIsNoKey(String text) {
    assertThatThrownBy(() -> new IdempotencyKey(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLongestAndTheShortestAreKeys() {
    assertThat(new IdempotencyKey("a".repeat(16)).value()).hasSize(16);
    assertThat(new IdempotencyKey("a".repeat(96)).value()).hasSize(96);
    assertThatThrownBy(() -> new IdempotencyKey("a".repeat(97)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1970-01-01T00:00:00Z", "2026-11-20T10:00:00Z", "9999-12-31T23:59:59.999Z"})
  void everyClaimHasAKey(String moment) {
    var task = claimed(Instant.parse(moment));
    var later = task.toBuilder().revision(new Revision(task.id(), Integer.MAX_VALUE, 9)).build();

    assertThat(IdempotencyKey.of(task).value()).matches("[A-Za-z0-9._-]{16,96}");
    assertThat(IdempotencyKey.of(later)).isNotEqualTo(IdempotencyKey.of(task));
  }

  @Test
  void anIdThatIsUsedAgainAfterItsRecordsLifeHasAnotherKey() {
    var first = claimed(TaskExamples.NOW);
    var afterwards = claimed(TaskExamples.NOW.plus(Duration.ofDays(90)));

    assertThat(afterwards.id()).isEqualTo(first.id());
    assertThat(IdempotencyKey.of(afterwards)).isNotEqualTo(IdempotencyKey.of(first));
  }

  @Test
  void aClaimAfterOneThatWasNotTakenHasAnotherKey() {
    var first = claimed(TaskExamples.NOW);
    var why = Failure.of(ErrorCode.PROVIDER_UNAVAILABLE, "no", TaskExamples.EVOLINK);
    var second =
        claimed(TaskExamples.NOW).replacing(first.notAccepted(why, true, TaskExamples.NOW));

    assertThat(IdempotencyKey.of(second)).isNotEqualTo(IdempotencyKey.of(first));
  }

  @Test
  void whateverHappensToAClaimItsKeyStays() {
    var first = claimed(TaskExamples.NOW);
    var doubtful = first.inDoubt(TaskExamples.EVOLINK, "no answer", TaskExamples.NOW);

    assertThat(IdempotencyKey.of(doubtful.withSubscriber("AQC/token")))
        .isEqualTo(IdempotencyKey.of(first));
  }

  private static Task claimed(Instant now) {
    return Task.claimed(
        TaskExamples.plainRequest("keyed"),
        TaskExamples.EVOLINK,
        List.of(),
        now,
        Duration.ofMinutes(1));
  }
}
