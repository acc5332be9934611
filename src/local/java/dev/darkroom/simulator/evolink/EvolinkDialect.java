package dev.darkroom.simulator.evolink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.darkroom.simulator.fault.TaskFault;
import dev.darkroom.simulator.protocol.ApiRequest;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.ApiRoute;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.Dialect;
import dev.darkroom.simulator.protocol.ParsedCreate;
import dev.darkroom.simulator.protocol.RequestFields;
import dev.darkroom.simulator.protocol.ResultList;
import dev.darkroom.simulator.protocol.SimulatedRefusal;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * EvoLink, as its documents had it on 2026-11-20: "Seedream 5.0 Lite Image Generation" (POST
 * /v1/images/generations), "Query Task Status" (GET /v1/tasks/{id}) and "Get Credits Usage" (GET
 * /v1/credits). Idempotency keys, the list of tasks and the cost are those of its own client
 * (EvoLinkAI/evolink-mcp @48a8fe9a, 2026-11-26).
 */
public final class EvolinkDialect implements Dialect {
  private static final String CREATE = "/v1/images/generations";
  private static final String LIST = "/v1/tasks";
  private static final String TASKS = "/v1/tasks/";
  private static final String CREDITS = "/v1/credits";
  private static final String ID_PREFIX = "task-unified-";

  private static final int ESTIMATED_SECONDS = 45;
  private static final BigDecimal CREDITS_PER_DOLLAR = BigDecimal.valueOf(68);

  private final SecureRandom random = new SecureRandom();

  @Override
  public String name() {
    return "evolink";
  }

  @Override
  public ApiRoute route(ApiRequest call) {
    var path = call.path();
    if (path.equals(CREATE)) {
      return ApiRoute.only("POST", call, new ApiRoute.Create());
    }
    if (path.equals(CREDITS)) {
      return ApiRoute.only("GET", call, new ApiRoute.Plain(credits()));
    }
    if (path.equals(LIST)) {
      return ApiRoute.only("GET", call, list(call.query()));
    }
    boolean isTask = path.startsWith(TASKS) && path.indexOf('/', TASKS.length()) < 0;
    return isTask
        ? ApiRoute.only("GET", call, new ApiRoute.Query(path.substring(TASKS.length())))
        : new ApiRoute.Nowhere();
  }

  private static ApiRoute list(String query) {
    return new ApiRoute.Tasks(
        number(query, "page", 1, Integer.MAX_VALUE), number(query, "page_size", 20, 50));
  }

  private static int number(String query, String name, int otherwise, int most) {
    return Stream.of(query.split("&"))
        .filter(pair -> pair.matches(name + "=[1-9][0-9]{0,8}"))
        .map(pair -> Math.min(Integer.parseInt(pair.substring(name.length() + 1)), most))
        .findFirst()
        .orElse(otherwise);
  }

  @Override
  public boolean hasIdempotencyKeys() {
    return true;
  }

  /** Without prompts and links. */
  @Override
  public ObjectNode page(List<ListedTask> tasks, int total, int page, int size) {
    var answer = JsonNodeFactory.instance.objectNode();
    var data = answer.putArray("data");
    for (var one : tasks) {
      var report = report(one.task(), one.stage(), List.of());
      boolean isDone = one.stage() instanceof Stage.Completed;
      data.addObject()
          .put("id", one.task().id())
          .put("model", one.task().order().model())
          .put("type", "image")
          .put("status", report.path("status").asText("processing"))
          .put("progress", report.path("progress").asInt())
          .put("created_at", one.task().shown(one.task().createdAt()).getEpochSecond())
          .put("has_results", isDone)
          .put("has_error", one.stage() instanceof Stage.Failed)
          .put("credits_used", isDone ? credits(one.task().order()) : BigDecimal.ZERO);
    }
    return answer.put("total", total).put("page", page).put("page_size", size);
  }

  @Override
  public String promptAt() {
    return "/prompt";
  }

  @Override
  public ParsedCreate read(ApiRequest call, JsonNode body, boolean isLoopbackTaken) {
    var fields = new RequestFields(body);
    var name = fields.required("/model", 255);
    var model = EvolinkModels.named(name);
    return model
        .map(it -> it.read(fields, isLoopbackTaken))
        .orElseGet(
            () ->
                new SimulatedRefusal(
                    SimulatedRefusal.Kind.INVALID, "model is not a known one: " + name));
  }

  @Override
  public String taskId(CreateRequest order, Instant now) {
    var unique = Long.toString(random.nextLong(1L << 52, 1L << 53), 36);
    return ID_PREFIX + now.getEpochSecond() + "-" + unique;
  }

  @Override
  public boolean isTaskId(String text) {
    return text.startsWith(ID_PREFIX);
  }

  @Override
  public ApiResponse accepted(SimulatedTask task) {
    var answer = head(task).put("progress", 0).put("status", "pending");
    answer.putObject("task_info").put("can_cancel", true).put("estimated_time", ESTIMATED_SECONDS);
    answer.put("type", "image");
    answer
        .putObject("usage")
        .put("billing_rule", "per_call")
        .put("credits_reserved", credits(task.order()))
        .put("user_group", "default");
    return new ApiResponse.Json(200, answer);
  }

