package dev.darkroom.simulator.fal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.fault.TaskFault;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.ResultList;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.util.List;

/**
 * What fal.ai says about a request: its state, its result, and the body of its webhook.
 *
 * <p>A request that failed is completed as any other; the result says what became of it. No page
 * says what a request reads that was taken out of the queue: here it is completed, with the
 * documented error {@code client_cancelled}.
 *
 * @param base of the queue
 */
record FalRecord(String base) {
  static final String REQUEST_ID = "X-Fal-Request-Id";

  private static final String CANCELLED = "client_cancelled";
  private static final String CANCELLED_WORDS = "The request was cancelled by the client.";

  /** What every state has. */
  ObjectNode head(SimulatedTask task, String state) {
    var response = base + "/" + app(task.order().model()) + "/requests/" + task.id();
    return JsonNodeFactory.instance
        .objectNode()
        .put("status", state)
        .put("request_id", task.id())
        .put("response_url", response)
        .put("status_url", response + "/status")
        .put("cancel_url", response + "/cancel");
  }

  /** The first two segments of a model's name. */
  static String app(String model) {
    var segments = model.split("/", 3);
    return segments[0] + "/" + segments[1];
  }

  /**
   * The state.
   *
   * @param hasLogs whether the call asks for them
   */
  ApiResponse state(SimulatedTask task, Stage stage, boolean hasLogs) {
    var body = head(task, word(task, stage, "COMPLETED"));
    if (stage.isWaiting()) {
      body.put("queue_position", 0);
    } else if (hasLogs) {
      body.putArray("logs").add(log(task));
    } else {
      body.putNull("logs");
    }
    if (stage.isOver()) {
      body.putObject("metrics").put("inference_time", task.length().toMillis() / 1000.0);
      omitState(body, task);
    }
    if (stage instanceof Stage.Cancelled) {
      body.put("error", CANCELLED_WORDS).put("error_type", CANCELLED);
    }
    return new ApiResponse.Json(stage.isOver() ? 200 : 202, body).with(REQUEST_ID, task.id());
  }

  /** The result, which is the error of a request that failed. */
  ApiResponse result(SimulatedTask task, Stage stage, List<String> pictures) {
    var result =
        switch (stage) {
          case Stage.Accepted _, Stage.Queued _, Stage.Processing _, Stage.Reviewing _ ->
              FalErrors.ofPlatform(400, "Request is still in progress");
          case Stage.Completed _ -> new ApiResponse.Json(200, pictures(task, pictures));
          case Stage.Failed(boolean isExplained) ->
              new ApiResponse.Json(isExplained ? 422 : 500, failure(isExplained));
          case Stage.Cancelled() -> FalErrors.ofRequest(499, CANCELLED, CANCELLED_WORDS);
        };
    return result.with(REQUEST_ID, task.id());
  }

  /** The body of a webhook; none is documented for a state before the end. */
  static ObjectNode webhook(SimulatedTask task, Stage stage, List<String> pictures) {
    boolean isFailed = stage instanceof Stage.Failed;
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("request_id", task.id())
            .put("gateway_request_id", task.id())
            .put("status", word(task, stage, isFailed ? "ERROR" : "OK"))
            .putNull("payload");
    if (stage instanceof Stage.Failed(boolean isExplained)) {
      body.put("error", "Invalid status code: " + (isExplained ? 422 : 500));
      body.set("payload", failure(isExplained));
    }
    if (stage instanceof Stage.Completed) {
      body.set("payload", pictures(task, pictures));
    }
    if (stage.isOver()) {
      omitState(body, task);
    }
    return body;
  }

  private static String word(SimulatedTask task, Stage stage, String last) {
    return switch (stage) {
      case Stage.Accepted _, Stage.Queued _ -> "IN_QUEUE";
      case Stage.Processing _ -> "IN_PROGRESS";
      case Stage.Reviewing _ -> "REVIEWING";
      case Stage.Completed _, Stage.Failed _, Stage.Cancelled _ -> task.lastWord(last);
    };
  }

  private static void omitState(ObjectNode body, SimulatedTask task) {
    if (task.has(TaskFault.NO_STATE)) {
      body.remove("status");
    }
  }

  private static ObjectNode failure(boolean isExplained) {
    return isExplained
        ? FalErrors.ofModel(
            "prompt",
            "The content was flagged by a content checker: content policy violation.",
            "content_policy_violation")
        : FalErrors.ofModel("", "Internal server error", "internal_server_error");
  }

  private static ObjectNode pictures(SimulatedTask task, List<String> links) {
    var result = JsonNodeFactory.instance.objectNode();
    if (task.has(TaskFault.GARBLED_RESULT)) {
      result.put("images", "[object Object]");
    } else {
      ResultList.put(result, "images", task, links, link -> picture(task, link));
    }
    long seed = task.request().path("seed").asLong(task.order().prompt().hashCode() & 0xffffffffL);
    return result.put("seed", seed);
  }

  private static JsonNode picture(SimulatedTask task, String link) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("url", link)
        .put("content_type", task.format().contentType())
        .put("file_name", fileName(link))
        .put("width", task.size().width())
        .put("height", task.size().height());
  }

  private static String fileName(String link) {
    return link.startsWith("data:") ? "" : link.replaceAll("\\?.*", "").replaceAll(".*/", "");
  }

  private static ObjectNode log(SimulatedTask task) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("message", "painting")
        .put("level", "INFO")
        .put("source", "USER")
        .put("timestamp", task.shown(task.createdAt()).toString());
  }
}
