package dev.darkroom.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Runs the same work on several values at once, each on a thread of its own. */
public final class Parallel {
  private Parallel() {}

  /** Work on one value. */
  @FunctionalInterface
  public interface Work<T, R> {
    R on(T value) throws InterruptedException;
  }

  /**
   * Returns when the work on all values has ended; its results are in the order of the values.
   *
   * @throws CompletionException with the first failure as its cause; the work on the other values
   *     is done nevertheless. Also if the caller was interrupted, which ends the work
   */
  public static <T, R> List<R> map(List<T> values, Work<T, R> work) {
    try (var threads = Workers.perTask()) {
      var all = values.stream().<Callable<R>>map(value -> () -> work.on(value)).toList();
      var results = new ArrayList<R>();
      for (var one : threads.invokeAll(all)) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CompletionException("interrupted while parallel work was done", stopped);
    } catch (ExecutionException failed) {
      throw new CompletionException(failed.getCause());
    }
  }
}
