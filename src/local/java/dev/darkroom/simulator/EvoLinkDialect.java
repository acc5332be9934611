package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * EvoLink, as its documents had it on 2026-11-20: "Seedream 5.0 Lite Image Generation" (POST
 * /v1/images/generations), "Query Task Status" (GET /v1/tasks/{id}) and "Get Credits Usage" (GET
 * /v1/credits). Longer than most files, since a provider is one file.
 */
final class EvoLinkDialect implements Dialect {
  private static final String CREATE = "/v1/images/generations";
  private static final String TASKS = "/v1/tasks/";
  private static final String CREDITS = "/v1/credits";
  private static final String ID_PREFIX = "task-unified-";

  private static final List<String> MODELS = List.of("doubao-seedream-5.0-lite");
  private static final List<String> RATIOS =
      List.of("auto", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");
  private static final List<String> TIERS = List.of("2K", "3K");
  private static final int LONGEST_PROMPT = 2000;
  private static final int MOST_IMAGES = 15;
  private static final int MOST_REFERENCES = 14;
  private static final long LEAST_AREA = 2560L * 1440;
  private static final long MOST_AREA = 3072L * 3072;
  private static final double MOST_QUOTIENT = 16;
  private static final Pattern LINK = Pattern.compile("https?://[^/\\s]\\S*");

  private static final BigDecimal CREDITS_PER_IMAGE = new BigDecimal("1.8");
  private static final int ESTIMATED_SECONDS = 45;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String name() {
    return "evolink";
  }

  @Override
  public Route route(Call call) {
    String path = call.path();
    if (path.equals(CREATE)) {
      return Route.only("POST", call, new Route.Create());
    }
    if (path.equals(CREDITS)) {
      return Route.only("GET", call, new Route.Plain(credits()));
    }
    boolean isTask = path.startsWith(TASKS) && path.indexOf('/', TASKS.length()) < 0;
    return isTask
        ? Route.only("GET", call, new Route.Query(path.substring(TASKS.length())))
        : new Route.Nowhere();
  }

  @Override
  public String promptAt() {
    return "/prompt";
  }

  @Override
  public Reading read(Call call, JsonNode body, SimulatorOptions options) {
    var fields = new Fields(body);
    String model = fields.required("/model", 255);
    fields.check(MODELS.contains(model), "/model", "is not a known model");
    String prompt = fields.required("/prompt", LONGEST_PROMPT);
    int count = fields.integer("/n", 1, MOST_IMAGES).orElse(1);
    String tier = fields.oneOf("/quality", TIERS).orElse("2K");
    String sizeText = fields.text("/size").orElse("2048x2048");
    Optional<PictureSize> size = size(sizeText, tier);
    fields.check(size.isPresent(), "/size", "must be a ratio of " + RATIOS + " or WxH in range");
    fields.oneOf("/prompt_priority", List.of("standard"));
    List<JsonNode> references = fields.list("/image_urls", MOST_REFERENCES);
    fields.check(
        references.stream().allMatch(link -> LINK.matcher(link.asText()).matches()),
        "/image_urls",
        "must be http or https links");
    fields.check(
        references.size() + count <= MOST_IMAGES, "/n", "plus reference images exceeds 15");
    fields.object("/model_params");
    Optional<String> format = fields.oneOf("/model_params/output_format", List.of("jpeg", "png"));
    boolean isSearch =
        fields.list("/model_params/tools", 1).stream()
            .allMatch(tool -> tool.path("type").asText().equals("web_search"));
    fields.check(isSearch, "/model_params/tools", "must be of type web_search");
    Optional<String> callback = fields.text("/callback_url");
    callback
        .flatMap(text -> CallbackAddress.problem(text, options.loopbackCallbacks()))
        .ifPresent(problem -> fields.check(false, "/callback_url", problem));
    return fields.orElseRefused(
        () ->
            new Order(
                model,
                prompt,
                count,
                size.orElseThrow(),
                format.filter("png"::equals).isPresent() ? PictureFormat.PNG : PictureFormat.JPEG,
                callback.map(URI::create)));
  }

  @Override
  public String taskId(Order order, Instant now) {
    String unique = Long.toString(random.nextLong(1L << 52, 1L << 53), 36);
    return ID_PREFIX + now.getEpochSecond() + "-" + unique;
  }

  @Override
  public boolean isTaskId(String text) {
    return text.startsWith(ID_PREFIX);
  }

  @Override
  public Reply accepted(SimulatedTask task) {
    ObjectNode answer = head(task).put("progress", 0).put("status", "pending");
    answer.putObject("task_info").put("can_cancel", true).put("estimated_time", ESTIMATED_SECONDS);
    answer.put("type", "image");
    answer
        .putObject("usage")
        .put("billing_rule", "per_call")
        .put(
            "credits_reserved",
            CREDITS_PER_IMAGE.multiply(BigDecimal.valueOf(task.order().count())))
        .put("user_group", "default");
    return new Reply.Json(200, answer);
  }

  @Override
  public ObjectNode report(SimulatedTask task, Stage stage, List<URI> pictures) {
    ObjectNode report = head(task);
    switch (stage) {
      case Stage.Waiting(), Stage.Queued() -> report.put("progress", 0).put("status", "pending");
      case Stage.Processing(int progress) ->
          report.put("progress", progress).put("status", "processing");
      case Stage.Reviewing() -> report.put("progress", 90).put("status", "reviewing");
      case Stage.Completed _ -> {
        report.put("progress", 100).put("status", "completed");
        if (task.has(Fault.GARBLED_RESULT)) {
          report.put("results", "[object Object]");
        } else {
          var results = report.putArray("results");
          pictures.forEach(link -> results.add(link.toString()));
        }
      }
      case Stage.Failed(boolean isExplained) -> {
        report.put("progress", 100).put("status", "failed");
        if (isExplained) {
          report.set(
              "error",
              error(
                  "content_policy_violation",
                  "Content policy violation.\nYour request was blocked by safety filters.",
                  "task_error"));
        }
      }
    }
    boolean isOpen = !(stage instanceof Stage.Completed || stage instanceof Stage.Failed);
    report.putObject("task_info").put("can_cancel", isOpen);
    return report.put("type", "image");
  }

  @Override
  public Reply refused(Refusal refusal) {
    String invalid = "invalid_request_error";
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

  private static Optional<PictureSize> size(String text, String tier) {
    return RATIOS.contains(text)
        ? Optional.of(PictureSize.seedream(text, tier))
        : PictureSize.ofPixels(text)
            .filter(size -> size.area() >= LEAST_AREA && size.area() <= MOST_AREA)
            .filter(size -> size.quotient() <= MOST_QUOTIENT);
  }

  private static ObjectNode head(SimulatedTask task) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("created", task.createdAt().getEpochSecond())
        .put("id", task.id())
        .put("model", task.order().model())
        .put("object", "image.generation.task");
  }

  private static ObjectNode credits() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode data = answer.putObject("data");
    data.putObject("token")
        .put("remaining_credits", 1000.0)
        .put("unlimited_credits", false)
        .put("used_credits", 0.0);
    data.putObject("user").put("remaining_credits", 1000.0).put("used_credits", 0.0);
    return answer.put("message", "").put("success", true);
  }

  private static Reply quota(int status) {
    return error(
        status,
        "insufficient_quota",
        "Insufficient quota. Please top up your account.",
        "insufficient_quota");
  }

  private static Reply error(int status, String code, String message, String type) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("error", error(code, message, type));
    return new Reply.Json(status, envelope);
  }

  private static ObjectNode error(String code, String message, String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("code", code)
        .put("message", message)
        .put("type", type);
  }
}
