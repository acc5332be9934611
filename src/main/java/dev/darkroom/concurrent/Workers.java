package dev.darkroom.concurrent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for work that blocks: one platform thread for each task (ADR 17). */
final class Workers {
  private Workers() {}

  /** Closing it waits for the work that was begun. */
  static ExecutorService perTask() {
    return Executors.newThreadPerTaskExecutor(
        Thread.ofPlatform().daemon().name("worker-", 0).factory());
  }
}
