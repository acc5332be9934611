package dev.darkroom.check;

import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.Lead;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TraceParent;
import java.time.Instant;
import java.util.Optional;

/**
 * A message on the settle queue: look at this task. Any number of checks, in any order, at the same
 * time, lead to one outcome.
 *
 * @param task the task to look at
 * @param hint the provider's task that an authenticated callback named. From a step of Darkroom:
 *     the reference that the paid call's own answer named
 * @param retryCount how many checks in a row brought nothing before this one, from 0: the next one
 *     waits longer
 * @param source what began the chain of checks
 * @param trace the caller's, where known: an operator who looks at the queue can read it
 */
public record Check(
    TaskId task,
    Optional<ProviderTaskRef> hint,
    int retryCount,
    Source source,
    Optional<TraceParent> trace) {

  /** A check that a step of Darkroom begins. */
  public Check(TaskId task, Optional<ProviderTaskRef> hint, int retryCount) {
    this(task, hint, retryCount, Source.Step.UNCLAIMED, Optional.empty());
  }

  /** What began a chain of checks. Only the meaning of the hint and the metrics depend on it. */
  public sealed interface Source {
    /**
     * Submission or settlement. The hint is the reference of the paid call's own answer.
     *
     * @param claim the mark of the claim that the paid call was made for; empty: there is no hint,
     *     or older code has sent it
     */
    record Step(Optional<String> claim) implements Source {
      static final Step UNCLAIMED = new Step(Optional.empty());
    }

    /** A callback of the provider. */
    record Callback(Instant rangAt) implements Source {}

    /** The sweep: nothing else brought news for too long. */
    record Sweep() implements Source {}
  }

  public static Check of(TaskId task) {
    return new Check(task, Optional.empty(), 0);
  }

  public static Check of(Task task) {
    return new Check(task.id(), Optional.empty(), 0, Source.Step.UNCLAIMED, task.trace());
  }

  /** A check that carries the reference of the paid call's own answer. */
  public static Check of(Task claimed, ProviderTaskRef ref) {
    var source = new Source.Step(Optional.of(claimed.claimMark()));
    return new Check(claimed.id(), Optional.of(ref), 0, source, claimed.trace());
  }

  public Check withHint(ProviderTaskRef ref) {
    return new Check(task, Optional.of(ref), retryCount, source, trace);
  }

  public Check from(Source next) {
    return new Check(task, hint, retryCount, next, trace);
  }

  /**
   * Whether the reference was named to another claim of the id. A check may come from the
   * dead-letter queue when its record has ended, and the id was claimed again.
   */
  public boolean isOfAnotherClaim(Task task) {
    return source instanceof Source.Step(var claim)
        && claim.filter(mark -> !mark.equals(task.claimMark())).isPresent();
  }

  /** The same check without anything about the provider's task. */
  public Check withoutHint() {
    return new Check(task, Optional.empty(), retryCount, Source.Step.UNCLAIMED, trace);
  }

  /** What the check brings along about the provider's task. */
  public Lead lead() {
    return source instanceof Source.Step
        ? hint.<Lead>map(Lead.Reference::new).orElseGet(Lead.Nothing::new)
        : Lead.hint(hint);
  }

  /** The same check with a retry count one higher. */
  public Check again() {
    return withRetryCount(Math.min(retryCount + 1, CheckNotes.MOST_RETRIES));
  }

  /** The same check with another retry count. */
  public Check withRetryCount(int next) {
    return new Check(task, hint, next, source, trace);
  }
}
