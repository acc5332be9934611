package dev.darkroom.aws;

import dev.darkroom.task.TaskId;
import java.util.List;
import java.util.stream.IntStream;

/** The parts of the index of open tasks: no single partition takes every write. */
final class Shard {
  private static final int COUNT = 16;
  static final List<String> ALL = IntStream.range(0, COUNT).mapToObj(Integer::toString).toList();

  private Shard() {}

  /** The shard of a task, as long as the number of shards stays the same. */
  static String of(TaskId id) {
    return ALL.get(Math.floorMod(id.value().hashCode(), COUNT));
  }
}
