package dev.darkroom.simulator.fal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A client of fal.ai's queue that knows nothing of the simulator but its address. */
public final class FalClient implements AutoCloseable {
  public static final String KEY = "fal-test:0123456789abcdef";
  public static final String LITE = "/bytedance/seedream/v5/lite/text-to-image";
  public static final String LITE_EDIT = "/bytedance/seedream/v5/lite/edit";
  public static final String FOUR_FIVE = "/fal-ai/bytedance/seedream/v4.5/text-to-image";
  public static final String FOUR_FIVE_EDIT = "/fal-ai/bytedance/seedream/v4.5/edit";

  private static final String REQUESTS = "/bytedance/seedream/requests/";

  private final Wire wire;

  public FalClient(Simulator simulator) {
    this.wire = new Wire(simulator.url("fal"), "Key");
  }

  /** The least that a create call needs. */
  public static ObjectNode order(String prompt) {
    return JsonNodeFactory.instance.objectNode().put("prompt", prompt);
  }

  /** The path of a create call that is called back. */
  static String calledBackAt(String address) {
    return LITE + "?fal_webhook=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
  }

  HttpResponse<String> create(String path, ObjectNode order)
      throws IOException, InterruptedException {
    return wire.call("POST", path, KEY, order.toString());
  }

  /** The id that an accepted order of Seedream 5.0 lite was given. */
  String accepted(ObjectNode order) throws IOException, InterruptedException {
    return accepted(LITE, order);
  }

  String accepted(String path, ObjectNode order) throws IOException, InterruptedException {
    return Wire.json(create(path, order)).path("request_id").textValue();
  }

  HttpResponse<String> state(String id) throws IOException, InterruptedException {
    return get(REQUESTS + id + "/status");
  }

  HttpResponse<String> result(String id) throws IOException, InterruptedException {
    return get(REQUESTS + id);
  }

  /** The first picture of a result. */
  JsonNode picture(String id) throws IOException, InterruptedException {
    return Wire.json(result(id)).at("/images/0");
  }

  URI link(String id) throws IOException, InterruptedException {
    return URI.create(picture(id).path("url").textValue());
  }

  HttpResponse<String> cancel(String id) throws IOException, InterruptedException {
    return wire.call("PUT", REQUESTS + id + "/cancel", KEY, "");
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return wire.call("GET", path, KEY, "");
  }

  Wire wire() {
    return wire;
  }

  @Override
  public void close() {
    wire.close();
  }
}
