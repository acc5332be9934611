package dev.darkroom.check;

import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.TaskId;
import java.util.Optional;

/**
 * "There may be news of this task." Any number of them, in any order, at the same time, come to one
 * outcome.
 *
 * @param task which
 * @param hint the provider's task that an authenticated callback named
 * @param round how many checks came before it in this chain, from 0: the next waits longer
 */
public record Check(TaskId task, Optional<ProviderTaskRef> hint, int round) {
  public static Check of(TaskId task) {
    return new Check(task, Optional.empty(), 0);
  }

  public Check withHint(ProviderTaskRef ref) {
    return new Check(task, Optional.of(ref), round);
  }

  /** The same check, one round later. */
  public Check again() {
    return new Check(task, hint, round + 1);
  }
}
