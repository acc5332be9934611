package dev.darkroom.control;

import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Task;
import dev.darkroom.task.Tombstone;
import java.time.Duration;
import java.util.Optional;

/** The result of a decision about a task. */
public sealed interface ControlResult {
  /** The decision is recorded. */
  record Recorded(Task task) implements ControlResult {}

  /** The same was decided before, or nothing is left to do: the record stays as it is. */
  record Unchanged(Task task) implements ControlResult {}

  /** The same was decided just now, and waits to be carried out. */
  record AlreadyQueued(Task task) implements ControlResult {}

  /** The outcome cannot be sent on that channel again. */
  record NotReplayable(Task task, Reason reason) implements ControlResult {
    /** Why it cannot. */
    public enum Reason {
      /** The task has not ended. */
      NO_OUTCOME,
      /** The task has no receiver on that channel for its outcome. */
      NO_SUBSCRIBER,
      /** What the channel has can be used once. */
      USED_ONCE
    }
  }

  /** The task has ended, and stays as it is. */
  record AlreadyFinal(Task task) implements ControlResult {}

  /** The fate of the paid call is known, or the call may be under way. */
  record NotInDoubt(Task task) implements ControlResult {}

  /**
   * A callback named the provider's task, and the provider has neither confirmed nor refuted it.
   *
   * @param hint the latest one
   */
  record HintUnsettled(Task task, ProviderTaskRef hint) implements ControlResult {}

  /**
   * The provider's task is not the one that Darkroom submitted.
   *
   * @param why a few words
   */
  record NotThisTask(ProviderTaskRef ref, String why) implements ControlResult {}

  /**
   * The provider did not answer. A retry may succeed.
   *
   * @param why free of secrets
   * @param retryAfter the provider's own word on when
   */
  record NoReport(ProviderTaskRef ref, String why, Optional<Duration> retryAfter)
      implements ControlResult {}

  /** The event of this id never became a task. */
  record NeverTask(Refusal refusal) implements ControlResult {}

  /** The task of this id was deleted. */
  record Deleted(Tombstone tombstone) implements ControlResult {}

  /** There is no task of this id. */
  record NoSuchTask() implements ControlResult {}

  /** Others changed the record each time. A retry may succeed. */
  record LostRaces(Task task) implements ControlResult {}
}
