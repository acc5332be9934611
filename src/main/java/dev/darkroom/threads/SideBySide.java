package dev.darkroom.threads;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The same work on each of a few things, each on a thread of its own. */
public final class SideBySide {
  private SideBySide() {}

  /**
   * Returns when all have ended; what comes of each, in their order.
   *
   * @throws java.util.concurrent.CompletionException with the first failure; it hinders none of the
   *     others
   */
  public static <T, R> List<R> map(List<T> each, Function<T, R> work) {
    try (var threads = Workers.perTask()) {
      var running =
          each.stream()
              .map(one -> CompletableFuture.supplyAsync(() -> work.apply(one), threads))
              .toList();
      return running.stream().map(CompletableFuture::join).toList();
    }
  }
}
