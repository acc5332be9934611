package dev.darkroom.simulator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One lock for the ledgers of all providers, which signals every entry. */
final class MonitoredLog {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  void write(Runnable entry) {
    locked(
        () -> {
          entry.run();
          changed.signalAll();
          return true;
        });
  }

  /**
   * The entries, as soon as there are that many.
   *
   * @throws IllegalStateException if there are fewer when the time is over
   */
  <T> List<T> await(Supplier<List<T>> entries, int count, Duration timeout)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = timeout.toNanos();
      while (entries.get().size() < count) {
        if (nanos <= 0) {
          throw new IllegalStateException(
              "waited " + timeout + " for " + count + ", got " + entries.get().size());
        }
        nanos = changed.awaitNanos(nanos);
      }
      return entries.get();
    } finally {
      lock.unlock();
    }
  }
}
