package dev.darkroom.aws;

import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.UnreadableTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The tasks in items that were read for a list: one bad record spoils no list. */
final class ReadTasks {
  private static final Logger LOG = Logger.getLogger(ReadTasks.class);

  private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
  private final List<TaskId> unreadable = new ArrayList<>();

  /** Adds an item; that of a deleted task is none. */
  void add(Map<String, AttributeValue> item) {
    if (TombstoneItem.is(item)) {
      return;
    }
    try {
      var task = TaskItem.read(item);
      tasks.put(task.id(), task);
    } catch (UnreadableTask broken) {
      LOG.warn(broken.getMessage());
      unreadable.add(new TaskId(new ItemReader(item).text(TaskItem.KEY)));
    }
  }

  /** The tasks in the order in which their items came. */
  Stream<Task> tasks() {
    return tasks.values().stream();
  }

  Optional<Task> find(TaskId id) {
    return Optional.ofNullable(tasks.get(id));
  }

  List<TaskId> unreadable() {
    return unreadable;
  }
}
