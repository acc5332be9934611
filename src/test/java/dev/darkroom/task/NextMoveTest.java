package dev.darkroom.task;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static dev.darkroom.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.NextMove.Ask;
import dev.darkroom.task.NextMove.Doubt;
import dev.darkroom.task.NextMove.Fetch;
import dev.darkroom.task.NextMove.GiveUp;
import dev.darkroom.task.NextMove.Rest;
import dev.darkroom.task.NextMove.Tell;
import dev.darkroom.task.NextMove.Why;
import dev.darkroom.testing.Examples;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combination of state, hint and time, each with the one move that follows. */
class NextMoveTest {

  /** What an authenticated callback named. */
  enum Hint {
    NONE,
    OF_THE_SAME_PROVIDER,
    OF_ANOTHER_PROVIDER;

    private Optional<ProviderTaskRef> ref() {
      return switch (this) {
        case NONE -> Optional.empty();
        case OF_THE_SAME_PROVIDER -> Optional.of(Examples.ref(ACME, "t-hint"));
        case OF_ANOTHER_PROVIDER -> Optional.of(Examples.ref(BOLT, "t-hint"));
      };
    }
  }

  /** The task was touched last at {@link Examples#NOW} and is due half an hour after. */
  enum Time {
    WITHIN_GRACE(NOW.plus(Task.CLAIM_GRACE).minusNanos(1)),
    AFTER_GRACE(NOW.plus(Task.CLAIM_GRACE)),
    BEFORE_DEADLINE(NOW.plusSeconds(1800).minusNanos(1)),
    AT_DEADLINE(NOW.plusSeconds(1800)),
    LONG_AFTER(NOW.plusSeconds(100_000));

    private final Instant instant;

    Time(Instant instant) {
      this.instant = instant;
    }

    boolean isPastDeadline() {
      return this == AT_DEADLINE || this == LONG_AFTER;
    }
  }

  @ParameterizedTest(name = "a task {0} with a hint {1}, {2}")
  @MethodSource("everyCombination")
  void followsFromStateHintAndTime(TaskInEachState state, Hint hint, Time time) {
    var move = NextMove.of(state.task(), hint.ref(), time.instant);

    assertThat(move).isEqualTo(expected(state, hint, time));
  }

  private static NextMove expected(TaskInEachState state, Hint hint, Time time) {
    return switch (state) {
      case CLAIMED ->
          switch (hint) {
            case NONE ->
                time == Time.WITHIN_GRACE ? new Rest(Why.STILL_SUBMITTING) : new Doubt(ACME);
            case OF_THE_SAME_PROVIDER -> new Ask(Examples.ref(ACME, "t-hint"));
            case OF_ANOTHER_PROVIDER -> new Rest(Why.UNMATCHED);
          };
      case IN_DOUBT ->
          switch (hint) {
            case NONE -> time.isPastDeadline() ? new GiveUp(ACME) : new Rest(Why.STILL_IN_DOUBT);
            case OF_THE_SAME_PROVIDER -> new Ask(Examples.ref(ACME, "t-hint"));
            case OF_ANOTHER_PROVIDER -> new Rest(Why.UNMATCHED);
          };
      case SUBMITTED -> new Ask(TaskInEachState.REF); // our own record, whatever a callback says
      case MADE -> new Fetch(TaskInEachState.REF, TaskInEachState.RESULT);
      case DELIVERED, NOT_ACCEPTED, FAILED, EXPIRED, GIVEN_UP -> new Tell();
      case DELIVERED_AND_TOLD, NOT_ACCEPTED_AND_TOLD, FAILED_AND_TOLD ->
          new Rest(Why.ALREADY_SETTLED);
      case EXPIRED_AND_TOLD -> new Ask(TaskInEachState.REF);
      case GIVEN_UP_AND_TOLD ->
          switch (hint) {
            case NONE -> new Rest(Why.ALREADY_SETTLED);
            case OF_THE_SAME_PROVIDER -> new Ask(Examples.ref(ACME, "t-hint"));
            case OF_ANOTHER_PROVIDER -> new Rest(Why.UNMATCHED);
          };
    };
  }

  static Stream<Arguments> everyCombination() {
    return Arrays.stream(TaskInEachState.values())
        .flatMap(
            state ->
                Arrays.stream(Hint.values())
                    .flatMap(
                        hint ->
                            Arrays.stream(Time.values())
                                .map(time -> Arguments.of(state, hint, time))));
  }
}
