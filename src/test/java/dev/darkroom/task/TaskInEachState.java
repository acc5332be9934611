package dev.darkroom.task;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.NOW;

import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every state a task can be in that a decision can tell apart. */
enum TaskInEachState {
  CLAIMED,
  SUBMITTED,
  MADE,
  IN_DOUBT,
  IN_DOUBT_AND_NAMED,
  DELIVERED,
  DELIVERED_AND_PUBLISHED,
  NOT_ACCEPTED,
  NOT_ACCEPTED_AND_PUBLISHED,
  FAILED,
  FAILED_AND_PUBLISHED,
  EXPIRED,
  EXPIRED_AND_PUBLISHED,
  GIVEN_UP,
  GIVEN_UP_AND_PUBLISHED,
  CLOSED,
  CANCELLED,
  CANCELLED_AND_PUBLISHED,
  DISCARDED,
  DISCARDED_AND_PUBLISHED,
  CANCELLED_IN_DOUBT,
  CANCELLED_IN_DOUBT_AND_PUBLISHED,
  CANCELLED_UNSPENT;

  static final ProviderTaskRef REF = Examples.ref(ACME, "t-1");
  static final ProviderTaskRef NAMED = Examples.ref(ACME, "t-named");
  static final Succeeded RESULT = new Succeeded(List.of(Examples.remote(0)), Optional.empty());
  private static final Failure FAILURE = Failure.of(ErrorCode.GENERATION_FAILED, "no", ACME);

  /** Given up are tasks in doubt: there is no reference. */
  Task task() {
    var claimed = Task.claimed(Examples.request(), ACME, List.of(), NOW, Duration.ofMinutes(5));
    var submitted = claimed.submitted(REF, Optional.empty(), Optional.empty(), NOW);
    return switch (this) {
      case CLAIMED -> claimed;
      case SUBMITTED -> submitted;
      case MADE -> claimed.resultKnown(REF, RESULT, NOW);
      case IN_DOUBT -> claimed.inDoubt(ACME, "timed out", NOW);
      case IN_DOUBT_AND_NAMED ->
          IN_DOUBT.task().knowing(Progress.NONE.hinted(List.of(), List.of(NAMED)));
      case DELIVERED ->
          submitted.delivered(
              REF,
              List.of(Examples.stored(claimed.id(), 0)),
              List.of(),
              List.of(),
              Optional.empty(),
              NOW);
      case DELIVERED_AND_PUBLISHED -> DELIVERED.task().published(NOW);
      case NOT_ACCEPTED -> claimed.notAccepted(FAILURE, false, NOW);
      case NOT_ACCEPTED_AND_PUBLISHED -> claimed.notAccepted(FAILURE, true, NOW);
      case FAILED -> submitted.failed(FAILURE, Finality.CERTAIN, Optional.of(REF), NOW);
      case FAILED_AND_PUBLISHED -> FAILED.task().published(NOW);
      case EXPIRED -> submitted.failed(FAILURE, Finality.PROVISIONAL, Optional.of(REF), NOW);
      case EXPIRED_AND_PUBLISHED -> EXPIRED.task().published(NOW);
      case GIVEN_UP -> claimed.failed(FAILURE, Finality.PROVISIONAL, Optional.empty(), NOW);
      case GIVEN_UP_AND_PUBLISHED -> GIVEN_UP.task().published(NOW);
      case CANCELLED -> submitted.cancelled(LateImages.KEEP, NOW).orElseThrow();
      case CANCELLED_AND_PUBLISHED -> CANCELLED.task().published(NOW);
      case DISCARDED -> submitted.cancelled(LateImages.DROP, NOW).orElseThrow();
      case DISCARDED_AND_PUBLISHED -> DISCARDED.task().published(NOW);
      case CANCELLED_IN_DOUBT -> IN_DOUBT.task().cancelled(LateImages.KEEP, NOW).orElseThrow();
      case CANCELLED_IN_DOUBT_AND_PUBLISHED -> CANCELLED_IN_DOUBT.task().published(NOW);
      case CANCELLED_UNSPENT ->
          NOT_ACCEPTED_AND_PUBLISHED.task().cancelled(LateImages.KEEP, NOW).orElseThrow();
      case CLOSED -> EXPIRED_AND_PUBLISHED.task().closed("its links are dead", NOW);
    };
  }
}
