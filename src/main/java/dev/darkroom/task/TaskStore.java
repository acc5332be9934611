package dev.darkroom.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The store of tasks. Every write is conditional; a lost race is a value, not an exception.
 *
 * <p>{@link #find} and {@link #findRefusal} see every write that was acknowledged before them. The
 * index of open tasks, which {@link #due} and {@link #open} read, may be a moment behind.
 */
public interface TaskStore {

  /**
   * Takes the id of this task for it, unless a task that is not {@linkplain Task#isReclaimable()
   * reclaimable} has it already. Of any number of simultaneous claims exactly one wins. One that
   * was {@linkplain Task#surrendered surrendered} takes only an id that nobody has.
   *
   * @param fresh as made by {@link Task#claimed} or {@link Task#surrendered}
   */
  Claim claim(Task fresh);

  /**
   * The task of that id.
   *
   * @throws UnreadableTask if there is a record, and it cannot be read
   */
  Optional<Task> find(TaskId id);

  /**
   * Replaces the task by its next version.
   *
   * @return false, and nothing is written, if the stored version is not {@code next.version() - 1}
   */
  boolean replace(Task next);

  /**
   * Moves the next check of an open task, without a new version.
   *
   * @param retryCount the record's next retry count; empty: it stays
   * @return false, and nothing is written, if its next check is no longer at {@code seen}
   */
  boolean postpone(TaskId id, Instant seen, Instant next, Optional<Integer> retryCount);

  /** Moves the next check of an open task, and nothing else. */
  default boolean postpone(TaskId id, Instant seen, Instant next) {
    return postpone(id, seen, next, Optional.empty());
  }

  /**
   * Writes down that a provider's task belongs to this task of ours, unless it belongs to another.
   * It is known for at least as long as the task's own record.
   *
   * @return whether it is this task's now
   */
  boolean own(ProviderTaskRef ref, Task task);

  /** Which of our tasks a provider's task belongs to, as far as that was written down. */
  Optional<TaskId> ownerOf(ProviderTaskRef ref);

  /**
   * Open tasks whose next check is in that window, a page at a time, in an order of the store's. A
   * task that is postponed meanwhile may be left out.
   *
   * @param after the mark of the page before; empty: from the start
   * @param limit at most so many
   * @throws IllegalArgumentException if {@code after} is no mark of this store
   */
  DuePage due(DueWindow window, Optional<String> after, int limit);

  /**
   * Since when the requesters of these tasks wait, the longest of them.
   *
   * @return empty if all of them were told, or there is none
   */
  Optional<Instant> oldestUnpublished(List<TaskId> tasks);

  /** How far the sweep has come; empty before the first. */
  Optional<SweepPass> sweepPass();

  /**
   * Writes down how far the sweep has come.
   *
   * @return false, and nothing is written, if the stored version is not {@code next.version() - 1}
   */
  boolean keep(SweepPass next);

  /**
   * Open tasks in no particular order, a page at a time. A page may be shorter than asked for, even
   * empty, and still have a next one; a task that is postponed meanwhile may come twice.
   *
   * @param after the mark of the page before; empty: from the start
   * @param limit at most so many
   * @throws IllegalArgumentException if {@code after} is no mark of this store
   */
  OpenPage open(Optional<String> after, int limit);

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

  /**
   * Some of the open tasks.
   *
   * @param next the opaque mark that the next page is asked for with; empty: this was the last
   * @param unreadable open tasks whose records cannot be read: they are left out, and named
   */
  record OpenPage(List<Task> tasks, Optional<String> next, List<TaskId> unreadable) {
    public OpenPage {
      tasks = List.copyOf(tasks);
      unreadable = List.copyOf(unreadable);
    }

    /** All of it could be read. */
    public OpenPage(List<Task> tasks, Optional<String> next) {
      this(tasks, next, List.of());
    }
  }

  /**
   * Some of the tasks that are due.
   *
   * @param next the opaque mark that the next page is asked for with; empty: this was the last
   */
  record DuePage(List<DueTask> tasks, Optional<String> next) {
    public DuePage {
      tasks = List.copyOf(tasks);
    }
  }

  /** What the index of open tasks knows of one that is due. */
  record DueTask(TaskId id, Instant nextCheckAt) {}
}
