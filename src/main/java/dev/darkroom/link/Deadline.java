package dev.darkroom.link;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * The end of a time budget.
 *
 * @param nanoTime on the clock of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {
  private static final String BROKEN = "the connection broke";

  public static Deadline in(Duration budget) {
    return new Deadline(System.nanoTime() + budget.toNanos());
  }

  /** The nanoseconds left; not negative. */
  public long remaining() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  /**
   * Waits for a future, at most until the deadline.
   *
   * @throws IOException if it fails or is late; its text names no host, address or link
   */
  public <T> T await(Future<T> future) throws IOException, InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(remaining(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new IOException("no answer in time", late);
    } catch (ExecutionException failed) {
      throw new IOException(
          Optional.ofNullable(failed.getCause()).map(Deadline::reason).orElse(BROKEN), failed);
    }
  }

  private static String reason(Throwable cause) {
    return switch (cause) {
      case ConnectException _ -> "the host could not be connected to";
      case SSLException _ -> "there is no secure connection to the host";
      default -> BROKEN;
    };
  }
}
