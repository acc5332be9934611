package dev.darkroom.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where tasks are kept. Every write is conditional; a lost race is a value, not an exception. Reads
 * see every write that was acknowledged before them.
 */
public interface TaskStore {

  /**
   * Takes the id of this task for it, unless a task that is not {@linkplain Task#isReclaimable()
   * reclaimable} has it already. Of any number of simultaneous claims exactly one wins.
   *
   * @param fresh as made by {@link Task#claimed}
   */
  Claim claim(Task fresh);

  /** The task of that id. */
  Optional<Task> find(TaskId id);

  /**
   * Replaces the task by its next version.
   *
   * @return false, and nothing is written, if the stored version is not {@code next.version() - 1}
   */
  boolean replace(Task next);

  /**
   * Puts off the next check of an open task, without a new version.
   *
   * @return false, and nothing is written, if its next check is no longer at {@code seen}
   */
  boolean postpone(TaskId id, Instant seen, Instant next);

  /**
   * Open tasks whose next check is due, earliest first within a shard.
   *
   * @param limit at most so many
   */
  List<DueTask> due(Instant now, int limit);

  /**
   * Open tasks in no particular order, a page at a time.
   *
   * @param after the last id of the page before; empty: from the start
   * @param limit at most so many
   */
  List<Task> open(Optional<TaskId> after, int limit);

  /** Keeps what became of an event that never was a task; the id stays free. */
  void keepRefusal(Refusal refusal);

  /** The refusal of that id. */
  Optional<Refusal> findRefusal(TaskId id);

  /** What became of a claim. */
  sealed interface Claim {
    /** The id is ours; the task as it was written. */
    record Won(Task task) implements Claim {}

    /** Somebody has it. */
    record Taken(Task existing) implements Claim {}
  }

  /** What the index of open tasks knows of one that is due. */
  record DueTask(TaskId id, Instant nextCheckAt) {}
}
