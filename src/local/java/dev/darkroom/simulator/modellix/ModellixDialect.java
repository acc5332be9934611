package dev.darkroom.simulator.modellix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.protocol.ApiRequest;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.ApiRoute;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.Dialect;
import dev.darkroom.simulator.protocol.ParsedCreate;
import dev.darkroom.simulator.protocol.RateLimit;
import dev.darkroom.simulator.protocol.RequestFields;
import dev.darkroom.simulator.protocol.SimulatedRefusal;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Modellix, as docs.modellix.ai had it on 2026-11-20. Where it is silent, this does what the
 * official clients expect (Modellix/modellix-cli at 1e2b84e, modellix-agent-canvas at f8c5770). It
 * never calls back.
 */
public final class ModellixDialect implements Dialect {
  private static final String ROOT = "/api/v1/";
  private static final String TASKS = ROOT + "tasks/";

  /** With {@code /async} as the model pages have it, without as the newest page and the CLI do. */
  private static final Pattern CREATE =
      Pattern.compile("/api/v1/(?!tasks/)([^/]+)/([^/]+?)(?:/async)?");

  private static final int LARGEST_BODY = 16 << 20; // an image of 10 MB in base64 fits

  private final SecureRandom random = new SecureRandom();
  private final String address;

  /**
   * The dialect of a simulator at this address.
   *
   * @param base the simulator's public address
   */
  public ModellixDialect(URI base) {
    this.address = base.toString().replaceAll("/+$", "") + "/" + name();
  }

  @Override
  public String name() {
    return "modellix";
  }

  /** Keys look like {@code mdlx-…}, but no document says so. */
  @Override
  public boolean isKey(String key) {
    return !key.isEmpty();
  }

  @Override
  public int largestBody() {
    return LARGEST_BODY;
  }

  /** The names are of older documents; "the reset is in Unix seconds". */
  @Override
  public Map<String, String> headers(RateLimit allowance) {
    return Map.of(
        "X-RateLimit-Limit", Integer.toString(allowance.limit()),
        "X-RateLimit-Remaining", Integer.toString(allowance.remaining()),
        "X-RateLimit-Reset", Long.toString(allowance.reset().getEpochSecond()));
  }

  @Override
  public ApiRoute route(ApiRequest call) {
    var path = call.path();
    return switch (path) {
      case ROOT + "models" -> ApiRoute.only("GET", call, new ApiRoute.Plain(models()));
      case ROOT + "apikey/validate" ->
          ApiRoute.only("GET", call, new ApiRoute.Plain(success(object().put("is_valid", true))));
      case ROOT + "team/balance" ->
          ApiRoute.only("GET", call, new ApiRoute.Plain(success(object().put("balance", 100.0))));
      default -> taskOrModel(call);
    };
  }

  @Override
  public String promptAt() {
    return "/prompt";
  }

  @Override
  public ParsedCreate read(ApiRequest call, JsonNode body, boolean isLoopbackTaken) {
    var path = CREATE.matcher(call.path());
    return path.matches()
        ? ModellixModel.named(path.group(1), path.group(2))
            .map(model -> model.read(new RequestFields(body)))
            .orElseGet(() -> new SimulatedRefusal(SimulatedRefusal.Kind.NO_SUCH_PATH))
        : new SimulatedRefusal(SimulatedRefusal.Kind.NO_SUCH_PATH);
  }

  @Override
  public String taskId(CreateRequest order, Instant now) {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return "task-" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean isTaskId(String text) {
    return !text.isBlank();
  }

  @Override
  public ApiResponse accepted(SimulatedTask task) {
    var data = ModellixRecord.head(task, "pending");
    data.putObject("get_result").put("method", "GET").put("url", address + TASKS + task.id());
    return new ApiResponse.Json(200, success(data));
  }

  @Override
  public ObjectNode report(SimulatedTask task, Stage stage, List<String> pictures) {
    // "No nested error, use message" (an older skill text); with nothing to say it says success.
    boolean isExplained = stage instanceof Stage.Failed(boolean isSaid) && isSaid;
    return envelope(
        0,
        isExplained ? "Content Policy: the prompt was rejected" : "success",
        ModellixRecord.of(task, stage, pictures));
  }

  @Override
  public ApiResponse error(int status, String code, String message) {
    var error = object();
    error.set("code", Dialect.code(code));
    return new ApiResponse.Json(status, error.put("message", message));
  }

  @Override
  public ApiResponse refused(SimulatedRefusal refusal) {
    return switch (refusal.kind()) {
      case INVALID, INVALID_UPSTREAM -> error(400, "Bad Request: " + refusal.message());
      case UNAUTHORIZED -> error(401, "Unauthorized: invalid API key");
      case QUOTA -> error(402, "Payment Required: insufficient balance");
      case QUOTA_IN_200 ->
          new ApiResponse.Json(
              200, envelope(402, "Payment Required: insufficient balance", none()));
      case NO_ACCESS -> error(403, "Forbidden: no access to model " + refusal.message());
      case MALFORMED_TASK_ID, UNKNOWN_TASK, FOREIGN_TASK -> error(404, "Not Found: no such task");
      case NO_SUCH_PATH -> error(404, "Not Found: no such model or provider");
      case WRONG_METHOD -> error(405, "Method Not Allowed: see Allow");
      case TOO_LARGE -> error(413, "Payload Too Large: the body is too large");
      case THROTTLED -> error(429, "Too Many Requests: rate or concurrency limit exceeded");
      case BROKEN -> error(500, "Internal Server Error: please try again later");
    };
  }

  private static ApiRoute taskOrModel(ApiRequest call) {
    var path = call.path();
    if (path.startsWith(TASKS) && path.indexOf('/', TASKS.length()) < 0) {
      return ApiRoute.only("GET", call, new ApiRoute.Query(path.substring(TASKS.length())));
    }
    return CREATE.matcher(path).matches()
        ? ApiRoute.only("POST", call, new ApiRoute.Create())
        : new ApiRoute.Nowhere();
  }

  /**
   * The CLI wants the list beside the envelope's fields, not in {@code data} (its model-data.ts).
   */
  private static ObjectNode models() {
    var answer = envelope(0, "success", none());
    var list = answer.putArray("models");
    for (var model : ModellixModel.ALL) {
      list.addObject()
          .put("slug", model.fullSlug())
          .put("type", model.isEditing() ? "image-to-image" : "text-to-image");
    }
    return answer;
  }

  private static ObjectNode success(ObjectNode data) {
    return envelope(0, "success", data);
  }

  private static ApiResponse error(int status, String message) {
    return new ApiResponse.Json(status, object().put("code", status).put("message", message));
  }

  private static ObjectNode envelope(int code, String message, JsonNode data) {
    var envelope = object().put("code", code).put("message", message);
    if (!data.isNull()) {
      envelope.set("data", data);
    }
    return envelope;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode none() {
    return JsonNodeFactory.instance.nullNode();
  }
}
