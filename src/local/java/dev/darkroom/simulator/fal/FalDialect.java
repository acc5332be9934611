package dev.darkroom.simulator.fal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.fault.Faults;
import dev.darkroom.simulator.fault.TaskFault;
import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.protocol.ApiRequest;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.ApiRoute;
import dev.darkroom.simulator.protocol.ApiRoute.View;
import dev.darkroom.simulator.protocol.CallbackUrl;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.Dialect;
import dev.darkroom.simulator.protocol.ParsedCreate;
import dev.darkroom.simulator.protocol.RequestFields;
import dev.darkroom.simulator.protocol.SimulatedRefusal;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * fal.ai's queue, as docs.fal.ai/documentation/model-apis/inference/queue and /webhooks had it on
 * 2026-11-27, with what the official client ({@code @fal-ai/client} 1.10.1) expects of it.
 *
 * <p>A wrong input is refused at once; at fal.ai it may wait for a runner first. The stream of
 * states ({@code …/status/stream}) is not there.
 */
public final class FalDialect implements Dialect {
  /** Where the keys of webhooks are; fal.ai has them at another host. */
  public static final String KEY_SET = "/.well-known/jwks.json";

  private static final Pattern REQUEST =
      Pattern.compile("/([^/]+/[^/]+)/requests/([^/]+)(/status|/cancel)?");
  private static final Pattern WEBHOOK = Pattern.compile("(?:^|&)fal_webhook=([^&]*)");
  private static final Pattern LOGS = Pattern.compile("(?:^|&)logs=(?:1|true)(?:&|$)");
  private static final int LARGEST_BODY = 16 << 20; // a reference of 10 MB in base64 fits

  /** The header that forbids another model, and what it says then. */
  private static final String NO_FALLBACKS = "x-fal-disable-fallbacks";

  private static final Set<String> YES = Set.of("1", "true", "yes");

  /** "Retried 10 times over 2 hours"; which pauses these are is not documented. */
  private static final List<Duration> PAUSES =
      IntStream.range(0, 10).mapToObj(retry -> Duration.ofSeconds(7L << retry)).toList();

  private final FalWebhookSigner signer = FalWebhookSigner.withNewKey();
  private final FalWebhookSigner forger = FalWebhookSigner.withNewKey();
  private final FalRecord record;

  /**
   * The dialect of a simulator at this address.
   *
   * @param base the simulator's public address
   */
  public FalDialect(URI base) {
    this.record = new FalRecord(base.toString().replaceAll("/+$", "") + "/" + name());
  }

  @Override
  public String name() {
    return "fal";
  }

  @Override
  public String scheme() {
    return "Key";
  }

  /** Keys look like {@code <uuid>:<hex>}, but no document says so. */
  @Override
  public boolean isKey(String key) {
    return !key.isEmpty();
  }

  @Override
  public int largestBody() {
    return LARGEST_BODY;
  }

  @Override
  public List<Duration> pauses() {
    return PAUSES;
  }

  @Override
  public Map<String, String> signature(
      SimulatedTask task, String body, Instant now, boolean isForged) {
    return (isForged ? forger : signer).headers(task.id(), body, now);
  }

  @Override
  public ApiRoute route(ApiRequest call) {
    if (call.path().equals(KEY_SET)) {
      return ApiRoute.only("GET", call, new ApiRoute.Public(signer.keySet()));
    }
    var request = REQUEST.matcher(call.path());
    if (request.matches()) {
      var id = request.group(2);
      return switch (Optional.ofNullable(request.group(3)).orElse("")) {
        case "/cancel" -> ApiRoute.only("PUT", call, new ApiRoute.Cancel(id));
        case "/status" -> ApiRoute.only("GET", call, new ApiRoute.Query(id, View.STATE));
        default -> ApiRoute.only("GET", call, new ApiRoute.Query(id, View.RESULT));
      };
    }
    return FalModel.named(model(call)).isPresent()
        ? ApiRoute.only("POST", call, new ApiRoute.Create())
        : new ApiRoute.Nowhere();
  }

  @Override
  public String promptAt() {
    return "/prompt";
  }

  @Override
  public ParsedCreate read(ApiRequest call, JsonNode body, boolean isLoopbackTaken) {
    var webhook = webhook(call);
    var problem = webhook.flatMap(text -> CallbackUrl.problem(text, isLoopbackTaken));
    if (problem.isPresent()) {
      return new SimulatedRefusal(SimulatedRefusal.Kind.INVALID, "fal_webhook " + problem.get());
    }
    var parsed =
        FalModel.named(model(call))
            .orElseThrow()
            .read(new RequestFields(body), webhook.map(URI::create));
    return parsed instanceof CreateRequest order ? mayFallBack(call, order) : parsed;
  }

