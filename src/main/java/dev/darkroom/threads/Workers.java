package dev.darkroom.threads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for work that blocks: one for each task, of the platform (ADR 17). */
public final class Workers {
  private Workers() {}

  /** To be closed, which waits for what was begun. */
  public static ExecutorService perTask() {
    return Executors.newThreadPerTaskExecutor(
        Thread.ofPlatform().daemon().name("worker-", 0).factory());
  }
}
