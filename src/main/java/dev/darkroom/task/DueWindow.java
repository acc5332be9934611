package dev.darkroom.task;

import dev.darkroom.base.Bounds;
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

  /** The window that follows this one; with a slow clock it holds hardly anything. */
  public DueWindow following(Instant now) {
    var next = until.plusNanos(1);
    return new DueWindow(next, Bounds.atLeast(now, next));
  }

  public boolean contains(Instant nextCheckAt) {
    return !nextCheckAt.isBefore(from) && !nextCheckAt.isAfter(until);
  }
}
