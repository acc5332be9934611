package dev.darkroom.notification;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.task.Task;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The outcome of a task, to be told.
 *
 * @param outcomeId the same with every telling
 * @param generation the record, without links
 */
@RegisterForReflection // it is written as JSON
public record Outcome(String outcomeId, GenerationAnswer generation) {
  public static Outcome of(Task task) {
    return new Outcome(task.outcomeId(), GenerationAnswer.unsigned(task));
  }

  /** {@code succeeded} or {@code failed}. */
  public String status() {
    return generation.status();
  }
}
