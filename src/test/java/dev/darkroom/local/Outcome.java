package dev.darkroom.local;

import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What became of one event, in the words of the page: {@code succeeded}, {@code failed: …}, or the
 * answer that turned it away; and how often it was paid for.
 *
 * @param record as it is at the end; empty: it never became a task
 */
record Outcome(Optional<Response> record, String words, int paid) {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Nothing that still happens by itself takes longer; then time is moved on. */
  private static final Duration QUIET = Duration.ofMillis(1500);

  /** Beyond the deadline of ten minutes in small steps, then beyond the life of any link. */
  private static final int SMALL_STEPS = 12;

  private static final int STEPS = SMALL_STEPS + 28;

  /** The outcome of a single event. */
  static Outcome of(String id, Map<String, Object> event) {
    var wish = new Wish(id, event);
    await(List.of(wish));
    return wish.outcome();
  }

  /**
   * Submits all, and waits for the end of each: a provisional failure is none before time is over.
   */
  static void await(List<Wish> wishes) {
    wishes.forEach(Wish::submit);
    var end = Instant.now().plus(PATIENCE);
    var quiet = Instant.now().plus(QUIET);
    int steps = 0;
    while (!wishes.stream().allMatch(Wish::isOver)) {
      boolean isNews = wishes.stream().filter(it -> !it.isOver()).filter(Wish::look).count() > 0;
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("time never became quiet");
      }
      if (isNews) {
        quiet = Instant.now().plus(QUIET);
      } else if (Instant.now().isAfter(quiet)) {
        if (steps == STEPS) {
          return;
        }
        MovableClock.advance(steps++ < SMALL_STEPS ? Duration.ofSeconds(90) : Duration.ofHours(1));
        quiet = Instant.now().plus(QUIET);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
