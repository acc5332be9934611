package dev.darkroom.provider.fal;

import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.CallOutcome.NotSent;
import dev.darkroom.provider.support.CallOutcome.Unanswered;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RemoteImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The outcome of a completed request.
 *
 * <p>A failed request is completed like any other; the result call answers its error. The
 * platform's own errors of that call (429, 5xx, not found) say nothing about the request, which may
 * have images.
 */
final class FalOutcome {
  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;
  private static final int SERVER_ERROR = 500;

  private final ProviderId provider;

  FalOutcome(ProviderId provider) {
    this.provider = provider;
  }

  /**
   * The result of the result call.
   *
   * @param error the error in the state, which says less than the result
   */
  CheckResult of(Optional<FalErrors> error, CallOutcome result) {
    var answered = result instanceof Answered some ? Optional.of(some) : Optional.<Answered>empty();
    var success = answered.filter(Answered::isSuccess).flatMap(one -> payload(error, one));
    if (success.isPresent()) {
      return FalAnswers.reported(success.get());
    }
    if (answered.filter(FalOutcome::isOfTheRequest).isPresent()) {
      return FalAnswers.reported(new Rejected(refusal(answered.get())));
    }
    return error
        .<CheckResult>map(
            one -> FalAnswers.reported(new Rejected(one.failure(provider, GENERATION_FAILED))))
        .orElseGet(() -> transientResult(result));
  }

  /** A result without a link is read again later, unless it has an error. */
  private Optional<ProviderReport> payload(Optional<FalErrors> error, Answered answered) {
    return ProviderJson.object(answered.body())
        .map(body -> new FalTask(body).images())
        .map(images -> images.isEmpty() ? without(error) : succeeded(images));
  }

  private static ProviderReport succeeded(List<RemoteImage> images) {
    return new Succeeded(images, Optional.empty());
  }

  private ProviderReport without(Optional<FalErrors> error) {
    return error
        .<ProviderReport>map(one -> new Rejected(one.failure(provider, GENERATION_FAILED)))
        .orElseGet(Running::new);
  }

  private Failure refusal(Answered answered) {
    var error = ProviderJson.object(answered.body()).flatMap(FalErrors::in);
    int status = answered.status();
    return FalErrors.failure(error, provider, FalErrors.ofStatus(status), "answered " + status);
  }

  /**
   * Whether an answer is about the request: a typed error, or a refusal that no platform gives to a
   * GET.
   */
  static boolean isOfTheRequest(Answered answered) {
    var error = ProviderJson.object(answered.body()).flatMap(FalErrors::in);
    boolean isTyped = error.filter(FalErrors::isOfTheRequest).isPresent();
    return switch (answered.status()) {
      case UNPROCESSABLE -> true;
      case BAD_REQUEST -> isTyped || error.filter(one -> !isInProgress(one)).isPresent();
      default -> isTyped && answered.status() >= SERVER_ERROR;
    };
  }

  private static boolean isInProgress(FalErrors error) {
    return error.message().toLowerCase(Locale.ROOT).contains("in progress");
  }

  private static CheckResult transientResult(CallOutcome result) {
    return switch (result) {
      case NotSent(var why) -> new Transient(why, Optional.empty());
      case Unanswered(var why) -> new Transient(why, Optional.empty());
      case Answered answered ->
          new Transient("its result: answered " + answered.status(), answered.retryAfter());
    };
  }
}
