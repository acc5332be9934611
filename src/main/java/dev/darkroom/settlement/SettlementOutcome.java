package dev.darkroom.settlement;

import dev.darkroom.task.CheckAction;
import dev.darkroom.task.TaskState;
import java.util.Locale;

/** What a check came to, as the log names it. */
enum SettlementOutcome {
  /** Every image is stored. */
  SUCCEEDED,
  /** Some images are stored, the others are lost. */
  PARTIAL,
  FAILED,
  /** A submission stayed in doubt until its deadline: failed provisionally. */
  GAVE_UP,
  /** Nothing can come of a provisional failure any more. */
  CLOSED,
  STILL_RUNNING,
  DELIVERY_PENDING,
  /** A callback named a task; the provider has neither confirmed nor refuted it. */
  HINT_OPEN,
  /** Failed provisionally, and nobody can be asked: the sweep checks once more at the end. */
  AWAITING_END,
  IN_DOUBT,
  STILL_IN_DOUBT,
  STILL_SUBMITTING,
  /** The requester was notified. */
  TOLD,
  NOT_TOLD_YET,
  ALREADY_SETTLED,
  /** There is no such task, or the hint is of something else. */
  UNMATCHED,
  /** Another check recorded something meanwhile; this one is retried. */
  LOST_RACE;

  private final String text = name().toLowerCase(Locale.ROOT);

  String text() {
    return text;
  }

  /** Whether an outcome was recorded just now, of which the requester is to be notified. */
  boolean isToPublish() {
    return switch (this) {
      case SUCCEEDED, PARTIAL, FAILED, GAVE_UP -> true;
      case CLOSED,
          STILL_RUNNING,
          DELIVERY_PENDING,
          HINT_OPEN,
          AWAITING_END,
          IN_DOUBT,
          STILL_IN_DOUBT,
          STILL_SUBMITTING,
          TOLD,
          NOT_TOLD_YET,
          ALREADY_SETTLED,
          UNMATCHED,
          LOST_RACE ->
          false;
    };
  }

  /** The outcome that a final record has. */
  static SettlementOutcome of(TaskState.Final state) {
    return switch (state) {
      case TaskState.Delivered delivered -> delivered.missing().isEmpty() ? SUCCEEDED : PARTIAL;
      case TaskState.Failed _ -> FAILED;
    };
  }

  /** The outcome where nothing is to be done. */
  static SettlementOutcome of(CheckAction.Reason reason) {
    return switch (reason) {
      case ALREADY_SETTLED -> ALREADY_SETTLED;
      case STILL_SUBMITTING -> STILL_SUBMITTING;
      case UNMATCHED -> UNMATCHED;
    };
  }
}
