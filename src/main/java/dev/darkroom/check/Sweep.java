package dev.darkroom.check;

import dev.darkroom.concurrent.Parallel;
import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.task.Step;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStore.DuePage;
import dev.darkroom.task.TaskStore.DueTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;

/**
 * The safety net: puts every due task on the settle queue, whatever else was lost.
 *
 * <p>A page of tasks is queued first and noted as handed out afterwards. A crash in between queues
 * it twice, never not at all. Nothing is written about a single task: settlement moves its next
 * check (ADR 12).
 */
@ApplicationScoped
public class Sweep {
  private static final int PAGE = 1_000;

  /** Parts in parallel: as many connections as the clients keep open to one host. */
  private static final int PARTS = 5;

  /** How long settlement has before tasks that are still due are handed out again. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** While more checks wait, the tasks that were handed out are still among them. */
  private static final int MOST_WAITING = 1_000;

  /** The longest time until a lost check is found, however many checks wait. */
  private static final Duration LONGEST_LEASE = Duration.ofMinutes(30);

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
   * @param budget stops after the first page that ends past it; the next run goes on from there
   * @return how many tasks were queued
   */
  public int run(Duration budget) {
    var watch = StopWatch.start();
    var pass = present();
    boolean isWithheld = isLeaseOver(pass);
    int queued = 0;
    Optional<Instant> oldest = isWithheld ? pass.oldest() : Optional.empty();
    boolean isMine;
    do {
      var page = page(pass);
      var oldestUnpublished = queue(page.tasks());
      queued += page.tasks().size();
      oldest = SweepPass.earliest(oldest, oldestUnpublished);
      pass = pass.handedOut(page.next(), oldestUnpublished);
      isMine = store.keep(pass);
    } while (isMine && !pass.isDone() && watch.elapsed().compareTo(budget) < 0);
    write((isMine ? "queued:" : "overtaken:") + queued, oldest, watch);
    return queued;
  }

  /** The next page; from the start of the window where the mark is of another version. */
  private DuePage page(SweepPass pass) {
    try {
      return store.due(pass.window(), pass.after(), PAGE);
    } catch (IllegalArgumentException noMark) {
      return store.due(pass.window(), Optional.empty(), PAGE);
    }
  }

  /** The unfinished pass, or the next one. */
  private SweepPass present() {
    var now = clock.instant();
    var last = store.sweepPass();
    if (last.isEmpty()) {
      return SweepPass.first(now);
    }
    var pass = last.get();
    if (!pass.isDone()) {
      return pass;
    }
    return mayStartOver(pass, now) ? pass.startOver(now) : pass.following(now);
  }

  private boolean mayStartOver(SweepPass pass, Instant now) {
    var age = Duration.between(pass.startedOver(), now);
    return age.compareTo(LONGEST_LEASE) >= 0
        || (isLeaseOver(pass) && queue.waiting() <= MOST_WAITING)
        || isOfTheFuture(pass, now);
  }

  /**
   * Whether the clock of an earlier run was ahead. Its windows would be empty until that time has
   * come, and its lease would not end before.
   */
  private static boolean isOfTheFuture(SweepPass pass, Instant now) {
    var soon = now.plus(LEASE);
    return pass.startedOver().isAfter(soon) || pass.window().from().isAfter(soon);
  }

  private boolean isLeaseOver(SweepPass pass) {
    return !clock.instant().isBefore(pass.startedOver().plus(LEASE));
  }

  /**
   * Queues a page part by part. A part that cannot be queued stops no other, and is still due.
   *
   * @return the creation of the oldest unpublished task
   */
  private Optional<Instant> queue(List<DueTask> page) {
    var parts = page.stream().gather(Gatherers.windowFixed(PAGE / PARTS)).toList();
    return Parallel.map(parts, this::queuePart).stream()
        .reduce(Optional.empty(), SweepPass::earliest);
  }

  private Optional<Instant> queuePart(List<DueTask> part) {
    queue.putAll(part.stream().map(Sweep::check).toList());
    return store.oldestUnpublished(part.stream().map(DueTask::id).toList());
  }

  private static Check check(DueTask due) {
    return Check.of(due.id()).from(new Check.Source.Sweep());
  }

  private void write(String outcome, Optional<Instant> oldest, StopWatch watch) {
    var age = oldest.map(since -> Duration.between(since, clock.instant())).orElse(Duration.ZERO);
    log.event(
        Step.SWEEP,
        Optional.empty(),
        outcome,
        watch.elapsed(),
        Measures.NONE.and(Metric.OLDEST_OPEN_TASK, age));
  }
}
