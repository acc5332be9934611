package dev.darkroom.submission;

import dev.darkroom.task.Failure;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Claimed;
import java.time.Duration;
import java.util.Optional;

/** The result of an event. */
public sealed interface SubmissionResult {
  /** A task that runs now, or may run: in doubt. */
  record Started(Task task) implements SubmissionResult {}

  /** The task of an earlier event with the same id and the same request. Nothing is spent. */
  record Repeated(Task task) implements SubmissionResult {}

  /** A refusal by a provider. It is recorded, and the id is free again. */
  record NotAccepted(Task task, Failure failure) implements SubmissionResult {}

  /** An event that no provider takes now. A retry with the same id may succeed. */
  record Transient(Task task, Failure failure, Optional<Duration> retryAfter)
      implements SubmissionResult {}

  /** An event that never became a task. */
  record Rejected(Rejection rejection) implements SubmissionResult {}

  /**
   * Whether a carrier whose sender gets no answer must keep the event. Either no provider took it,
   * or another submission of the same id is under way, which may fail.
   */
  default boolean mustBeRetried() {
    return switch (this) {
      case Transient _ -> true;
      case Repeated(var task) -> task.state() instanceof Claimed;
      case Started _, NotAccepted _, Rejected _ -> false;
    };
  }
}
