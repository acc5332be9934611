package dev.darkroom.provider.evolink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.ResponseClassifier;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.util.Optional;

/** Translates EvoLink's answers into results of the port. */
final class EvolinkAnswers {
  private final ProviderId provider;

  EvolinkAnswers(ProviderId provider) {
    this.provider = provider;
  }

  ProviderId provider() {
    return provider;
  }

  /** Whether the answer says that it is the answer to an earlier call with the same key. */
  static boolean isReplay(CallOutcome outcome) {
    return outcome instanceof Answered answered
        && answered
            .headers()
            .getOrDefault("idempotency-replayed", "")
            .strip()
            .equalsIgnoreCase("true");
  }

  /** The result of the paid call. */
  SubmitResult submitted(CallOutcome outcome) {
    return ResponseClassifier.submitted(
        provider, outcome, this::accepted, EvolinkNotTaken.LIST, this::failure);
  }

  private Optional<SubmitResult> accepted(Answered answered) {
    return ProviderJson.object(answered.body()).flatMap(this::accepted);
  }

  private Optional<SubmitResult> accepted(ObjectNode body) {
    var task = new EvolinkTask(task(body));
    return ref(body).map(ref -> new Accepted(ref, task.reserved(), task.estimate()));
  }

  private Failure failure(Answered answered, ErrorCode listed) {
    return ProviderJson.object(answered.body())
        .flatMap(EvolinkErrors::in)
        .map(error -> error.refusal(provider, listed))
        .orElseGet(() -> Failure.of(listed, "answered " + answered.status(), provider));
  }

  /** The result of a query about this task. */
  CheckResult checked(ProviderTaskRef asked, CallOutcome outcome) {
    return ResponseClassifier.checked(outcome, answered -> reported(asked, answered));
  }

  private CheckResult reported(ProviderTaskRef asked, Answered answered) {
    var body = ProviderJson.object(answered.body()).map(EvolinkAnswers::task);
    var id = body.flatMap(one -> TaskIds.in(one.path("id")));
    if (id.isEmpty()) {
      return new Transient(
          "answered " + answered.status() + " without a task id", Optional.empty());
    }
    if (!id.get().equals(asked.id())) {
      return new Mismatched();
    }
    var task = new EvolinkTask(body.get());
    return new Reported(
        task.report(provider, answered.retryAfter()),
        task.created(),
        task.model(),
        answered.answeredAt());
  }

  /** The task's id, if Darkroom can ask about that id. */
  Optional<ProviderTaskRef> ref(ObjectNode body) {
    return TaskIds.ref(provider, TaskIds.in(task(body).path("id")));
  }

  /**
   * The task object in an answer.
   *
   * <p>The document shows the task itself, without {@code data}. A gateway in between may put it
   * into an envelope, whose own id is the call's.
   */
  private static JsonNode task(ObjectNode body) {
    var inner = body.path("data");
    return TaskIds.in(inner.path("id")).isPresent() ? inner : body;
  }
}
