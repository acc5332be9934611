package dev.darkroom.answer;

import dev.darkroom.task.Task;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a recheck.
 *
 * @param checkQueued whether a check is on the settle queue now
 * @param message for a person
 * @param deadLetters absent: no dead-letter queue of checks is configured, or nothing is to check
 */
public record RecheckAnswer(
    String id,
    String taskId,
    String status,
    boolean checkQueued,
    String message,
    Optional<LettersAnswer> deadLetters,
    Map<String, String> links) {
  /** A check is on the queue. */
  public static RecheckAnswer queued(Task task, Optional<LettersAnswer> letters) {
    return of(task, true, "A check of this task is on its way.", letters);
  }

  /** The task has ended for good. */
  public static RecheckAnswer nothingToCheck(Task task) {
    return of(
        task, false, "Nothing to check: the outcome is final and published.", Optional.empty());
  }

  private static RecheckAnswer of(
      Task task, boolean isQueued, String message, Optional<LettersAnswer> letters) {
    return new RecheckAnswer(
        task.request().id().value(),
        task.id().value(),
        task.state().status(),
        isQueued,
        message,
        letters,
        Links.of(task.id()));
  }

  /** The same answer for a caller whose API begins with this base path. */
  public RecheckAnswer behind(String base) {
    return new RecheckAnswer(
        id, taskId, status, checkQueued, message, deadLetters, Links.behind(base, links));
  }

  /**
   * What a look through the dead letters came to.
   *
   * @param lookedAt letters of all tasks
   * @param broughtBack letters of this task
   * @param complete whether the queue was gone through to its end: if not, repeat the request
   */
  public record LettersAnswer(int lookedAt, int broughtBack, boolean complete) {}
}
