package dev.darkroom.settlement;

import dev.darkroom.log.Measures;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Task;
import java.util.Optional;

/**
 * The outcome of a check, and what follows from it.
 *
 * @param detail a code beside the outcome
 * @param measures to be counted
 * @param unpublished a task whose outcome was recorded just now, and is to be published
 */
record SettlementResult(
    SettlementOutcome outcome,
    Optional<ErrorCode> detail,
    Measures measures,
    Optional<Task> unpublished) {

  /** Nothing is to be counted or published. */
  static SettlementResult of(SettlementOutcome outcome) {
    return counted(outcome, Measures.NONE);
  }

  /** Some images could not be had just now. */
  static SettlementResult pending(ErrorCode why) {
    return new SettlementResult(
        SettlementOutcome.DELIVERY_PENDING, Optional.of(why), Measures.NONE, Optional.empty());
  }

  /** Nothing is to be published. */
  static SettlementResult counted(SettlementOutcome outcome, Measures measures) {
    return new SettlementResult(outcome, Optional.empty(), measures, Optional.empty());
  }

  /** The outcome of this task was recorded. */
  static SettlementResult recorded(SettlementOutcome outcome, Measures measures, Task task) {
    return new SettlementResult(outcome, Optional.empty(), measures, Optional.of(task));
  }

  /** The word for the log. */
  String text() {
    return outcome.text() + detail.map(code -> ":" + code.text()).orElse("");
  }
}
