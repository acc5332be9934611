package dev.darkroom.task;

import java.util.Optional;
import java.util.function.Function;

/** An id in a path: the caller's own, or Darkroom's task id. */
public record EitherId(String text) {
  /** Looks for the text as a task id first: no request id can hide a task. */
  public <T> Optional<T> find(Function<TaskId, Optional<T>> find) {
    var byTask = TaskId.isValid(text) ? find.apply(new TaskId(text)) : Optional.<T>empty();
    return byTask.or(
        () ->
            RequestId.isValid(text)
                ? find.apply(TaskId.of(new RequestId(text)))
                : Optional.empty());
  }
}
