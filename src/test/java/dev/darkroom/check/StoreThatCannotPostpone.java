package dev.darkroom.check;

import dev.darkroom.task.Refusal;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Dies when a task is to be put off. */
record StoreThatCannotPostpone(TaskStore store) implements TaskStore {
  @Override
  public boolean postpone(TaskId id, Instant seen, Instant next) {
    throw new IllegalStateException("the environment was stopped");
  }

  @Override
  public Claim claim(Task fresh) {
    return store.claim(fresh);
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return store.find(id);
  }

  @Override
  public boolean replace(Task next) {
    return store.replace(next);
  }

  @Override
  public List<DueTask> due(Instant now, int limit) {
    return store.due(now, limit);
  }

  @Override
  public OpenPage open(Optional<String> after, int limit) {
    return store.open(after, limit);
  }

  @Override
  public void keepRefusal(Refusal refusal) {
    store.keepRefusal(refusal);
  }

  @Override
  public Optional<Refusal> findRefusal(TaskId id) {
    return store.findRefusal(id);
  }
}
