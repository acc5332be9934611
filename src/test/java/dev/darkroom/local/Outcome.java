package dev.darkroom.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What became of one event, in the words of the page: {@code succeeded}, {@code failed: …}, or the
 * answer that refused it; and how often it was paid for.
 *
 * @param record as it is at the end; empty: it never became a task
 */
record Outcome(Optional<JsonNode> record, String words, int paid) {
  /** In one line of the page. */
  String line() {
    return words + "; paid " + paid;
  }
}
