package dev.darkroom.provider.fal;

import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Silent;
import dev.darkroom.provider.Exchange;
import dev.darkroom.provider.Exchange.Answered;
import dev.darkroom.provider.ProviderJson;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.TaskIds;
import dev.darkroom.provider.Verdict;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import java.util.Optional;
import java.util.function.Supplier;

/** What fal.ai's answers mean. */
final class FalAnswers {
  private final ProviderId provider;
  private final FalOutcome outcome;

  FalAnswers(ProviderId provider) {
    this.provider = provider;
    this.outcome = new FalOutcome(provider);
  }

  /** Of the paid call. */
  SubmitResult submitted(FalApp app, Exchange exchange) {
    return Verdict.submitted(
        provider,
        exchange,
        answered -> taken(app, answered),
        answered -> failure(answered, FalErrors.ofStatus(answered.status())));
  }

  private SubmitResult taken(FalApp app, Answered answered) {
    var body = ProviderJson.object(answered.body());
    var ref =
        TaskIds.ref(
            provider,
            body.flatMap(one -> new FalTask(one).request()).map(id -> FalRef.of(app, id)));
    if (ref.isPresent()) {
      return new Accepted(ref.get(), Optional.empty(), Optional.empty());
    }
    return body.flatMap(FalErrors::in).isPresent() && !body.get().hasNonNull("request_id")
        ? Verdict.refused(answered, failure(answered, GENERATION_FAILED))
        : Verdict.withoutId(answered);
  }

  private Failure failure(Answered answered, ErrorCode byStatus) {
    var error = ProviderJson.object(answered.body()).flatMap(FalErrors::in);
    return FalErrors.failure(error, provider, byStatus, "answered " + answered.status());
  }

  /**
   * Of the two calls about this request.
   *
   * @param result asked for only where the state says that there is one
   */
  CheckResult checked(String request, Exchange state, Supplier<Exchange> result) {
    return Verdict.checked(state, answered -> reported(request, answered, result));
  }

  private CheckResult reported(String request, Answered answered, Supplier<Exchange> result) {
    var body = ProviderJson.object(answered.body());
    var named = body.flatMap(one -> new FalTask(one).request());
    if (named.isEmpty()) {
      return new Silent(
          "answered " + answered.status() + " without a request id", Optional.empty());
    }
    if (!named.get().equals(request)) {
      return new Mismatched();
    }
    var error = FalErrors.in(body.get());
    return switch (new FalTask(body.get()).state()) {
      case RUNNING -> reported(new Running());
      case FAILED -> rejected(error, "it failed without a reason");
      case CANCELLED -> rejected(error, "cancelled");
      case COMPLETED -> outcome.of(error, result.get());
    };
  }

  private CheckResult rejected(Optional<FalErrors> error, String otherwise) {
    return reported(new Rejected(FalErrors.failure(error, provider, GENERATION_FAILED, otherwise)));
  }

  /** Neither the state nor the result says when it was made, or by which model. */
  static CheckResult reported(ProviderReport report) {
    return new Reported(report, Optional.empty(), Optional.empty());
  }
}
