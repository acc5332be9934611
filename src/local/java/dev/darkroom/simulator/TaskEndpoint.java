package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.fault.Faults;
import dev.darkroom.simulator.fault.ProviderClock;
import dev.darkroom.simulator.fault.SubmitFault;
import dev.darkroom.simulator.protocol.ApiRequest;
import dev.darkroom.simulator.protocol.ApiResponse;
import dev.darkroom.simulator.protocol.ApiRoute;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.Dialect;
import dev.darkroom.simulator.protocol.RateLimit;
import dev.darkroom.simulator.protocol.SimulatedRefusal;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.util.Optional;

/** Answers the create calls and the queries of one provider. */
final class TaskEndpoint {
  private final ProviderContext context;
  private final CallbackSender callbacks;
  private final CreateRateLimiter rate;
  private final IdempotencyKeys keys = new IdempotencyKeys();

  TaskEndpoint(ProviderContext context, CallbackSender callbacks, CreateRateLimiter rate) {
    this.context = context;
    this.callbacks = callbacks;
    this.rate = rate;
  }

  /**
   * The paid call.
   *
   * @param body empty: not a JSON object
   */
  ApiResponse create(ApiRequest call, Optional<ObjectNode> body) {
    String prompt = body.map(json -> json.at(context.dialect().promptAt()).asText()).orElse("");
    context.ledger().submitted(prompt);
    body.ifPresent(json -> context.ledger().read(new CreateCall(call.path(), json)));
    if (!isKey(key(call))) {
      return refused(SimulatedRefusal.Kind.UNAUTHORIZED);
    }
    if (!rate.takesOneMore()) {
      return refused(SimulatedRefusal.Kind.THROTTLED).with("Retry-After", "1");
    }
    if (body.isEmpty()) {
      return refused(
          new SimulatedRefusal(SimulatedRefusal.Kind.INVALID, "the body must be a JSON object"));
    }
    return switch (context
        .dialect()
        .read(call, body.get(), context.options().loopbackCallbacks())) {
      case SimulatedRefusal refusal -> refused(refusal);
      case CreateRequest order -> keyed(call, order, body.get());
    };
  }

  /** A repeat with a known key is answered with the first task; any other call makes one. */
  private synchronized ApiResponse keyed(ApiRequest call, CreateRequest order, ObjectNode body) {
    var key = call.header(IdempotencyKeys.HEADER);
    var faults = Faults.in(order.prompt(), context.dialect().name());
    boolean isIgnored =
        key.isEmpty()
            || !context.dialect().hasIdempotencyKeys()
            || key(call).equals(IdempotencyKeys.KEYLESS_ACCOUNT)
            || faults.has(SubmitFault.KEY_IGNORED);
    if (isIgnored) {
      return take(call, order, body);
    }
    if (!IdempotencyKeys.isValid(key)) {
      return context
          .dialect()
          .error(400, "invalid_idempotency_key", "Idempotency-Key must be 16-96 of [A-Za-z0-9._-]");
    }
    return keys.task(key(call), key)
        .map(first -> replay(first, body))
        .orElseGet(() -> take(call, order, body));
  }

  private ApiResponse replay(SimulatedTask first, ObjectNode body) {
    if (!first.request().equals(body)) {
      return context
          .dialect()
          .error(409, "idempotency_conflict", "The key was used for another request");
    }
    if (first.has(SubmitFault.REPLAY_UNKNOWN)) {
      return context
          .dialect()
          .error(409, "paid_outcome_unknown", "Whether the first request was paid is not known");
    }
    return first.has(SubmitFault.REPLAY_LOST)
        ? new ApiResponse.HangUp()
        : context.dialect().accepted(first).with(IdempotencyKeys.REPLAYED, "true");
  }

  /** A page of the tasks of the account. */
  ApiResponse page(ApiRequest call, int page, int size) {
    if (!isKey(key(call))) {
      return refused(SimulatedRefusal.Kind.UNAUTHORIZED);
    }
    var now = context.options().clock().instant();
    var shown = TaskPage.of(context.book(), key(call), now, page, size);
    var tasks =
        shown.tasks().stream()
            .map(task -> new Dialect.ListedTask(task, context.book().stage(task)))
            .toList();
    return new ApiResponse.Json(200, context.dialect().page(tasks, shown.total(), page, size));
  }

  ApiResponse query(ApiRequest call, ApiRoute.Query query) {
    if (!isKey(key(call))) {
      return refused(SimulatedRefusal.Kind.UNAUTHORIZED);
    }
    if (!context.dialect().isTaskId(query.taskId())) {
      return refused(SimulatedRefusal.Kind.MALFORMED_TASK_ID);
    }
    var task = at(call, query.taskId());
    if (task.isEmpty()) {
      return refused(SimulatedRefusal.Kind.UNKNOWN_TASK);
    }
    if (!task.get().key().equals(key(call))) {
      return refused(SimulatedRefusal.Kind.FOREIGN_TASK);
    }
    var shown = task.get().shown(context.options().clock().instant());
    return QueryAnswer.of(context, task.get(), call, query.view())
        .with(ProviderClock.HEADER, ProviderClock.date(shown));
  }

