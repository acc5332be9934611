package dev.darkroom.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Sends callbacks. */
final class CallbackClient implements AutoCloseable {
  /** As EvoLink's document has it (2026-11-20). */
  private static final Duration TIME_OUT = Duration.ofSeconds(10);

  private final HttpClient http;

  CallbackClient(ExecutorService threads) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIME_OUT)
            .executor(threads)
            .build();
  }

  /**
   * Sends one callback.
   *
   * @param headers further ones
   * @return the status of the answer; empty if there was none in time
   */
  Optional<Integer> send(URI address, Map<String, String> headers, String body)
      throws InterruptedException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(TIME_OUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return Optional.of(http.send(request.build(), BodyHandlers.discarding()).statusCode());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
