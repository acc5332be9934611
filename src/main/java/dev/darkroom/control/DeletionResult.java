package dev.darkroom.control;

import dev.darkroom.task.Task;

/** The result of a deletion. */
public sealed interface DeletionResult {
  /** The generation is deleted, now or before. */
  record Deleted() implements DeletionResult {}

  /** The generation has not ended, or images of it may still come. */
  record NotEnded(Task task) implements DeletionResult {}

  /** The outcome is recorded, and some channel is not through with it. */
  record NotTold(Task task) implements DeletionResult {}

  /** There is nothing to delete, or others changed the record each time. */
  record NotDeleted(ControlResult why) implements DeletionResult {}
}
