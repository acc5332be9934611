package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Takes orders and answers questions for one provider, in the order of its checks. */
final class Counter {
  private final Studio studio;
  private final Courier courier;
  private final CreateRate rate;

  Counter(Studio studio, Courier courier, CreateRate rate) {
    this.studio = studio;
    this.courier = courier;
    this.rate = rate;
  }

  /**
   * The paid call.
   *
   * @param body empty: not a JSON object
   */
  Reply create(Call call, Optional<ObjectNode> body) {
    String prompt = body.map(json -> json.at(studio.dialect().promptAt()).asText()).orElse("");
    studio.ledger().submitted(prompt);
    body.ifPresent(json -> studio.ledger().read(new CreateReceived(call.path(), json)));
    if (!isKey(call.key())) {
      return refused(Refusal.Kind.UNAUTHORIZED);
    }
    if (!rate.takesOneMore()) {
      return refused(Refusal.Kind.THROTTLED).with("Retry-After", "1");
    }
    if (body.isEmpty()) {
      return refused(new Refusal(Refusal.Kind.INVALID, "the body must be a JSON object"));
    }
    return switch (studio.dialect().read(call, body.get(), studio.options())) {
      case Refusal refusal -> refused(refusal);
      case Order order -> take(call.key(), order, body.get());
    };
  }

  Reply query(Call call, String taskId) {
    if (!isKey(call.key())) {
      return refused(Refusal.Kind.UNAUTHORIZED);
    }
    if (!studio.dialect().isTaskId(taskId)) {
      return refused(Refusal.Kind.MALFORMED_TASK_ID);
    }
    Optional<SimulatedTask> task = studio.book().byId(taskId);
    if (task.isEmpty()) {
      return refused(Refusal.Kind.UNKNOWN_TASK);
    }
    if (!task.get().key().equals(call.key())) {
      return refused(Refusal.Kind.FOREIGN_TASK);
    }
    Instant shown = task.get().shown(studio.options().clock().instant());
    return QueryAnswer.of(studio, task.get()).with(ProviderClock.HEADER, ProviderClock.date(shown));
  }

  Allowance allowance() {
    return rate.allowance();
  }

  Reply plain(Call call, ObjectNode body) {
    return isKey(call.key()) ? new Reply.Json(200, body) : refused(Refusal.Kind.UNAUTHORIZED);
  }

  private Reply take(String key, Order order, ObjectNode request) {
    Faults faults = Faults.in(order.prompt(), studio.dialect().name());
    var unknown = Faults.unknownIn(order.prompt(), Simulator.providers());
    if (!unknown.isEmpty()) {
      return refused(new Refusal(Refusal.Kind.INVALID, "the simulator has no fault " + unknown));
    }
    Optional<Reply> no = turnedAway(key, order, faults);
    if (no.isPresent() && !faults.has(SubmitFault.TAKEN)) {
      return no.get();
    }
    Reply yes = accept(key, order, request, faults);
    return no.orElse(yes);
  }

  private Optional<Reply> turnedAway(String key, Order order, Faults faults) {
    if (faults.has(SubmitFault.KEY_REJECTED)) {
      return Optional.of(refused(Refusal.Kind.UNAUTHORIZED));
    }
    if (key.equals("sk-noaccess")) {
      return Optional.of(refused(new Refusal(Refusal.Kind.NO_ACCESS, order.model())));
    }
    if (key.equals("sk-poor") || faults.has(SubmitFault.QUOTA)) {
      return Optional.of(refused(Refusal.Kind.QUOTA));
    }
    if (faults.has(SubmitFault.ERROR_IN_200)) {
      return Optional.of(refused(Refusal.Kind.QUOTA_IN_200));
    }
    if (faults.has(SubmitFault.THROTTLE_ONCE)
        && studio.ledger().isFirstToThrottle(order.prompt())) {
      return Optional.of(refused(Refusal.Kind.THROTTLED).with("Retry-After", "1"));
    }
    return SubmitAnswer.instead(studio.dialect(), faults);
  }

  private Reply accept(String key, Order order, ObjectNode request, Faults faults) {
    SimulatedTask task =
        studio.book().open(now -> studio.dialect().taskId(order, now), key, order, faults, request);
    studio.ledger().accepted(order.prompt());
    courier.expect(task);
    if (faults.has(SubmitFault.NO_ANSWER) || faults.has(SubmitFault.NO_ANSWER_LOST)) {
      return new Reply.HangUp();
    }
    return faults.has(SubmitFault.ERROR_AFTER_ACCEPT)
        ? refused(Refusal.Kind.BROKEN)
        : SubmitAnswer.accepted(studio.dialect(), task);
  }

  private boolean isKey(String key) {
    return !key.equals("sk-bad") && studio.dialect().isKey(key);
  }

  private Reply refused(Refusal.Kind kind) {
    return refused(new Refusal(kind));
  }

  private Reply refused(Refusal refusal) {
    return studio.dialect().refused(refusal);
  }
}
