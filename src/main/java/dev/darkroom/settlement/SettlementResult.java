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
 * @param written the record as the check wrote it, where the outcome says that it did
 */
record SettlementResult(
    SettlementOutcome outcome,
    Optional<ErrorCode> detail,
    Measures measures,
    Optional<Task> written) {

  /** Nothing was written, and nothing is to be counted. */
  static SettlementResult of(SettlementOutcome outcome) {
    return counted(outcome, Measures.NONE);
  }

  /**
   * Some images could not be had just now.
   *
   * @param cause in a few words, free of links
   */
  static SettlementResult pending(ErrorCode why, String cause) {
    return new SettlementResult(
        SettlementOutcome.DELIVERY_PENDING,
        Optional.of(why),
        Measures.because(cause),
        Optional.empty());
  }

  /** Nothing was written. */
  private static SettlementResult counted(SettlementOutcome outcome, Measures measures) {
    return new SettlementResult(outcome, Optional.empty(), measures, Optional.empty());
  }

  /** The record was written, as this task has it. */
  static SettlementResult written(SettlementOutcome outcome, Measures measures, Task task) {
    return new SettlementResult(outcome, Optional.empty(), measures, Optional.of(task));
  }

  /** A task whose outcome was recorded just now, and is to be published. */
  Optional<Task> unpublished() {
    return written.filter(_ -> outcome.isToPublish());
  }

  /** The word for the log. */
  String text() {
    return outcome.text() + detail.map(code -> ":" + code.text()).orElse("");
  }
}
