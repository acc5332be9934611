package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.task.Progress;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A search for the provider's task that has found nothing.
 *
 * @param task as it is stored
 * @param check that made the search
 * @param open hints that are neither confirmed nor refuted
 * @param refuted hints of something else
 * @param notes for the timeline, if something is to be written
 * @param notBefore how long the provider wants to be left alone, where it says so
 */
record HintSearch(
    Task task,
    Check check,
    List<ProviderTaskRef> open,
    List<ProviderTaskRef> refuted,
    List<String> notes,
    Optional<Duration> notBefore) {
  HintSearch {
    open = List.copyOf(open);
    refuted = List.copyOf(refuted);
    notes = List.copyOf(notes);
  }

  /** A search without any hint. */
  static HintSearch none(Task task, Check check) {
    return new HintSearch(task, check, List.of(), List.of(), List.of(), Optional.empty());
  }

  /** Whether the search brought something that the record does not hold. */
  boolean isNews() {
    return !progress().equals(task.progress());
  }

  /** The check that the next one follows: after news the waits are short again. */
  Check checkAfter() {
    return isNews() ? check.withRetryCount(0) : check;
  }

  /** The task with what was learnt, to be written with whatever changes. */
  Task knowing() {
    return task.knowing(isNews() ? progress().withRetryCount(0) : task.progress());
  }

  /** The outcome of a check that found no reference: a refuted hint is told as unmatched. */
  SettlementOutcome word(SettlementOutcome otherwise) {
    return refuted.isEmpty() ? otherwise : SettlementOutcome.UNMATCHED;
  }

  private Progress progress() {
    return task.progress().hinted(refuted, open.reversed());
  }
}
