package dev.darkroom.submission;

import dev.darkroom.task.Failure;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Claimed;
import java.time.Duration;
import java.util.Optional;

/** What became of an event. */
public sealed interface SubmissionResult {
  /** A task runs now (or may run: in doubt). */
  record Started(Task task) implements SubmissionResult {}

  /** The same id and the same request came before: its task, nothing spent. */
  record Repeated(Task task) implements SubmissionResult {}

  /** A provider said no; recorded, and the id is free again. */
  record NotAccepted(Task task, Failure failure) implements SubmissionResult {}

  /** No provider could take it just now; worth another try with the same id. */
  record Transient(Task task, Failure failure, Optional<Duration> retryAfter)
      implements SubmissionResult {}

  /** It never became a task. */
  record Rejected(Rejection rejection) implements SubmissionResult {}

  /**
   * Whether a carrier whose sender hears nothing must keep the event: nobody took it, or somebody
   * else is only trying the same, which may come to nothing.
   */
  default boolean mustBeRetried() {
    return switch (this) {
      case Transient _ -> true;
      case Repeated(var task) -> task.state() instanceof Claimed;
      case Started _, NotAccepted _, Rejected _ -> false;
    };
  }
}
