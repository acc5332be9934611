package dev.darkroom.delivery;

import dev.darkroom.link.Deadline;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The part of the temporary folder that the images in flight may take. A holder of a share never
 * asks for another one, so there is no deadlock.
 */
final class DiskBudget {
  private static final long MIB = 1024 * 1024;

  private final int total;
  private final Semaphore free;

  /**
   * @param bytes counted in whole MiB, at least one
   */
  DiskBudget(long bytes) {
    total = Math.toIntExact(Math.max(1, bytes / MIB));
    free = new Semaphore(total, true);
  }

  /**
   * Waits for that much room, at most until the deadline.
   *
   * @param bytes more than the whole budget counts as the whole budget
   */
  Optional<Share> reserve(long bytes, Deadline deadline) throws InterruptedException {
    int permits = (int) Math.min(total, Math.ceilDiv(bytes, MIB));
    return free.tryAcquire(permits, deadline.remaining(), TimeUnit.NANOSECONDS)
        ? Optional.of(new Share(free, permits))
        : Optional.empty();
  }

  /** The whole budget: a larger image never fits. */
  long bytes() {
    return total * MIB;
  }

  int freeMebibytes() {
    return free.availablePermits();
  }

  /** Reserved room, to be given back once. */
  record Share(Semaphore free, int permits) {
    void giveBack() {
      free.release(permits);
    }
  }
}
