package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt at a callback, and what became of it.
 *
 * @param taskId of the task it was sent for, whatever its body says
 * @param attempt from 1
 * @param status the HTTP status; empty if there was no answer
 * @param body as it was sent
 */
public record CallbackAttempt(
    String taskId,
    String prompt,
    CallbackKind kind,
    int attempt,
    Optional<Integer> status,
    Instant at,
    JsonNode body) {
  boolean isAcknowledged() {
    return status.filter(code -> code >= 200 && code < 300).isPresent();
  }
}
