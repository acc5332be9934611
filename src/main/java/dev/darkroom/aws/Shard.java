package dev.darkroom.aws;

import dev.darkroom.task.TaskId;
import java.util.List;
import java.util.stream.IntStream;

/** The parts of the index of open tasks, so that no single partition takes every write. */
final class Shard {
  private static final int COUNT = 16;
  static final List<String> ALL = IntStream.range(0, COUNT).mapToObj(Integer::toString).toList();

  private Shard() {}

  /** Where a task belongs, as long as there is this number of shards. */
  static String of(TaskId id) {
    return ALL.get(Math.floorMod(id.value().hashCode(), COUNT));
  }
}
