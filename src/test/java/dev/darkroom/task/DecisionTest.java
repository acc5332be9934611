package dev.darkroom.task;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.Decision.Attach;
import dev.darkroom.task.Decision.Close;
import dev.darkroom.task.Decision.Deliver;
import dev.darkroom.task.Decision.Discard;
import dev.darkroom.task.Decision.Fail;
import dev.darkroom.task.Decision.Ignore;
import dev.darkroom.task.Decision.RetryLater;
import dev.darkroom.task.Decision.StillRunning;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combination of state, report and time, each with the one decision that follows. */
class DecisionTest {
  private static final ProviderReport.Succeeded DONE =
      new ProviderReport.Succeeded(
          List.of(Examples.remote(0)), Optional.of(new Cost(BigDecimal.TEN, "credits")));
  private static final Failure REJECTION = Failure.of(ErrorCode.CONTENT_REFUSED, "no", ACME);

  /** What the provider says. */
  enum Report {
    RUNNING,
    SUCCEEDED,
    REJECTED;

    private ProviderReport report() {
      return switch (this) {
        case RUNNING -> new Running();
        case SUCCEEDED -> DONE;
        case REJECTED -> new ProviderReport.Rejected(REJECTION);
      };
    }
  }

  /** The deadline is half an hour after {@link Examples#NOW}. */
  enum Time {
    BEFORE_DEADLINE(NOW.plusSeconds(1800).minusNanos(1)),
    AT_DEADLINE(NOW.plusSeconds(1800)),
    LONG_AFTER(NOW.plusSeconds(100_000));

    private final Instant instant;

    Time(Instant instant) {
      this.instant = instant;
    }
  }

  @ParameterizedTest(name = "a task {0} that is reported {1}, {2}")
  @MethodSource("everyCombination")
  void followsFromStateReportAndTime(TaskInEachState state, Report report, Time time) {
    var decision = Decision.of(state.task(), report.report(), time.instant);

    assertThat(decision).isEqualTo(expected(state, report, time));
  }

