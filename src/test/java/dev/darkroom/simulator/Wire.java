package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** HTTP with a key, as a client of any provider has it. */
public final class Wire implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String scheme;

  public Wire(URI base) {
    this(base, "Bearer");
  }

  /**
   * Calls to this address.
   *
   * @param scheme of keys
   */
  public Wire(URI base, String scheme) {
    this.base = base;
    this.scheme = scheme;
  }

  public static JsonNode json(HttpResponse<String> response) throws IOException {
    return new JsonMapper().readTree(response.body());
  }

  /**
   * Sends one request.
   *
   * @param key empty: without one
   */
  public HttpResponse<String> call(String method, String path, String key, String body)
      throws IOException, InterruptedException {
    return call(method, path, key, body, Map.of());
  }

  /** The same with further headers. */
  public HttpResponse<String> call(
      String method, String path, String key, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (!key.isEmpty()) {
      request.header("Authorization", scheme + " " + key);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  public HttpResponse<byte[]> fetch(URI link) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(link).timeout(PATIENCE).build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    http.close();
  }
}
