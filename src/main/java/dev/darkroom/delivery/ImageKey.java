package dev.darkroom.delivery;

import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.Tombstone;

/** The keys of a task's images: functions of its claim, the index and the format. */
final class ImageKey {
  private static final int SHORT_HASH = 8;

  private ImageKey() {}

  static String usual(Task task, int index, MediaFormat format) {
    return of(task.id(), task.claimMark(), Integer.toString(index), format);
  }

  /** Where an image of a deleted task may be. */
  static String usual(Tombstone deleted, int index, MediaFormat format) {
    return of(deleted.id(), deleted.claimMark(), Integer.toString(index), format);
  }

  /** Where other bytes are under the usual key. */
  static String other(Task task, int index, String sha256, MediaFormat format) {
    var name = index + "-" + sha256.substring(0, SHORT_HASH);
    return of(task.id(), task.claimMark(), name, format);
  }

  private static String of(TaskId task, String claimMark, String name, MediaFormat format) {
    return "generations/%s/%s/%s.%s".formatted(task, claimMark, name, format.extension());
  }
}
