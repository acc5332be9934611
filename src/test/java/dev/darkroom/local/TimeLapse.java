package dev.darkroom.local;

import dev.darkroom.check.Sweep;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Moves time on, and returns when all has ended that it started. */
@Singleton
final class TimeLapse {
  private static final Duration TIME_OUT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final int CALLERS = 4;

  /** Checks that are due within this time belong to the same step. */
  private static final Duration SAME_STEP = Duration.ofMillis(1500);

  /** Beyond the deadline of ten minutes in small steps, then beyond the life of any link. */
  private static final Duration SMALL_STEP = Duration.ofSeconds(90);

  private static final int SMALL_STEPS = 12;
  private static final Duration END = Duration.ofHours(28);

  private final InProcessSettleQueue queue;
  private final Sweep sweep;
  private final Clock clock;

  TimeLapse(InProcessSettleQueue queue, Sweep sweep, Clock clock) {
    this.queue = queue;
    this.sweep = sweep;
    this.clock = clock;
  }

  /**
   * Submits all side by side, and moves time on until each is over or nothing more will come.
   *
   * @param step once the deadline is over; the number of checks is that of the steps
   */
  void play(List<TrackedEvent> events, Duration step) {
    Caller.submit("warm-up", "a fox"); // the first submit loads classes, and may take too long
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      events.forEach(event -> callers.execute(event::submit));
    }
    awaitIdle();
    for (int i = 0; i < SMALL_STEPS && !areOver(events); i++) {
      advance(SMALL_STEP);
    }
    for (var at = Duration.ZERO; at.compareTo(END) < 0 && !areOver(events); at = at.plus(step)) {
      advance(step);
    }
    areOver(events);
  }

  /** Moves time on, sweeps, and waits until nothing more happens by itself. */
  void advance(Duration time) {
    MovableClock.advance(time);
    sweep.run(TIME_OUT);
    awaitIdle();
  }

  /** Waits until nothing more happens by itself for a while. */
  void awaitIdle() {
    await(this::isIdle);
    for (var next = queue.nextVisibleAt();
        next.filter(this::isOfThisStep).isPresent();
        next = queue.nextVisibleAt()) {
      var left = Duration.between(clock.instant(), next.get());
      MovableClock.advance(left.isPositive() ? left : Duration.ZERO);
      await(this::isIdle);
    }
  }

  private boolean isOfThisStep(Instant next) {
    return next.isBefore(clock.instant().plus(SAME_STEP));
  }

  /** The simulator first: its callbacks put checks on the queue, and no check makes a callback. */
  private boolean isIdle() {
    return LocalWorld.simulator().isIdle() && queue.isIdle();
  }

  private static boolean areOver(List<TrackedEvent> events) {
    events.stream().filter(event -> !event.isOver()).forEach(TrackedEvent::look);
    return events.stream().allMatch(TrackedEvent::isOver);
  }

  private static void await(BooleanSupplier wanted) {
    var end = Instant.now().plus(TIME_OUT);
    while (!wanted.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("it never became quiet");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
