package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.evolink.EvolinkClient;
import dev.darkroom.simulator.fal.FalClient;
import dev.darkroom.simulator.liangxin.LiangxinClient;
import dev.darkroom.simulator.modellix.ModellixClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;

/** What one has to know of each provider to ask all of them for the same. */
enum Provider {
  EVOLINK("/v1/images/generations", "/v1/tasks/", "/id", "/status", "completed", "failed", 402),
  LIANGXIN(
      "/api/v1/jobs/createTask",
      "/api/v1/jobs/recordInfo?taskId=",
      "/data/taskId",
      "/data/state",
      "success",
      "fail",
      403),
  MODELLIX(
      ModellixClient.LITE,
      "/api/v1/tasks/",
      "/data/task_id",
      "/data/status",
      "success",
      "failed",
      402),
  /** A report is of two calls; a request that failed is completed as any other. */
  FAL(
      FalClient.LITE,
      "/bytedance/seedream/requests/",
      "/request_id",
      "/state/status",
      "COMPLETED",
      "COMPLETED",
      403);

  static final String KEY = "sk-test";

  private final String create;
  private final String query;
  private final String idAt;
  private final String stateAt;
  final String done;
  final String failed;
  final int noQuota;

  Provider(
      String create,
      String query,
      String idAt,
      String stateAt,
      String done,
      String failed,
      int noQuota) {
    this.create = create;
    this.query = query;
    this.idAt = idAt;
    this.stateAt = stateAt;
    this.done = done;
    this.failed = failed;
    this.noQuota = noQuota;
  }

  /** The status of an answer about a task that is not over. */
  int atWork() {
    return this == FAL ? 202 : 200;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Wire wire(Simulator simulator) {
    return new Wire(simulator.url(word()), this == FAL ? "Key" : "Bearer");
  }

  /** An order of one picture that may be PNG where one can ask for it. */
  ObjectNode order(String prompt) {
    return switch (this) {
      case EVOLINK -> EvolinkClient.order(prompt);
      case LIANGXIN -> LiangxinClient.order(prompt);
      case MODELLIX -> ModellixClient.order(prompt);
      case FAL -> FalClient.order(prompt);
    };
  }

  /** An order of several pictures; LiangXin makes one, always. */
  ObjectNode order(String prompt, int count) {
    return switch (this) {
      case EVOLINK -> order(prompt).put("n", count);
      case LIANGXIN -> order(prompt);
      case MODELLIX ->
          order(prompt)
              .put("sequential_image_generation", "auto")
              .put("sequential_image_generation_max_images", count);
      case FAL -> order(prompt).put("num_images", count);
    };
  }

  HttpResponse<String> create(Wire wire, String prompt) throws IOException, InterruptedException {
    return create(wire, order(prompt));
  }

  HttpResponse<String> create(Wire wire, ObjectNode order)
      throws IOException, InterruptedException {
    return wire.call("POST", create, KEY, order.toString());
  }

  /** The id that an accepted order was given. */
  String accepted(Wire wire, String prompt) throws IOException, InterruptedException {
    return id(Wire.json(create(wire, prompt)));
  }

  String id(JsonNode answer) {
    return answer.at(idAt).textValue();
  }

  boolean hasId(JsonNode answer) {
    return answer.at(idAt).isTextual();
  }

  JsonNode report(Wire wire, String id) throws IOException, InterruptedException {
    var answer = Wire.json(query(wire, id));
    if (this != FAL) {
      return answer;
    }
    var report = JsonNodeFactory.instance.objectNode();
    report.set("state", answer);
    return report.set("result", Wire.json(resultCall(wire, id)));
  }

  /** Asks how far a task is. */
  HttpResponse<String> query(Wire wire, String id) throws IOException, InterruptedException {
    return wire.call("GET", query + id + (this == FAL ? "/status" : ""), KEY, "");
  }

  /** Asks what came of it, which most providers say in one answer. */
  HttpResponse<String> resultCall(Wire wire, String id) throws IOException, InterruptedException {
    return wire.call("GET", query + id, KEY, "");
  }

  String state(JsonNode report) {
    return report.at(stateAt).asText();
  }

  /** Where a finished report has its list of links, or what is in its place. */
  JsonNode list(JsonNode report) {
    return switch (this) {
      case EVOLINK -> report.path("results");
      case LIANGXIN -> parsed(report.at("/data/resultJson").asText()).path("resultUrls");
      case MODELLIX -> report.at("/data/result/resources");
      case FAL -> report.at("/result/images");
    };
  }

  /** Where a finished report has its result. */
  JsonNode result(JsonNode report) {
    return switch (this) {
      case EVOLINK -> report.path("results");
      case LIANGXIN -> report.at("/data/resultJson");
      case MODELLIX -> report.at("/data/result");
      case FAL -> report.at("/result/images");
    };
  }

  List<URI> links(JsonNode report) {
    return linkTexts(report).stream().map(URI::create).toList();
  }

  /** As they stand there; not all of them can be read as an address. */
  List<String> linkTexts(JsonNode report) {
    return switch (this) {
      case EVOLINK -> report.path("results").valueStream().map(JsonNode::asText).toList();
      case LIANGXIN ->
          parsed(report.at("/data/resultJson").asText())
              .path("resultUrls")
              .valueStream()
              .map(JsonNode::asText)
              .toList();
      case MODELLIX, FAL -> list(report).findValuesAsText("url");
    };
  }

  /** Why a task failed, as far as it says so. */
  String reason(JsonNode report) {
    return switch (this) {
      case EVOLINK -> report.at("/error/message").asText();
      case LIANGXIN -> report.at("/data/failMsg").asText();
      case MODELLIX -> report.path("message").asText().replace("success", "");
      case FAL -> report.at("/result/detail/0/msg").asText().replace("Internal server error", "");
    };
  }

  private static JsonNode parsed(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
