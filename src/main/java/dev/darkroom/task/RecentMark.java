package dev.darkroom.task;

import java.time.Instant;
import java.util.Optional;

/**
 * A place in the list of tasks by their creation, the newest first. What follows it is older.
 *
 * @param at every later task is before the place
 * @param last the last task before it; empty: every task of that moment is before it as well
 */
public record RecentMark(Instant at, Optional<TaskId> last) {
  /** The place behind that task. */
  public static RecentMark behind(Task task) {
    return new RecentMark(task.createdAt(), Optional.of(task.id()));
  }

  /** The place that every task before that moment follows. */
  public static RecentMark before(Instant moment) {
    return new RecentMark(moment, Optional.empty());
  }
}
