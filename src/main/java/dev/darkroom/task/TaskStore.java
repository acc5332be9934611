package dev.darkroom.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The store of tasks. Every write is conditional; a lost race is a value, not an exception.
 *
 * <p>{@link #find}, {@link #findDeleted} and {@link #findRefusal} see every write that was
 * acknowledged before them. The index of open tasks, which {@link #due} and {@link #open} read, may
 * be a moment behind.
 */
public interface TaskStore {

  /**
   * Claims the id of this task. The claim fails if another task has the id, and is not {@linkplain
   * Task#isReclaimable() reclaimable}. Of any number of simultaneous claims exactly one wins. A
   * {@linkplain Task#surrendered surrendered} task takes only an id that no task has.
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
   * @throws RuntimeException if nobody can say whether it is written
   */
  boolean replace(Task next);

  /** What became of an attach. */
  enum Attachment {
    WRITTEN,
    /** The stored version is not the one before. */
    LOST_RACE,
    /** The provider's task belongs to another task, or to another claim of the same id. */
    OF_ANOTHER
  }

  /**
   * Replaces the task by its next version, and records that the provider's task belongs to it: both
   * or neither, for a provider's task that belongs to a record without it is lost to every other.
   *
   * @param next names the provider's task
   * @throws RuntimeException if nobody can say whether it is written
   */
  Attachment attach(Task next, ProviderTaskRef ref);

  /**
   * Moves the next check of an open task, without a new version.
   *
   * @param notes what else the record says from then on; empty: that stays
   * @return whether the next check is at {@code next} now; false if it was no longer at {@code
   *     seen}, or somebody moved it again before the answer came
   */
  boolean postpone(TaskId id, Instant seen, Instant next, Optional<CheckNotes> notes);

  /** Moves the next check of an open task, and nothing else. */
  default boolean postpone(TaskId id, Instant seen, Instant next) {
    return postpone(id, seen, next, Optional.empty());
  }

  /**
   * Records that a provider's task belongs to this claim of this task, unless it belongs to another
   * task, or to another claim of the same id. The entry lives at least as long as the task's own
   * record, and may meet a later record of the same id.
   *
   * @return whether the provider's task belongs to this claim now
   */
  boolean own(ProviderTaskRef ref, Task task);

  /** The task that a provider's task belongs to, as far as that was recorded. */
  Optional<TaskId> ownerOf(ProviderTaskRef ref);

  /**
   * A page of the open tasks whose next check is in that window. The order is the store's own. A
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

  /** The progress of the sweep; empty before the first one. */
  Optional<SweepPass> sweepPass();

  /**
   * Records the progress of the sweep.
   *
   * @return false, and nothing is written, if the stored version is not {@code next.version() - 1}
   */
  boolean keep(SweepPass next);

  /**
   * A page of the open tasks, in no particular order. A page may be shorter than asked for, even
   * empty, and still have a next one. A task that is postponed meanwhile may appear twice.
   *
   * @param after the mark of the page before; empty: from the start
   * @param limit at most so many
   * @throws IllegalArgumentException if {@code after} is no mark of this store
   */
  OpenPage open(Optional<String> after, int limit);

  /**
   * A page of the tasks by their creation, the newest first; those of one moment are in an order of
   * the store's own. A page may be shorter than asked for, even empty, and still have a next one. A
   * task that is claimed meanwhile is on no later page, and moves no other.
   *
   * @param limit at most so many
   * @return empty: the list is switched off
   */
  Optional<RecentPage> recent(RecentRange range, int limit);

  /**
   * Replaces the record of a closed task by a {@link Tombstone}, for as long as the record would
   * have lived.
   *
   * @return false, and nothing is written, if the stored version is not that of {@code task}
   * @throws RuntimeException if nobody can say whether it is written
   */
  boolean delete(Task task, Instant now);

  /** What is left of the deleted task of that id. {@link #find} finds no such task. */
  Optional<Tombstone> findDeleted(TaskId id);

  /** What was last seen of the provider's idempotency keys; empty: no canary was run. */
  Optional<CanaryRecord> canary(ProviderId provider);

  /**
   * Keeps what was seen of a provider's idempotency keys. What was seen last counts, also if it
   * comes first: a canary that is written late restores no trust that was withdrawn.
   */
  void keepCanary(CanaryRecord seen);

  /** Keeps the refusal of an event that never became a task. The id stays free. */
  void keepRefusal(Refusal refusal);

  /** The refusal of that id. */
  Optional<Refusal> findRefusal(TaskId id);

  /** The result of a claim. */
  sealed interface Claim {
    /** The id belongs to this task, as it was written. */
    record Won(Task task) implements Claim {}

    /** Another task has the id. */
    record Taken(Task existing) implements Claim {}

    /** The task of that id was deleted. */
    record Deleted(Tombstone tombstone) implements Claim {}
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
   * Some of the tasks by their creation.
   *
   * @param next the place where the next page begins; empty: this was the last
   * @param unreadable tasks whose records cannot be read: they are left out, and named
   * @param entries of the index that were looked at, in their order
   */
  record RecentPage(
      List<Task> tasks, Optional<RecentMark> next, List<TaskId> unreadable, List<TaskId> entries) {
    public RecentPage {
      tasks = List.copyOf(tasks);
      unreadable = List.copyOf(unreadable);
      entries = List.copyOf(entries);
    }

    /** The page up to this task of it: what follows is on the next one. */
    public RecentPage upTo(Task last) {
      var left = entries.subList(0, entries.indexOf(last.id()) + 1);
      return new RecentPage(
          tasks.stream().filter(task -> left.contains(task.id())).toList(),
          Optional.of(RecentMark.behind(last)),
          unreadable.stream().filter(left::contains).toList(),
          left);
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
