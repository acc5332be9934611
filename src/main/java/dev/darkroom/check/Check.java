package dev.darkroom.check;

import dev.darkroom.task.Lead;
import dev.darkroom.task.Progress;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TraceParent;
import java.time.Instant;
import java.util.Optional;

/**
 * "There may be news of this task." Any number of them, in any order, at the same time, come to one
 * outcome.
 *
 * @param task which
 * @param hint the provider's task that an authenticated callback named; from a step of ours, the
 *     reference that the paid call's own answer named
 * @param round how many checks in a row came before it and brought nothing, from 0: the next waits
 *     longer
 * @param source who began the chain
 * @param trace the caller's, where it is known: for whoever looks at the queue
 */
public record Check(
    TaskId task,
    Optional<ProviderTaskRef> hint,
    int round,
    Source source,
    Optional<TraceParent> trace) {

  /** One of a step's own. */
  public Check(TaskId task, Optional<ProviderTaskRef> hint, int round) {
    this(task, hint, round, new Source.Step(), Optional.empty());
  }

  /** Who thinks that there may be news. It changes nothing but what is counted. */
  public sealed interface Source {
    /** Submission, or settlement itself. What it names is the paid call's own reference. */
    record Step() implements Source {}

    /** The provider. */
    record Callback(Instant rangAt) implements Source {}

    /** The clock: nobody else said a word for too long. */
    record Sweep() implements Source {}
  }

  public static Check of(TaskId task) {
    return new Check(task, Optional.empty(), 0);
  }

  public static Check of(Task task) {
    return new Check(task.id(), Optional.empty(), 0, new Source.Step(), task.trace());
  }

  public Check withHint(ProviderTaskRef ref) {
    return new Check(task, Optional.of(ref), round, source, trace);
  }

  public Check from(Source next) {
    return new Check(task, hint, round, next, trace);
  }

  /** What it brings along about the provider's task. */
  public Lead lead() {
    return source instanceof Source.Step
        ? hint.<Lead>map(Lead.Reference::new).orElseGet(Lead.Nothing::new)
        : Lead.hint(hint);
  }

  /** The same check, one round later. */
  public Check again() {
    return atRound(Math.min(round + 1, Progress.MOST_ROUNDS));
  }

  /** The same check at another round. */
  public Check atRound(int next) {
    return new Check(task, hint, next, source, trace);
  }
}