  @Override
  public ObjectNode report(SimulatedTask task, Stage stage, List<String> pictures) {
    var report = head(task);
    switch (stage) {
      case Stage.Accepted(), Stage.Queued() -> report.put("progress", 0).put("status", "pending");
      case Stage.Processing(int progress) ->
          report.put("progress", progress).put("status", "processing");
      case Stage.Reviewing() -> report.put("progress", 90).put("status", "reviewing");
      case Stage.Completed _ -> {
        end(report, task, "completed");
        if (task.has(TaskFault.GARBLED_RESULT)) {
          report.put("results", "[object Object]");
        } else {
          ResultList.put(report, "results", task, pictures, TextNode::new);
        }
        report.set("usage", usage(credits(task.order())));
      }
      case Stage.Failed(boolean isExplained) -> {
        end(report, task, "failed");
        if (isExplained) {
          report.set(
              "error",
              error(
                  "content_policy_violation",
                  "Content policy violation.\nYour request was blocked by safety filters.",
                  "task_error"));
        }
      }
      case Stage.Cancelled() -> end(report, task, "cancelled");
    }
    report.putObject("task_info").put("can_cancel", !stage.isOver());
    return report.put("type", "image");
  }

  @Override
  public ApiResponse error(int status, String code, String message) {
    var envelope = JsonNodeFactory.instance.objectNode();
    var error = error(code, message, "api_error");
    error.set("code", Dialect.code(code));
    envelope.set("error", error);
    return new ApiResponse.Json(status, envelope);
  }

  @Override
  public ApiResponse refused(SimulatedRefusal refusal) {
    var invalid = "invalid_request_error";
    return switch (refusal.kind()) {
      case INVALID, INVALID_UPSTREAM -> error(400, "invalid_request", refusal.message(), invalid);
      case MALFORMED_TASK_ID ->
          error(
              400,
              "invalid_task_id",
              "Invalid task ID format, must start with '" + ID_PREFIX + "'",
              invalid);
      case UNAUTHORIZED ->
          error(401, "unauthorized", "Invalid or expired token", "authentication_error");
      case QUOTA -> quota(402);
      case QUOTA_IN_200 -> quota(200);
      case NO_ACCESS ->
          error(
              403,
              "model_access_denied",
              "Token does not have access to model: " + refusal.message(),
              invalid);
      case FOREIGN_TASK ->
          error(403, "permission_denied", "You don't have permission to access this task", invalid);
      case UNKNOWN_TASK ->
          error(404, "task_not_found", "The requested task could not be found", invalid);
      case NO_SUCH_PATH -> error(404, "not_found", "Unknown path", invalid);
      case WRONG_METHOD -> error(405, "method_not_allowed", "Method not allowed", invalid);
      case TOO_LARGE -> error(413, "request_too_large", "Request body too large", invalid);
      case THROTTLED ->
          error(
              429,
              "rate_limit_exceeded",
              "Too many requests, please try again later",
              "rate_limit_error");
      case BROKEN -> error(500, "internal_error", "Internal server error", "api_error");
    };
  }

  private static ObjectNode head(SimulatedTask task) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("created", task.shown(task.createdAt()).getEpochSecond())
        .put("id", task.id())
        .put("model", task.order().model())
        .put("object", "image.generation.task");
  }

  private static void end(ObjectNode report, SimulatedTask task, String word) {
    report.put("progress", 100);
    if (!task.has(TaskFault.NO_STATE)) {
      report.put("status", task.lastWord(word));
    }
  }

  /** 68 credits are a dollar. */
  private static ObjectNode usage(BigDecimal credits) {
    var usage = JsonNodeFactory.instance.objectNode();
    usage.put("billing_rule", "per_call").put("credits_used", credits);
    usage
        .putObject("cost")
        .put("credits", credits)
        .put("usd", credits.divide(CREDITS_PER_DOLLAR, 4, RoundingMode.HALF_UP));
    return usage;
  }

  private static BigDecimal credits(CreateRequest order) {
    return EvolinkModels.named(order.model())
        .map(model -> model.credits().multiply(BigDecimal.valueOf(order.count())))
        .orElse(BigDecimal.ZERO);
  }

  private static ObjectNode credits() {
    var answer = JsonNodeFactory.instance.objectNode();
    var data = answer.putObject("data");
    data.putObject("token")
        .put("remaining_credits", 1000.0)
        .put("unlimited_credits", false)
        .put("used_credits", 0.0);
    data.putObject("user").put("remaining_credits", 1000.0).put("used_credits", 0.0);
    return answer.put("message", "").put("success", true);
  }

  private static ApiResponse quota(int status) {
    return error(
        status,
        "insufficient_quota",
        "Insufficient quota. Please top up your account.",
        "insufficient_quota");
  }

  private static ApiResponse error(int status, String code, String message, String type) {
    var envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("error", error(code, message, type));
    return new ApiResponse.Json(status, envelope);
  }

  private static ObjectNode error(String code, String message, String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("code", code)
        .put("message", message)
        .put("type", type);
  }
}
