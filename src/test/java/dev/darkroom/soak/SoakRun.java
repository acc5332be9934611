package dev.darkroom.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays the tasks in batches. After each batch people decide about some tasks, and time moves on;
 * in between Darkroom is killed. In the end time moves on until nothing is open.
 */
final class SoakRun {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int CALLERS = 8;
  private static final int LARGEST_BATCH = 125;
  private static final int FEWEST_BATCHES = 6;

  /** Time between the batches: within deadlines, beyond them, and beyond the first retries. */
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(15),
          Duration.ofSeconds(45),
          Duration.ofSeconds(90),
          Duration.ofMinutes(3),
          Duration.ofMinutes(2),
          Duration.ofMinutes(12),
          Duration.ofMinutes(2),
          Duration.ofMinutes(50));

  private final SoakSite site;
  private final Darkroom darkroom;
  private final List<SoakTask> tasks;
  private final Random random;
  private final Requester requester;
  private final People people;
  private int unquiet;
  private Duration moved = Duration.ZERO;

  SoakRun(SoakSite site, Darkroom darkroom, Requester requester, List<SoakTask> tasks, long seed) {
    this.site = site;
    this.darkroom = darkroom;
    this.requester = requester;
    this.tasks = List.copyOf(tasks);
    this.random = new Random(seed);
    this.people = new People(requester, site.simulator(), random);
  }

  /** Plays everything, to the end. */
  void play() {
    var canary = requester.canary("evolink");
    if (!canary.body().path("honoured").asBoolean()) {
      throw new IllegalStateException("the canary was answered " + canary);
    }
    advance(Duration.ofMinutes(10));
    int size = Math.clamp(tasks.size() / FEWEST_BATCHES, 1, LARGEST_BATCH);
    for (int from = 0; from < tasks.size(); from += size) {
      int to = Math.min(tasks.size(), from + size);
      play(tasks.subList(from, to));
      people.decide(tasks.subList(0, to));
      killSometimes();
      awaitQuiet();
      advance(STEPS.get(from / size % STEPS.size()));
    }
    end();
  }

  /** How often time moved on although something was still under way. */
  int unquiet() {
    return unquiet;
  }

  Duration moved() {
    return moved;
  }

  private void play(List<SoakTask> batch) {
    boolean isFatal = random.nextInt(3) == 0;
    int fatal = random.nextInt(batch.size());
    var callers = new ArrayList<Runnable>();
    for (int i = 0; i < batch.size(); i++) {
      var task = batch.get(i);
      callers.add(() -> requester.submit(task));
      if (random.nextInt(25) == 0) {
        var late = random.nextBoolean() ? "keep" : "drop";
        callers.add(() -> requester.cancel(task, late));
      }
      if (random.nextInt(25) == 0) {
        callers.add(() -> requester.submit(task)); // a double click
      }
      if (isFatal && i == fatal) {
        callers.add(darkroom::kill);
      }
    }
    try (var threads = Executors.newFixedThreadPool(CALLERS)) {
      callers.forEach(threads::execute);
    }
  }

  private void killSometimes() {
    if (random.nextInt(4) == 0) {
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(200)).toNanos());
      darkroom.kill();
    }
  }

  /** Moves time on, and waits until all has ended that follows. */
  private void advance(Duration time) {
    site.clock().advance(time);
    moved = moved.plus(time);
    awaitQuiet();
  }

  /** Beyond every deadline in small steps, then hour by hour beyond the life of every link. */
  private void end() {
    for (int i = 0; i < 6; i++) {
      advance(Duration.ofMinutes(3));
    }
    for (int i = 0; i < 6; i++) {
      advance(Duration.ofMinutes(15));
    }
    for (int i = 0; i < 40 && hasOpen(); i++) {
      advance(Duration.ofHours(2));
    }
  }

  private boolean hasOpen() {
    return !requester.get("/v1/generations?status=open").body().path("generations").isEmpty();
  }

  /** After two whole sweeps nothing is under way, here or there. */
  private void awaitQuiet() {
    var end = Instant.now().plus(PATIENCE);
    int sweeps = darkroom.sweeps();
    while (darkroom.sweeps() < sweeps + 2 || !site.isQuiet()) {
      if (Instant.now().isAfter(end)) {
        System.out.printf("not quiet: %s, %d sweeps%n", site.unrest(), darkroom.sweeps() - sweeps);
        unquiet++;
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
