package dev.darkroom.task;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static dev.darkroom.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.CheckAction.Attach;
import dev.darkroom.task.CheckAction.AwaitEnd;
import dev.darkroom.task.CheckAction.Fetch;
import dev.darkroom.task.CheckAction.GiveUp;
import dev.darkroom.task.CheckAction.Heal;
import dev.darkroom.task.CheckAction.MarkInDoubt;
import dev.darkroom.task.CheckAction.NoAction;
import dev.darkroom.task.CheckAction.Notify;
import dev.darkroom.task.CheckAction.Poll;
import dev.darkroom.task.CheckAction.Reason;
import dev.darkroom.task.CheckAction.Verify;
import dev.darkroom.testing.Examples;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combination of state, hint and time, each with the one move that follows. */
class CheckActionTest {
  private static final ProviderTaskRef HINTED = Examples.ref(ACME, "t-hint");
  private static final ProviderTaskRef OWN = Examples.ref(ACME, "t-own");

  /** What the check brings along. */
  enum Brought {
    NOTHING,
    HINT,
    HINT_OF_ANOTHER_PROVIDER,
    REFERENCE,
    REFERENCE_OF_ANOTHER_PROVIDER;

    private Lead lead() {
      return switch (this) {
        case NOTHING -> new Lead.Nothing();
        case HINT -> new Lead.Hint(HINTED);
        case HINT_OF_ANOTHER_PROVIDER -> new Lead.Hint(Examples.ref(BOLT, "t-hint"));
        case REFERENCE -> new Lead.Reference(OWN);
        case REFERENCE_OF_ANOTHER_PROVIDER -> new Lead.Reference(Examples.ref(BOLT, "t-own"));
      };
    }
  }

  /** The task was touched last at {@link Examples#NOW} and is due half an hour after. */
  enum Time {
    WITHIN_GRACE(NOW.plus(Schedule.CLAIM_GRACE).minusNanos(1)),
    AFTER_GRACE(NOW.plus(Schedule.CLAIM_GRACE)),
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

  @ParameterizedTest(name = "a task {0} with {1}, {2}")
  @MethodSource("everyCombination")
  void followsFromStateLeadAndTime(TaskInEachState state, Brought brought, Time time) {
    var move = CheckAction.of(state.task(), brought.lead(), time.instant);

    assertThat(move).isEqualTo(expected(state, brought, time));
  }

  private static CheckAction expected(TaskInEachState state, Brought brought, Time time) {
    return switch (state) {
      case CLAIMED ->
          searched(
              brought,
              List.of(),
              time == Time.WITHIN_GRACE
                  ? new NoAction(Reason.STILL_SUBMITTING)
                  : new MarkInDoubt(ACME));
      case IN_DOUBT -> searched(brought, List.of(), inDoubt(time));
      case IN_DOUBT_AND_NAMED -> searched(brought, List.of(TaskInEachState.NAMED), inDoubt(time));
      case SUBMITTED,
          EXPIRED_AND_PUBLISHED,
          CANCELLED_AND_PUBLISHED,
          DISCARDED_AND_PUBLISHED -> // our own record, whatever a callback says
          brought == Brought.REFERENCE ? new Attach(OWN) : new Poll(TaskInEachState.REF);
      case MADE -> new Fetch(TaskInEachState.REF, TaskInEachState.RESULT);
      case DELIVERED,
          NOT_ACCEPTED,
          FAILED,
          EXPIRED,
          GIVEN_UP,
          CANCELLED,
          DISCARDED,
          CANCELLED_IN_DOUBT,
          CANCELLED_UNSPENT ->
          new Notify();
      case DELIVERED_AND_PUBLISHED, NOT_ACCEPTED_AND_PUBLISHED, FAILED_AND_PUBLISHED, CLOSED ->
          new NoAction(Reason.ALREADY_SETTLED);
      case GIVEN_UP_AND_PUBLISHED, CANCELLED_IN_DOUBT_AND_PUBLISHED ->
          searched(brought, List.of(), new AwaitEnd());
    };
  }

  private static CheckAction inDoubt(Time time) {
    return time.isPastDeadline() ? new GiveUp(ACME) : new Heal(ACME);
  }

  private static CheckAction searched(
      Brought brought, List<ProviderTaskRef> kept, CheckAction otherwise) {
    return switch (brought) {
      case NOTHING -> kept.isEmpty() ? otherwise : new Verify(kept, otherwise);
      case HINT -> new Verify(Stream.concat(Stream.of(HINTED), kept.stream()).toList(), otherwise);
      case REFERENCE -> new Attach(OWN);
      case HINT_OF_ANOTHER_PROVIDER, REFERENCE_OF_ANOTHER_PROVIDER ->
          new NoAction(Reason.UNMATCHED);
    };
  }

  @Test
  void theReferenceThatIsRecordedAlreadyIsAskedAbout() {
    var move =
        CheckAction.of(
            TaskInEachState.SUBMITTED.task(), new Lead.Reference(TaskInEachState.REF), NOW);

    assertThat(move).isEqualTo(new Poll(TaskInEachState.REF));
  }

  @Test
  void aHintThatIsKeptAlreadyIsACandidateOnce() {
    var move =
        CheckAction.of(
            TaskInEachState.IN_DOUBT_AND_NAMED.task(), new Lead.Hint(TaskInEachState.NAMED), NOW);

    assertThat(move).isEqualTo(new Verify(List.of(TaskInEachState.NAMED), new Heal(ACME)));
  }

  /** A fallback claims anew: the call of the next provider has as much time as the first had. */
  @Test
  void theGraceCountsFromTheLastClaim() {
    var claimed =
        Task.claimed(Examples.request(), ACME, List.of(), NOW, java.time.Duration.ofMinutes(5));
    var busy = Failure.of(ErrorCode.RATE_LIMITED, "busy", ACME);
    var again = claimed.fallingBackTo(BOLT, List.of(), busy, NOW.plusSeconds(20));

    assertThat(CheckAction.of(again, new Lead.Nothing(), NOW.plus(Schedule.CLAIM_GRACE)))
        .isEqualTo(new NoAction(Reason.STILL_SUBMITTING));
    assertThat(
            CheckAction.of(
                again, new Lead.Nothing(), NOW.plus(Schedule.CLAIM_GRACE).plusSeconds(20)))
        .isEqualTo(new MarkInDoubt(BOLT));
  }

  @Test
  void neitherAHintNorASubscriberProlongsTheGrace() {
    var claimed =
        Task.claimed(Examples.request(), ACME, List.of(), NOW, java.time.Duration.ofMinutes(5));
    var joined =
        claimed.withSubscriber("AQC/2").progressed(List.of("something"), NOW.plusSeconds(50));

    assertThat(CheckAction.of(joined, new Lead.Nothing(), NOW.plus(Schedule.CLAIM_GRACE)))
        .isEqualTo(new MarkInDoubt(ACME));
  }

  static Stream<Arguments> everyCombination() {
    return Arrays.stream(TaskInEachState.values())
        .flatMap(
            state ->
                Arrays.stream(Brought.values())
                    .flatMap(
                        brought ->
                            Arrays.stream(Time.values())
                                .map(time -> Arguments.of(state, brought, time))));
  }
}
