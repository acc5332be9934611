package dev.darkroom.control;

import dev.darkroom.task.Task;
import java.util.Optional;

/** The result of a recheck. */
public sealed interface RecheckResult {
  /**
   * A check is on the settle queue.
   *
   * @param letters the dead letters of the settle queue; empty: none are configured
   */
  record Queued(Task task, Optional<LetterCount> letters) implements RecheckResult {}

  /** The task has ended, everybody knows, and nothing more can come of it. */
  record NothingToCheck(Task task) implements RecheckResult {}

  /** There is no task to check. */
  record Absent(ControlResult why) implements RecheckResult {}

  /**
   * What a look through the dead letters came to.
   *
   * @param lookedAt letters of all tasks
   * @param broughtBack letters of this task
   * @param isComplete whether the queue was gone through to its end
   */
  record LetterCount(int lookedAt, int broughtBack, boolean isComplete) {}
}
