package dev.darkroom.check;

import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStore.DueTask;
import dev.darkroom.threads.SideBySide;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;

/**
 * The safety net: puts every task that is due on the settle queue, whatever else was lost.
 *
 * <p>A task is queued first and put off after: a crash in between has it queued twice, never not at
 * all.
 */
@ApplicationScoped
public class Sweep {
  private static final int PAGE = 500;

  /** Side by side: as many connections as the clients keep open to one host. */
  private static final int PARTS = 5;

  /** How long settlement has before the sweep asks for the same task again. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final TaskStore store;
  private final SettleQueue queue;
  private final Clock clock;
  private final StepLog log;

  Sweep(TaskStore store, SettleQueue queue, Clock clock, StepLog log) {
    this.store = store;
    this.queue = queue;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Sweeps once.
   *
   * @param budget stops after the first page that ends past it; what is left is due in a minute
   * @return how many tasks were queued
   */
  public int run(Duration budget) {
    var watch = StopWatch.start();
    int queued = 0;
    var oldest = clock.instant();
    List<DueTask> page;
    do {
      page = store.due(clock.instant(), PAGE);
      var parts = page.stream().gather(Gatherers.windowFixed(PAGE / PARTS)).toList();
      oldest = SideBySide.map(parts, this::queuePart).stream().reduce(oldest, Sweep::earlier);
      queued += page.size();
    } while (page.size() == PAGE && watch.elapsed().compareTo(budget) < 0);
    log.aside(
        "sweep",
        Optional.empty(),
        "queued:" + queued,
        watch.elapsed(),
        Measures.NONE.and(Metric.OLDEST_OPEN_TASK, Duration.between(oldest, clock.instant())));
    return queued;
  }

  /**
   * By itself: what cannot be queued hinders none of the other parts, and is still due.
   *
   * @return since when the oldest of them is waited for
   */
  private Instant queuePart(List<DueTask> part) {
    queue.putAll(part.stream().map(Sweep::check).toList());
    return part.stream().map(this::putOff).reduce(clock.instant(), Sweep::earlier);
  }

  private static Check check(DueTask due) {
    return Check.of(due.id()).from(new Check.Source.Sweep());
  }

  /**
   * Whoever moved it in the meantime knows better.
   *
   * @return since when somebody waits for the task; now, if its requester knows the outcome
   */
  private Instant putOff(DueTask due) {
    var now = clock.instant();
    return store
        .postpone(due.id(), due.nextCheckAt(), now.plus(LEASE))
        .filter(task -> !task.told())
        .map(TaskStore.Postponed::createdAt)
        .orElse(now);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
