package dev.darkroom.local;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The settle queue within this process: the twin of the SQS queue. A check whose consumer failed
 * arrives again, later each time; what waits when the process ends is lost, and found by the sweep.
 */
public final class InProcessSettleQueue implements SettleQueue, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(InProcessSettleQueue.class);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("settle-queue").factory());
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final CompletableFuture<Consumer<Check>> consumer = new CompletableFuture<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Semaphore places;
  private final Duration firstRetry;

  /**
   * An empty queue without a consumer.
   *
   * @param atOnce how many checks are consumed side by side
   * @param firstRetry how long after its first failure a check arrives again
   */
  public InProcessSettleQueue(int atOnce, Duration firstRetry) {
    this.places = new Semaphore(atOnce);
    this.firstRetry = firstRetry;
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
    if (delay.isPositive()) {
      var unused =
          timer.schedule(
              () -> makeVisible(check, nextRetry), delay.toNanos(), TimeUnit.NANOSECONDS);
    } else {
      makeVisible(check, nextRetry);
    }
  }

  private void makeVisible(Check check, Duration nextRetry) {
    waiting.incrementAndGet();
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
    }
  }

  private void retry(Check check, Duration after, Exception failed) {
    var doubled = after.multipliedBy(2);
    try {
      schedule(check, after, doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled);
      LOG.warnf(failed, "the check of %s failed and comes again", check.task());
    } catch (RejectedExecutionException closed) {
      LOG.debugf("the check of %s is left to the sweep", check.task());
    }
  }
}
