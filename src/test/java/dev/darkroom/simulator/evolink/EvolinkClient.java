package dev.darkroom.simulator.evolink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A client of EvoLink that knows nothing of the simulator but its address. */
public final class EvolinkClient implements AutoCloseable {
  public static final String KEY = "sk-evo-test";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper json = new JsonMapper();
  private final URI base;
  private final Wire wire;

  public EvolinkClient(Simulator simulator) {
    this.base = simulator.url("evolink");
    this.wire = new Wire(base);
  }

  /** The least that a create call needs. */
  public static ObjectNode order(String prompt) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("model", "doubao-seedream-5.0-lite")
        .put("prompt", prompt);
  }

  public HttpResponse<String> create(ObjectNode order) throws IOException, InterruptedException {
    return call("POST", "/v1/images/generations", KEY, order.toString());
  }

  /** A create call with an idempotency key. */
  public HttpResponse<String> create(ObjectNode order, String account, String key)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + "/v1/images/generations"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + account)
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(order.toString()));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A page of the account's tasks. */
  public JsonNode list(int page, int size) throws IOException, InterruptedException {
    return json(call("GET", "/v1/tasks?page=" + page + "&page_size=" + size, KEY, ""));
  }

  /** The id that an accepted order was given. */
  public String accepted(ObjectNode order) throws IOException, InterruptedException {
    return json(create(order)).path("id").textValue();
  }

  public JsonNode task(String id) throws IOException, InterruptedException {
    return json(call("GET", "/v1/tasks/" + id, KEY, ""));
  }

  /** The links of a task that is finished already. */
  public URI link(String id, int index) throws IOException, InterruptedException {
    return URI.create(task(id).path("results").path(index).textValue());
  }

  public HttpResponse<String> call(String method, String path, String key, String body)
      throws IOException, InterruptedException {
    return wire.call(method, path, key, body);
  }

  public <T> HttpResponse<T> fetch(URI link, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(link).timeout(PATIENCE).build(), body);
  }

  public JsonNode json(HttpResponse<String> response) throws IOException {
    return json.readTree(response.body());
  }

  @Override
  public void close() {
    wire.close();
    http.close();
  }
}
