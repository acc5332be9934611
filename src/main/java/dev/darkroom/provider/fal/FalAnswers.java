package dev.darkroom.provider.fal;

import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;

import dev.darkroom.provider.CancelResult;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.CallOutcome.NotSent;
import dev.darkroom.provider.support.CallOutcome.Unanswered;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.ResponseClassifier;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Translates fal.ai's answers into results of the port. */
final class FalAnswers {
  private final ProviderId provider;
  private final FalOutcome outcome;

  FalAnswers(ProviderId provider) {
    this.provider = provider;
    this.outcome = new FalOutcome(provider);
  }

  /** The result of the paid call. */
  SubmitResult submitted(FalApp app, CallOutcome outcome) {
    return ResponseClassifier.submitted(
        provider, outcome, answered -> accepted(app, answered), FalNotTaken.LIST, this::failure);
  }

  private Optional<SubmitResult> accepted(FalApp app, Answered answered) {
    var request = ProviderJson.object(answered.body()).flatMap(body -> new FalTask(body).request());
    return TaskIds.ref(provider, request.map(id -> FalRef.of(app, id)))
        .map(ref -> new Accepted(ref, Optional.empty(), Optional.empty()));
  }

  private Failure failure(Answered answered, ErrorCode listed) {
    return ProviderJson.object(answered.body())
        .flatMap(FalErrors::in)
        .map(error -> error.refusal(provider, listed))
        .orElseGet(() -> Failure.of(listed, "answered " + answered.status(), provider));
  }

  /**
   * The result of the two calls about this request.
   *
   * @param result called only if the state says that there is a result, or says nothing
   */
  CheckResult checked(String request, CallOutcome state, Supplier<CallOutcome> result) {
    return ResponseClassifier.checked(
        state, answered -> at(answered.answeredAt(), reported(request, answered, result)));
  }

  private static CheckResult at(Optional<Instant> theirNow, CheckResult result) {
    return result instanceof Reported(var report, var createdAt, var model, _)
        ? new Reported(report, createdAt, model, theirNow)
        : result;
  }

  private CheckResult reported(String request, Answered answered, Supplier<CallOutcome> result) {
    var body = ProviderJson.object(answered.body());
    var named = body.flatMap(one -> new FalTask(one).request());
    if (named.isEmpty()) {
      return new Transient(
          "answered " + answered.status() + " without a request id", Optional.empty());
    }
    if (!named.get().equals(request)) {
      return new Mismatched();
    }
    var task = new FalTask(body.get());
    var error = FalErrors.in(body.get());
    return switch (task.phase()) {
      case RUNNING -> reported(new Running());
      case UNKNOWN ->
          outcome.of(Optional.empty(), result.get()) instanceof Reported over
              ? over
              : reported(new Running());
      case FAILED -> rejected(error, "it failed without a reason");
      case CANCELLED -> rejected(error, "cancelled");
      case SUCCEEDED -> outcome.of(error, result.get());
    };
  }

  private CheckResult rejected(Optional<FalErrors> error, String otherwise) {
    return reported(new Rejected(FalErrors.failure(error, provider, GENERATION_FAILED, otherwise)));
  }

  /**
   * The result of asking to cancel. Only the documented words mean that a waiting request was taken
   * out of the queue, or that it has ended; any other 400 is an answer that Darkroom cannot read.
   */
  static CancelResult cancelled(CallOutcome outcome) {
    return switch (outcome) {
      case NotSent(var why) -> new CancelResult.Transient(why);
      case Unanswered(var why) -> new CancelResult.Transient(why);
      case Answered answered when says(answered, 200, "OK") -> new CancelResult.Removed();
      case Answered answered when answered.isSuccess() -> new CancelResult.Requested();
      case Answered answered when answered.status() == 404 -> new CancelResult.NotKnown();
      case Answered answered when says(answered, 400, "ALREADY_COMPLETED") ->
          new CancelResult.TooLate();
      case Answered answered -> new CancelResult.Transient("answered " + answered.status());
    };
  }

  private static boolean says(Answered answered, int status, String word) {
    return answered.status() == status
        && ProviderJson.object(answered.body())
            .flatMap(body -> ProviderJson.name(body.path("status")))
            .filter(word::equalsIgnoreCase)
            .isPresent();
  }

  /** Reports without a time and a model: fal.ai names neither in state or result. */
  static CheckResult reported(ProviderReport report) {
    return new Reported(report, Optional.empty(), Optional.empty());
  }
}
