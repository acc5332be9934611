package dev.darkroom.local;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The settle queue within this process: the twin of the SQS queue.
 *
 * <p>A check whose consumer failed is retried, later each time. What waits when the process ends is
 * lost, and found by the sweep. Delays are measured by the given clock: a test moves it.
 */
public final class InProcessSettleQueue implements SettleQueue, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(InProcessSettleQueue.class);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

  /** Between two looks at the clock, which may have been moved. */
  private static final Duration TICK = Duration.ofMillis(10);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("settle-queue").factory());
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final CompletableFuture<Consumer<Check>> consumer = new CompletableFuture<>();
  private final PriorityBlockingQueue<Delayed> delayed =
      new PriorityBlockingQueue<>(11, Comparator.comparing(Delayed::visibleAt));
  private final AtomicInteger waiting = new AtomicInteger();

  /** Checks that are visible and not yet consumed. */
  private final AtomicInteger unfinished = new AtomicInteger();

  private final Semaphore places;
  private final Duration firstRetry;
  private final Clock clock;

  /**
   * An empty queue without a consumer.
   *
   * @param atOnce how many checks are consumed side by side
   * @param firstRetry how long after its first failure a check arrives again
   * @param clock of the delays
   */
  public InProcessSettleQueue(int atOnce, Duration firstRetry, Clock clock) {
    this.places = new Semaphore(atOnce);
    this.firstRetry = firstRetry;
    this.clock = clock;
    var unused =
        timer.scheduleWithFixedDelay(
            this::release, TICK.toNanos(), TICK.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Names the one consumer; until then, checks wait. It fails by an exception. */
  public void consume(Consumer<Check> each) {
    if (!consumer.complete(each)) {
      throw new IllegalStateException("the settle queue has a consumer already");
    }
  }

  @Override
  public void put(Check check, Duration delay) {
    schedule(check, delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay, firstRetry);
  }

  @Override
  public int waiting() {
    return waiting.get();
  }

  /** Whether no check is due by now, and none is being consumed. */
  public boolean isIdle() {
    release();
    return unfinished.get() == 0;
  }

  /** When the next check becomes visible; empty: none is delayed. */
  public Optional<Instant> nextVisibleAt() {
    return Optional.ofNullable(delayed.peek()).map(Delayed::visibleAt);
  }

  /** Takes nothing more, interrupts what is running, and waits for it for a moment. */
  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("the settle queue stopped while a check was being consumed");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void schedule(Check check, Duration delay, Duration nextRetry) {
    if (timer.isShutdown()) {
      throw new RejectedExecutionException("the settle queue is closed");
    }
    if (delay.isPositive()) {
      delayed.add(new Delayed(check, clock.instant().plus(delay), nextRetry));
    } else {
      makeVisible(check, nextRetry);
    }
  }

  /** Makes visible what is due by now. */
  private synchronized void release() {
    var now = clock.instant();
    for (var next = delayed.peek();
        next != null && !next.visibleAt().isAfter(now);
        next = delayed.peek()) {
      var due = delayed.remove();
      makeVisible(due.check(), due.nextRetry());
    }
  }

  private void makeVisible(Check check, Duration nextRetry) {
    waiting.incrementAndGet();
    unfinished.incrementAndGet();
    workers.execute(() -> consume(check, nextRetry));
  }

  private void consume(Check check, Duration nextRetry) {
    try {
      var each = consumer.get();
      places.acquire();
      waiting.decrementAndGet();
      try {
        each.accept(check);
      } finally {
        places.release();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (Exception failed) {
      retry(check, nextRetry, failed);
    } finally {
      unfinished.decrementAndGet();
    }
  }

  private void retry(Check check, Duration after, Exception failed) {
    var doubled = after.multipliedBy(2);
    try {
      schedule(check, after, doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled);
      LOG.warnf(failed, "the check of %s failed and is retried", check.task());
    } catch (RejectedExecutionException closed) {
      LOG.debugf("the check of %s is left to the sweep", check.task());
    }
  }

  private record Delayed(Check check, Instant visibleAt, Duration nextRetry) {}
}
