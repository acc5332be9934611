package dev.darkroom.simulator.liangxin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.protocol.ApiRequest;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.ApiRoute;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.Dialect;
import dev.darkroom.simulator.protocol.ParsedCreate;
import dev.darkroom.simulator.protocol.RequestFields;
import dev.darkroom.simulator.protocol.SimulatedRefusal;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * LiangXin, as docs.liangxin.ai had it on 2026-11-20: tasks as kie.ai has them, behind a gateway
 * that is new-api. Where LiangXin is silent, this does what those two do.
 */
public final class LiangxinDialect implements Dialect {
  private static final String CREATE = "/api/v1/jobs/createTask";
  private static final String RECORD = "/api/v1/jobs/recordInfo";
  private static final Pattern TASK_ID = Pattern.compile("(?:^|&)taskId=([^&]*)");
  private static final int LARGEST_BODY = 16 << 20; // a reference of 10 MB in base64 fits

  private final AtomicLong lastMillis = new AtomicLong();

  @Override
  public String name() {
    return "liangxin";
  }

  @Override
  public int largestBody() {
    return LARGEST_BODY;
  }

  @Override
  public ApiRoute route(ApiRequest call) {
    return switch (call.path()) {
      case CREATE -> ApiRoute.only("POST", call, new ApiRoute.Create());
      case RECORD -> ApiRoute.only("GET", call, new ApiRoute.Query(taskIdIn(call.query())));
      default -> new ApiRoute.Nowhere();
    };
  }

  @Override
  public String promptAt() {
    return "/input/prompt";
  }

  @Override
  public ParsedCreate read(ApiRequest call, JsonNode body, boolean isLoopbackTaken) {
    var fields = new RequestFields(body);
    var name = fields.required("/model", 255);
    var known = LiangxinModels.named(name);
    fields.check(known.isPresent(), "/model", "is not supported: " + name);
    fields.object("/input");
    var prompt = fields.required("/input/prompt", Integer.MAX_VALUE);
    var callback = fields.callback("/callBackUrl", isLoopbackTaken);
    known.ifPresent(model -> model.rules().forEach(rule -> rule.check(fields)));
    Optional<PictureSize> size = known.map(model -> model.shape().of(fields));
    return fields.orElseRefused(
        () -> {
          var model = known.orElseThrow();
          return new CreateRequest(
              name, prompt, 1, size.orElseThrow(), model.format(fields), callback);
        });
  }

  /** As in the examples: {@code task_seedream-v4-5_1777600000000}; anybody could guess it. */
  @Override
  public String taskId(CreateRequest order, Instant now) {
    long unique = lastMillis.updateAndGet(last -> Math.max(last + 1, now.toEpochMilli()));
    return "task_" + order.model() + "_" + unique;
  }

  @Override
  public boolean isTaskId(String text) {
    return !text.isBlank();
  }

  @Override
  public ApiResponse accepted(SimulatedTask task) {
    return new ApiResponse.Json(
        200,
        envelope(200, "success", JsonNodeFactory.instance.objectNode().put("taskId", task.id())));
  }

  @Override
  public ObjectNode report(SimulatedTask task, Stage stage, List<String> pictures) {
    return envelope(200, "success", LiangxinRecord.of(task, stage, pictures));
  }

  @Override
  public ApiResponse error(int status, String code, String message) {
    var said = Dialect.code(code);
    return said.isInt() ? task(status, said.intValue(), message) : platform(status, code, message);
  }

  @Override
  public ApiResponse refused(SimulatedRefusal refusal) {
    var what = refusal.message();
    return switch (refusal.kind()) {
      case INVALID -> task(400, 400, what);
      case INVALID_UPSTREAM -> task(422, 422, what);
      case MALFORMED_TASK_ID -> task(400, 400, "taskId is required");
      // kie.ai: "404 task not found"; LiangXin does not say, nor whose tasks one may see.
      case UNKNOWN_TASK, FOREIGN_TASK -> task(404, 404, "task not found");
      // kie.ai's code of missing credits, which it answers with HTTP 200.
      case QUOTA_IN_200 -> task(200, 402, "Credits insufficient");
      case BROKEN -> task(500, 500, "upstream or internal task error");
      case UNAUTHORIZED -> platform(401, "invalid token");
      case QUOTA -> platform(403, "insufficient quota");
      case NO_ACCESS -> platform(403, "access denied to model: " + what);
      case NO_SUCH_PATH -> platform(404, "invalid url");
      case WRONG_METHOD -> platform(405, "method not allowed");
      case TOO_LARGE -> platform(413, "request body too large");
      case THROTTLED -> platform(429, "current group/upstream load is saturated");
    };
  }

  private static String taskIdIn(String query) {
    var found = TASK_ID.matcher(query);
    return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
  }

  /** The task layer's way to say no. */
  private static ApiResponse task(int status, int code, String message) {
    return new ApiResponse.Json(
        status, envelope(code, message, JsonNodeFactory.instance.nullNode()));
  }

  /** The way of the gateway before it. */
  private static ApiResponse platform(int status, String message) {
    return platform(status, "", message);
  }

  private static ApiResponse platform(int status, String code, String message) {
    var envelope = JsonNodeFactory.instance.objectNode();
    envelope
        .putObject("error")
        .put("message", message)
        .put("type", "new_api_error")
        .put("code", code);
    return new ApiResponse.Json(status, envelope);
  }

  private static ObjectNode envelope(int code, String message, JsonNode data) {
    var envelope = JsonNodeFactory.instance.objectNode().put("code", code).put("msg", message);
    envelope.set("data", data);
    return envelope;
  }
}
