package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.evolink.EvolinkClient;
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
      402);

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

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Wire wire(Simulator simulator) {
    return new Wire(simulator.url(word()));
  }

  /** An order of one picture that may be PNG where one can ask for it. */
  ObjectNode order(String prompt) {
    return switch (this) {
      case EVOLINK -> EvolinkClient.order(prompt);
      case LIANGXIN -> LiangxinClient.order(prompt);
      case MODELLIX -> ModellixClient.order(prompt);
    };
  }

  /** An order of three pictures; LiangXin makes one, always. */
  ObjectNode orderOfThree(String prompt) {
    return switch (this) {
      case EVOLINK -> order(prompt).put("n", 3);
      case LIANGXIN -> order(prompt);
      case MODELLIX ->
          order(prompt)
              .put("sequential_image_generation", "auto")
              .put("sequential_image_generation_max_images", 3);
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
    return Wire.json(query(wire, id));
  }

  HttpResponse<String> query(Wire wire, String id) throws IOException, InterruptedException {
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
    };
  }

  /** Where a finished report has its result. */
  JsonNode result(JsonNode report) {
    return switch (this) {
      case EVOLINK -> report.path("results");
      case LIANGXIN -> report.at("/data/resultJson");
      case MODELLIX -> report.at("/data/result");
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
      case MODELLIX -> report.at("/data/result/resources").findValuesAsText("url");
    };
  }

  /** Why a task failed, as far as it says so. */
  String reason(JsonNode report) {
    return switch (this) {
      case EVOLINK -> report.at("/error/message").asText();
      case LIANGXIN -> report.at("/data/failMsg").asText();
      case MODELLIX -> report.path("message").asText().replace("success", "");
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
