package dev.darkroom.task;

import java.time.Instant;

/**
 * What is left of a deleted task: its id stays in use for as long as its record would have lived.
 * Nothing that the requester wrote is in it.
 *
 * @param claimMark of the claim that was deleted
 * @param version one more than that of the record
 */
public record Tombstone(TaskId id, String claimMark, long version, Instant deletedAt) {
  /** What takes the place of the task, as it was last stored. */
  public static Tombstone of(Task deleted, Instant now) {
    return new Tombstone(deleted.id(), deleted.claimMark(), deleted.version() + 1, now);
  }
}
