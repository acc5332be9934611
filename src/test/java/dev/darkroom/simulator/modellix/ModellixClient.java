package dev.darkroom.simulator.modellix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

/** A client of Modellix that knows nothing of the simulator but its address. */
public final class ModellixClient implements AutoCloseable {
  public static final String KEY = "mdlx-test";
  public static final String LITE = "/api/v1/bytedance/seedream-5.0-lite/async";
  public static final String EDIT = "/api/v1/bytedance/seedream-5.0-lite-edit/async";
  public static final String FOUR_FIVE = "/api/v1/bytedance/seedream-4.5-t2i/async";

  private final Wire wire;

  public ModellixClient(Simulator simulator) {
    this.wire = new Wire(simulator.url("modellix"));
  }

  /** The least that a create call needs. */
  public static ObjectNode order(String prompt) {
    return JsonNodeFactory.instance.objectNode().put("prompt", prompt);
  }

  public HttpResponse<String> create(ObjectNode order) throws IOException, InterruptedException {
    return create(LITE, order);
  }

  public HttpResponse<String> create(String path, ObjectNode order)
      throws IOException, InterruptedException {
    return wire.call("POST", path, KEY, order.toString());
  }

  /** The id that an accepted order was given. */
  public String accepted(ObjectNode order) throws IOException, InterruptedException {
    return Wire.json(create(order)).at("/data/task_id").textValue();
  }

  /** The whole answer to a query. */
  public JsonNode answer(String id) throws IOException, InterruptedException {
    return Wire.json(get("/api/v1/tasks/" + id));
  }

  /** What it says about the task. */
  public JsonNode task(String id) throws IOException, InterruptedException {
    return answer(id).path("data");
  }

  public URI link(String id) throws IOException, InterruptedException {
    return URI.create(task(id).at("/result/resources/0/url").textValue());
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return wire.call("GET", path, KEY, "");
  }

  public Wire wire() {
    return wire;
  }

  @Override
  public void close() {
    wire.close();
  }
}
