package dev.darkroom.delivery;

import dev.darkroom.task.Task;

/** The keys of a task's images: functions of its claim, the index and the format. */
final class ImageKey {
  private static final int SHORT_HASH = 8;

  private ImageKey() {}

  static String usual(Task task, int index, MediaFormat format) {
    return of(task, Integer.toString(index), format);
  }

  /** Where other bytes are under the usual key. */
  static String other(Task task, int index, String sha256, MediaFormat format) {
    return of(task, index + "-" + sha256.substring(0, SHORT_HASH), format);
  }

  private static String of(Task task, String name, MediaFormat format) {
    return "generations/%s/%s/%s.%s"
        .formatted(task.id(), task.claimMark(), name, format.extension());
  }
}
