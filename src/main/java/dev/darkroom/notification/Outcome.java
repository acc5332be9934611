package dev.darkroom.notification;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.task.Task;
import dev.darkroom.task.TraceParent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * The outcome of a task, to be told.
 *
 * @param outcomeId the same with every telling
 * @param generation the record, without links
 * @param traceparent the caller's, where it gave one
 */
@RegisterForReflection // it is written as JSON
public record Outcome(String outcomeId, GenerationAnswer generation, Optional<String> traceparent) {
  public static Outcome of(Task task) {
    return new Outcome(
        task.outcomeId(), GenerationAnswer.unsigned(task), task.trace().map(TraceParent::value));
  }
}
