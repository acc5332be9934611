package dev.darkroom.answer;

import dev.darkroom.task.Refusal;
import dev.darkroom.task.Refusal.Fault;
import java.time.Instant;
import java.util.List;

/** The record of a refused event, for a sender that got no answer. */
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

  /** The reason of a refusal. */
  public record RefusalError(String code, String message, List<Fault> errors) {
    public RefusalError {
      errors = List.copyOf(errors);
    }
  }
}
