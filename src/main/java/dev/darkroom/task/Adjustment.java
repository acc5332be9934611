package dev.darkroom.task;

import java.util.Locale;
import java.util.Optional;

/**
 * One difference between what was asked, what was sent and what came.
 *
 * @param field the path in the event
 * @param requested what the caller asked for, as text
 * @param sent what went to the provider; empty: nothing did
 * @param actual what the stored bytes are, where that is known and differs
 * @param reason one sentence for the caller
 */
public record Adjustment(
    String field,
    String requested,
    Optional<String> sent,
    Optional<String> actual,
    Kind kind,
    String reason) {

  /** What was done to the value. */
  public enum Kind {
    DROPPED,
    ROUNDED,
    CLAMPED,
    SUBSTITUTED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
