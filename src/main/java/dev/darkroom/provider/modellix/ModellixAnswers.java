package dev.darkroom.provider.modellix;

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
import dev.darkroom.provider.support.RetryAfter;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Translates Modellix's answers into results of the port.
 *
 * <p>Its {@code code} is 0 or an HTTP status. A status inside a success counts as if HTTP had said
 * it.
 */
final class ModellixAnswers {
  private static final int FIRST_NO_SUCCESS = 300;
  private static final int LAST_STATUS = 599;

  private final ProviderId provider;
  private final InstantSource clock;

  ModellixAnswers(ProviderId provider, InstantSource clock) {
    this.provider = provider;
    this.clock = clock;
  }

  /** The result of the paid call. */
  SubmitResult submitted(CallOutcome outcome) {
    return ResponseClassifier.submitted(
        provider, outcome, this::accepted, ModellixNotTaken.LIST, this::failure);
  }

  private Optional<SubmitResult> accepted(Answered answered) {
    return TaskIds.ref(provider, task(answered).flatMap(ModellixTask::id))
        .map(ref -> new Accepted(ref, Optional.empty(), Optional.empty()));
  }

  private Failure failure(Answered answered, ErrorCode listed) {
    return ProviderJson.object(answered.body())
        .map(ModellixErrors::in)
        .orElseGet(() -> new ModellixErrors(Optional.empty(), ""))
        .refusal(provider, listed, answered.status());
  }

  /** The result of a query about this task. */
  CheckResult checked(ProviderTaskRef asked, CallOutcome outcome) {
    return ResponseClassifier.checked(outcome, answered -> reported(asked, answered));
  }

  private CheckResult reported(ProviderTaskRef asked, Answered answered) {
    var task = task(answered);
    var id = task.flatMap(ModellixTask::id);
    if (id.isEmpty()) {
      return asHttpError(answered)
          .map(error -> checked(asked, error))
          .orElseGet(
              () ->
                  new Transient(
                      "answered " + answered.status() + " without a task id", Optional.empty()));
    }
    if (!id.get().equals(asked.id())) {
      return new Mismatched();
    }
    var notBefore = RetryAfter.ofSpentWindow(answered.headers(), clock);
    return new Reported(
        task.get().report(provider, notBefore),
        Optional.empty(),
        Optional.empty(),
        answered.answeredAt());
  }

  private static Optional<ModellixTask> task(Answered answered) {
    return ProviderJson.object(answered.body()).map(ModellixTask::new);
  }

  /** The error that a success holds, if its code is a status of HTTP. */
  private static Optional<Answered> asHttpError(Answered answered) {
    return ProviderJson.object(answered.body())
        .flatMap(body -> ProviderJson.whole(body.path("code"), LAST_STATUS))
        .filter(code -> code >= FIRST_NO_SUCCESS)
        .map(code -> new Answered(code.intValue(), answered.headers(), answered.body()));
  }
}
