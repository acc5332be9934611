package dev.darkroom.simulator.liangxin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

/** A client of LiangXin that knows nothing of the simulator but its address. */
public final class LiangxinClient implements AutoCloseable {
  public static final String KEY = "sk-liangxin-test";

  private final Wire wire;
  private final JsonMapper json = new JsonMapper();

  public LiangxinClient(Simulator simulator) {
    this.wire = new Wire(simulator.url("liangxin"));
  }

  /** The least that a create call needs. */
  public static ObjectNode order(String prompt) {
    return order("seedream-v4-5", prompt);
  }

  public static ObjectNode order(String model, String prompt) {
    ObjectNode order = JsonNodeFactory.instance.objectNode().put("model", model);
    order.putObject("input").put("prompt", prompt);
    return order;
  }

  public HttpResponse<String> create(ObjectNode order) throws IOException, InterruptedException {
    return wire.call("POST", "/api/v1/jobs/createTask", KEY, order.toString());
  }

  /** The id that an accepted order was given. */
  public String accepted(ObjectNode order) throws IOException, InterruptedException {
    JsonNode answer = Wire.json(create(order));
    return answer.at("/data/taskId").textValue();
  }

  /** The whole answer to a query. */
  public JsonNode answer(String id) throws IOException, InterruptedException {
    return Wire.json(record(id, KEY));
  }

  /** What it says about the task. */
  public JsonNode task(String id) throws IOException, InterruptedException {
    return answer(id).path("data");
  }

  public HttpResponse<String> record(String id, String key)
      throws IOException, InterruptedException {
    return wire.call("GET", "/api/v1/jobs/recordInfo?taskId=" + id, key, "");
  }

  /** The link of a task that is finished already. */
  public URI link(String id) throws IOException, InterruptedException {
    JsonNode result = json.readTree(task(id).path("resultJson").textValue());
    return URI.create(result.at("/resultUrls/0").textValue());
  }

  public Wire wire() {
    return wire;
  }

  @Override
  public void close() {
    wire.close();
  }
}