  /** "An equivalent endpoint" is another model, with sizes of its own. */
  private CreateRequest mayFallBack(ApiRequest call, CreateRequest order) {
    boolean isWanted = Faults.in(order.prompt(), name()).has(TaskFault.FALLBACK);
    if (!isWanted || YES.contains(call.header(NO_FALLBACKS))) {
      return order;
    }
    return new CreateRequest(
        order.model().replaceAll("/v5/lite/|/v4\\.5/", "/v4/"),
        order.prompt(),
        order.count(),
        new PictureSize(1024, 1024),
        order.format(),
        order.callback(),
        order.isInline());
  }

  @Override
  public String taskId(CreateRequest order, Instant now) {
    return UUID.randomUUID().toString();
  }

  @Override
  public boolean isTaskId(String text) {
    return !text.isBlank();
  }

  /** A request is known under its own app alone. */
  @Override
  public boolean isAddressOf(SimulatedTask task, ApiRequest call) {
    return call.path().startsWith("/" + FalRecord.app(task.order().model()) + "/requests/");
  }

  @Override
  public ApiResponse accepted(SimulatedTask task) {
    var answer = record.head(task, "IN_QUEUE").put("gateway_request_id", task.id());
    return new ApiResponse.Json(200, answer.put("queue_position", 0))
        .with(FalRecord.REQUEST_ID, task.id());
  }

  @Override
  public ObjectNode report(SimulatedTask task, Stage stage, List<String> pictures) {
    return FalRecord.webhook(task, stage, pictures);
  }

  @Override
  public ApiResponse answer(
      ApiRequest call, View view, SimulatedTask task, Stage stage, List<String> pictures) {
    return view == View.STATE
        ? record.state(task, stage, LOGS.matcher(call.query()).find())
        : record.result(task, stage, pictures);
  }

  /** fal.ai/docs/inference-api/queue/cancel (2026-11-27). A running request goes on here. */
  @Override
  public ApiResponse cancelled(Optional<Stage> before) {
    return before
        .map(
            stage -> {
              if (stage.isOver()) {
                return cancelled(400, "ALREADY_COMPLETED");
              }
              return stage.isWaiting()
                  ? cancelled(200, "OK")
                  : cancelled(202, "CANCELLATION_REQUESTED");
            })
        .orElseGet(() -> cancelled(404, "NOT_FOUND"));
  }

  @Override
  public ApiResponse error(int status, String code, String message) {
    return FalErrors.ofRequest(status, code, message);
  }

  @Override
  public ApiResponse refused(SimulatedRefusal refusal) {
    var locked =
        "User is locked. Reason: Exhausted balance. Top up your balance at"
            + " fal.ai/dashboard/billing.";
    return switch (refusal.kind()) {
      case INVALID, INVALID_UPSTREAM -> FalErrors.invalid(refusal.message());
      case QUOTA -> FalErrors.ofPlatform(403, locked);
      case QUOTA_IN_200 -> FalErrors.ofPlatform(200, locked);
      case UNAUTHORIZED ->
          FalErrors.ofPlatform(401, "Authentication is required to access this application.");
      case NO_ACCESS -> FalErrors.ofPlatform(403, "Access denied to " + refusal.message());
      case MALFORMED_TASK_ID, UNKNOWN_TASK, FOREIGN_TASK ->
          FalErrors.ofPlatform(404, "Request not found");
      case NO_SUCH_PATH -> FalErrors.ofPlatform(404, "Application not found");
      case WRONG_METHOD -> FalErrors.ofPlatform(405, "Method Not Allowed");
      case TOO_LARGE -> FalErrors.ofPlatform(413, "Request body too large");
      case THROTTLED -> FalErrors.ofPlatform(429, "Too many requests");
      case BROKEN -> FalErrors.ofPlatform(500, "Internal Server Error");
    };
  }

  private static ApiResponse cancelled(int status, String word) {
    return new ApiResponse.Json(status, JsonNodeFactory.instance.objectNode().put("status", word));
  }

  private static String model(ApiRequest call) {
    return call.path().substring(1);
  }

  private static Optional<String> webhook(ApiRequest call) {
    return Stream.of(WEBHOOK.matcher(call.query()))
        .filter(found -> found.find())
        .map(found -> URLDecoder.decode(found.group(1), UTF_8))
        .findFirst();
  }
}
