package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.check.Sweep;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A settle queue, its consumer and the sweep's schedule, on a clock that moves when it is told to:
 * what would happen in so much time happens at once.
 */
final class ManualClockQueue implements SettleQueue {
  private static final Duration SCHEDULE = Duration.ofMinutes(1);

  /** As deployed: a message whose consumer failed is seen again after this, five times in all. */
  private static final Duration INVISIBLE = Duration.ofMinutes(12);

  private static final int MOST_RECEIVES = 5;

  private final ManualClock clock;
  private final List<Message> messages = new ArrayList<>();
  private final List<Check> dead = new ArrayList<>();
  private boolean isLossy;
  private boolean isDown;
  private int failedSweeps;

  private record Message(Check check, Instant due, int receives) {}

  ManualClockQueue(ManualClock clock) {
    this.clock = clock;
  }

  /** From now on the queue loses everything: only the sweep is left. */
  void loseMessages() {
    isLossy = true;
    messages.clear();
  }

  /** The queue takes nothing until it comes back. */
  void goDown() {
    isDown = true;
  }

  void comeBack() {
    isDown = false;
  }

  @Override
  public int waiting() {
    return messages.size();
  }

  int failedSweeps() {
    return failedSweeps;
  }

  List<Check> dead() {
    return List.copyOf(dead);
  }

  @Override
  public void put(Check check, Duration delay) {
    if (isDown) {
      throw new IllegalStateException("the queue is down");
    }
    if (delay.compareTo(LONGEST_DELAY) > 0) {
      throw new AssertionError("the queue cannot wait " + delay);
    }
    boolean isOfTheSweep = check.source() instanceof Check.Source.Sweep && check.retryCount() == 0;
    if (!isLossy || isOfTheSweep) {
      messages.add(new Message(check, clock.instant().plus(delay), 0));
    }
  }

  /** Lets time pass. */
  void pass(Duration time, Consumer<Check> settle, Sweep sweep) {
    var end = clock.instant().plus(time);
    var nextSweep = clock.instant().plus(SCHEDULE);
    while (true) {
      var next = messages.stream().min(Comparator.comparing(Message::due));
      boolean isMessage = next.isPresent() && !next.get().due().isAfter(nextSweep);
      var when = isMessage ? next.get().due() : nextSweep;
      if (when.isAfter(end)) {
        clock.advance(Duration.between(clock.instant(), end));
        return;
      }
      if (when.isAfter(clock.instant())) {
        clock.advance(Duration.between(clock.instant(), when));
      }
      if (isMessage) {
        messages.remove(next.get());
        consume(next.get(), settle);
      } else {
        sweep(sweep);
        nextSweep = nextSweep.plus(SCHEDULE);
      }
    }
  }

  /** Whatever happens to one run, the next is a minute later. */
  private void sweep(Sweep sweep) {
    try {
      sweep.run(Duration.ofSeconds(45));
    } catch (RuntimeException failed) {
      failedSweeps++;
    }
  }

  private void consume(Message message, Consumer<Check> settle) {
    try {
      settle.accept(message.check());
    } catch (RuntimeException failed) {
      int receives = message.receives() + 1;
      if (receives < MOST_RECEIVES) {
        messages.add(new Message(message.check(), clock.instant().plus(INVISIBLE), receives));
      } else {
        dead.add(message.check());
      }
    }
  }
}