  /** Takes a task back. One that waits is not billed. */
  ApiResponse cancel(ApiRequest call, String taskId) {
    if (!isKey(key(call))) {
      return refused(SimulatedRefusal.Kind.UNAUTHORIZED);
    }
    var task = at(call, taskId).filter(it -> it.key().equals(key(call)));
    var before = task.map(context.book()::cancel);
    if (before.filter(Stage::isWaiting).isPresent()) {
      context.ledger().takenBack(task.orElseThrow().order().prompt());
    }
    return context.dialect().cancelled(before);
  }

  private Optional<SimulatedTask> at(ApiRequest call, String taskId) {
    return context.book().byId(taskId).filter(task -> context.dialect().isAddressOf(task, call));
  }

  RateLimit allowance() {
    return rate.allowance();
  }

  ApiResponse plain(ApiRequest call, ObjectNode body) {
    return isKey(key(call))
        ? new ApiResponse.Json(200, body)
        : refused(SimulatedRefusal.Kind.UNAUTHORIZED);
  }

  private ApiResponse take(ApiRequest call, CreateRequest order, ObjectNode request) {
    var key = key(call);
    var faults = Faults.in(order.prompt(), context.dialect().name());
    var unknown = Faults.unknownIn(order.prompt(), Simulator.providers());
    if (!unknown.isEmpty()) {
      return refused(
          new SimulatedRefusal(
              SimulatedRefusal.Kind.INVALID, "the simulator has no fault " + unknown));
    }
    var no = turnedAway(key, order, faults);
    if (no.isPresent() && !faults.has(SubmitFault.TAKEN)) {
      return no.get();
    }
    var yes = accept(call, order, request, faults);
    return no.orElse(yes);
  }

  private Optional<ApiResponse> turnedAway(String key, CreateRequest order, Faults faults) {
    if (faults.has(SubmitFault.KEY_REJECTED)) {
      return Optional.of(refused(SimulatedRefusal.Kind.UNAUTHORIZED));
    }
    if (key.equals("sk-noaccess")) {
      return Optional.of(
          refused(new SimulatedRefusal(SimulatedRefusal.Kind.NO_ACCESS, order.model())));
    }
    if (key.equals("sk-poor") || faults.has(SubmitFault.QUOTA)) {
      return Optional.of(refused(SimulatedRefusal.Kind.QUOTA));
    }
    if (faults.has(SubmitFault.ERROR_IN_200)) {
      return Optional.of(refused(SimulatedRefusal.Kind.QUOTA_IN_200));
    }
    if (faults.has(SubmitFault.THROTTLE_ONCE)
        && context.ledger().isFirstToThrottle(order.prompt())) {
      return Optional.of(refused(SimulatedRefusal.Kind.THROTTLED).with("Retry-After", "1"));
    }
    return FaultySubmitAnswer.instead(context.dialect(), faults);
  }

  private ApiResponse accept(
      ApiRequest call, CreateRequest order, ObjectNode request, Faults faults) {
    var task =
        context
            .book()
            .open(now -> context.dialect().taskId(order, now), key(call), order, faults, request);
    boolean isFirst = isFirst(call, task);
    context.ledger().accepted(order.prompt());
    callbacks.expect(task);
    boolean isLost = faults.has(SubmitFault.NO_ANSWER) || faults.has(SubmitFault.NO_ANSWER_LOST);
    if (isLost && isFirst) {
      return new ApiResponse.HangUp();
    }
    return faults.has(SubmitFault.ERROR_AFTER_ACCEPT)
        ? refused(SimulatedRefusal.Kind.BROKEN)
        : FaultySubmitAnswer.accepted(context.dialect(), task);
  }

  /** Whether no call with this key was taken before; without a key every call is the first. */
  private boolean isFirst(ApiRequest call, SimulatedTask task) {
    var key = call.header(IdempotencyKeys.HEADER);
    boolean isFirst = key.isEmpty() || keys.task(key(call), key).isEmpty();
    if (!key.isEmpty()) {
      keys.made(key, task);
    }
    return isFirst;
  }

  private String key(ApiRequest call) {
    return call.key(context.dialect().scheme());
  }

  private boolean isKey(String key) {
    return !key.equals("sk-bad") && context.dialect().isKey(key);
  }

  private ApiResponse refused(SimulatedRefusal.Kind kind) {
    return refused(new SimulatedRefusal(kind));
  }

  private ApiResponse refused(SimulatedRefusal refusal) {
    return context.dialect().refused(refusal);
  }
}