  @ParameterizedTest(name = "a task {0} that nothing is heard of, {1}")
  @MethodSource("everyStateAndTime")
  void followsFromStateAndTimeWithoutAReport(TaskInEachState state, Time time) {
    var decision = Decision.withoutReport(state.task(), Optional.empty(), time.instant);

    assertThat(decision)
        .isEqualTo(
            switch (state) {
              case SUBMITTED -> unless(time, new RetryLater(Optional.empty()));
              case MADE -> new Deliver(TaskInEachState.RESULT);
              case CLAIMED,
                  IN_DOUBT,
                  IN_DOUBT_AND_NAMED,
                  EXPIRED,
                  EXPIRED_AND_PUBLISHED,
                  GIVEN_UP,
                  GIVEN_UP_AND_PUBLISHED,
                  CANCELLED,
                  CANCELLED_AND_PUBLISHED,
                  DISCARDED,
                  DISCARDED_AND_PUBLISHED,
                  CANCELLED_IN_DOUBT,
                  CANCELLED_IN_DOUBT_AND_PUBLISHED ->
                  new RetryLater(Optional.empty());
              default -> new Ignore();
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"SUBMITTED", "CLAIMED", "IN_DOUBT"})
  void whatTheProviderAsksForIsHandedOn(TaskInEachState state) {
    var wait = Optional.of(Duration.ofSeconds(42));

    assertThat(Decision.withoutReport(state.task(), wait, NOW)).isEqualTo(new RetryLater(wait));
  }

  @Test
  void aRunningTaskIsLeftAloneAsLongAsItsProviderAsks() {
    var wait = Optional.of(Duration.ofSeconds(42));

    assertThat(Decision.of(TaskInEachState.SUBMITTED.task(), new Running(wait), NOW))
        .isEqualTo(new StillRunning(new Running(wait)));
  }

  /** Design, invariant 2. */
  @ParameterizedTest
  @EnumSource
  void aFinalStateChangesOnlyByALateDeliveryOfAProvisionalFailure(TaskInEachState state) {
    var task = state.task();
    boolean isFinal = task.state() instanceof TaskState.Final;

    var decisions =
        Arrays.stream(Report.values())
            .flatMap(
                report ->
                    Arrays.stream(Time.values())
                        .map(time -> Decision.of(task, report.report(), time.instant)))
            .toList();

    if (state == TaskInEachState.DISCARDED || state == TaskInEachState.DISCARDED_AND_PUBLISHED) {
      assertThat(decisions).hasOnlyElementsOfTypes(RetryLater.class, Discard.class, Close.class);
    } else if (isProvisional(state)) {
      assertThat(decisions)
          .doesNotHaveAnyElementsOfTypes(Fail.class, Ignore.class)
          .hasAtLeastOneElementOfType(task.isWithoutReference() ? Attach.class : Deliver.class);
    } else if (isFinal) {
      assertThat(decisions).hasOnlyElementsOfTypes(Ignore.class);
    } else {
      assertThat(decisions).doesNotHaveAnyElementsOfTypes(Ignore.class);
    }
  }

  private static Decision expected(TaskInEachState state, Report report, Time time) {
    return switch (state) {
      case CLAIMED,
          IN_DOUBT,
          IN_DOUBT_AND_NAMED,
          GIVEN_UP,
          GIVEN_UP_AND_PUBLISHED,
          CANCELLED_IN_DOUBT,
          CANCELLED_IN_DOUBT_AND_PUBLISHED ->
          new Attach();
      case SUBMITTED ->
          switch (report) {
            case RUNNING -> unless(time, new StillRunning(new Running()));
            case SUCCEEDED -> new Deliver(DONE);
            case REJECTED -> new Fail(REJECTION, Finality.CERTAIN);
          };
      case MADE -> new Deliver(TaskInEachState.RESULT); // our record knows best
      case DISCARDED, DISCARDED_AND_PUBLISHED ->
          switch (report) {
            case RUNNING -> new RetryLater(Optional.empty());
            case SUCCEEDED -> new Discard(DONE);
            case REJECTED -> new Close(REJECTION);
          };
      case EXPIRED, EXPIRED_AND_PUBLISHED, CANCELLED, CANCELLED_AND_PUBLISHED ->
          switch (report) {
            case RUNNING -> new RetryLater(Optional.empty());
            case SUCCEEDED -> new Deliver(DONE);
            case REJECTED -> new Close(REJECTION);
          };
      case DELIVERED,
          DELIVERED_AND_PUBLISHED,
          NOT_ACCEPTED,
          NOT_ACCEPTED_AND_PUBLISHED,
          FAILED,
          FAILED_AND_PUBLISHED,
          CLOSED,
          CANCELLED_UNSPENT ->
          new Ignore();
    };
  }

  /** The deadline holds for a provider that is silent as well as for one that goes on running. */
  private static Decision unless(Time time, Decision before) {
    return time == Time.BEFORE_DEADLINE
        ? before
        : new Fail(
            Failure.of(
                ErrorCode.DEADLINE_PASSED,
                "no result within 1800 s; if the images still come they are delivered late",
                ACME),
            Finality.PROVISIONAL);
  }

  private static boolean isProvisional(TaskInEachState state) {
    return switch (state) {
      case EXPIRED,
          EXPIRED_AND_PUBLISHED,
          GIVEN_UP,
          GIVEN_UP_AND_PUBLISHED,
          CANCELLED,
          CANCELLED_AND_PUBLISHED,
          CANCELLED_IN_DOUBT,
          CANCELLED_IN_DOUBT_AND_PUBLISHED ->
          true;
      default -> false;
    };
  }

  static Stream<Arguments> everyCombination() {
    return Arrays.stream(TaskInEachState.values())
        .flatMap(
            state ->
                Arrays.stream(Report.values())
                    .flatMap(
                        report ->
                            Arrays.stream(Time.values())
                                .map(time -> Arguments.of(state, report, time))));
  }

  static Stream<Arguments> everyStateAndTime() {
    return Arrays.stream(TaskInEachState.values())
        .flatMap(state -> Arrays.stream(Time.values()).map(time -> Arguments.of(state, time)));
  }
}
