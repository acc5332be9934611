package dev.darkroom.task;

import java.time.Instant;

/**
 * Which claim of an id a record is of, and which version of that record.
 *
 * @param attempt counts the claims of this id: above 1 after a refusal that did not use the id up
 * @param version 1 for a fresh claim, then one more with every change
 */
public record Revision(TaskId id, int attempt, long version) {
  /** The first claim of an id, as first written. */
  static Revision first(TaskId id) {
    return new Revision(id, 1, 1);
  }

  /** The next change of the same claim. */
  Revision next() {
    return new Revision(id, attempt, version + 1);
  }

  /** A new claim of the same id. */
  Revision reclaimed() {
    return new Revision(id, attempt + 1, version + 1);
  }

  /**
   * A mark that no other claim of the id has, even before the record's life ended. It is the moment
   * of the claim in milliseconds, base 36, and the attempt unless it is the first.
   */
  String claimMark(Instant createdAt) {
    return Long.toString(createdAt.toEpochMilli(), 36) + (attempt == 1 ? "" : "-" + attempt);
  }
}
