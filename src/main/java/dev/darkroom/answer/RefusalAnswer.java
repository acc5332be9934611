package dev.darkroom.answer;

import dev.darkroom.task.Refusal;
import dev.darkroom.task.Refusal.Fault;
import java.time.Instant;
import java.util.List;

/** What became of an event that never was a task, for a sender who could not be told at once. */
public record RefusalAnswer(
    String id, String status, String source, Instant createdAt, RefusalError error) {
  public static RefusalAnswer of(Refusal refusal) {
    return new RefusalAnswer(
        refusal.id().value(),
        "refused",
        refusal.source(),
        refusal.at(),
        new RefusalError(refusal.code(), refusal.message(), refusal.faults()));
  }

  /** Why. */
  public record RefusalError(String code, String message, List<Fault> errors) {
    public RefusalError {
      errors = List.copyOf(errors);
    }
  }
}
