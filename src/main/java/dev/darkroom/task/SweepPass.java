package dev.darkroom.task;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the sweep has come through the tasks that are due.
 *
 * <p>A pass hands out every task of its window once. The next pass hands out what has become due
 * since; now and then one starts over with everything that is due.
 *
 * @param version counts the writes, from 1; 0 was never written
 * @param startedOver when a pass began with everything that was due
 * @param window which tasks the present pass hands out, by their next check
 * @param after the store's mark of the last page that was handed out; empty: of none
 * @param isDone whether the present pass has handed out its whole window
 * @param oldest since when a requester waits, the longest of those handed out since the pass that
 *     started over; empty: nobody waits
 */
public record SweepPass(
    long version,
    Instant startedOver,
    DueWindow window,
    Optional<String> after,
    boolean isDone,
    Optional<Instant> oldest) {

  /** Before the first sweep. */
  public static SweepPass first(Instant now) {
    return new SweepPass(0, now, DueWindow.upTo(now), Optional.empty(), false, Optional.empty());
  }

  /** The pass that begins with everything that is due, whatever was handed out before. */
  public SweepPass startOver(Instant now) {
    return new SweepPass(
        version, now, DueWindow.upTo(now), Optional.empty(), false, Optional.empty());
  }

  /** The pass that goes on where this one ended. */
  public SweepPass following(Instant now) {
    return new SweepPass(
        version, startedOver, window.following(now), Optional.empty(), false, oldest);
  }

  /**
   * The same pass, to be written, with one more page handed out.
   *
   * @param next the mark of the page; empty: it was the last one
   * @param oldestUnpublished since when the longest waiting requester of the page waits
   */
  public SweepPass handedOut(Optional<String> next, Optional<Instant> oldestUnpublished) {
    return new SweepPass(
        version + 1,
        startedOver,
        window,
        next,
        next.isEmpty(),
        earliest(oldest, oldestUnpublished));
  }

  /** The earlier of two moments, as far as there are any. */
  public static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && other.isPresent()
        ? one.filter(moment -> moment.isBefore(other.get())).or(() -> other)
        : one.or(() -> other);
  }
}
