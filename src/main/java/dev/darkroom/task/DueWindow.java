package dev.darkroom.task;

import java.time.Instant;

/**
 * A span of time in which tasks are due.
 *
 * @param from the earliest next check that is in it
 * @param until the latest
 */
public record DueWindow(Instant from, Instant until) {

  /** Everything that is due at that moment. */
  public static DueWindow upTo(Instant now) {
    return new DueWindow(Instant.EPOCH, now);
  }

  /** What has become due since the end of this one. */
  public DueWindow following(Instant now) {
    return new DueWindow(until.plusNanos(1), now);
  }

  public boolean contains(Instant nextCheckAt) {
    return !nextCheckAt.isBefore(from) && !nextCheckAt.isAfter(until);
  }
}
