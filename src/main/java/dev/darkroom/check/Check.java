package dev.darkroom.check;

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
 * @param hint the provider's task that an authenticated callback named
 * @param round how many checks came before it in this chain, from 0: the next waits longer
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
    /** Submission, or settlement itself. */
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

  /** The same check, one round later. */
  public Check again() {
    return new Check(task, hint, round + 1, source, trace);
  }
}
