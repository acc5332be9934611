package dev.darkroom.provider.support;

import static dev.darkroom.task.ErrorCode.KEY_REJECTED;
import static dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.CallOutcome.NotSent;
import dev.darkroom.provider.support.CallOutcome.Unanswered;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Decides the result of a call, in one place for all providers: money depends on it. A provider
 * adds what its words mean, not what its silence means.
 */
public final class ResponseClassifier {
  private static final Logger LOG = Logger.getLogger(ResponseClassifier.class);

  private ResponseClassifier() {}

  /**
   * The result of a paid call. It was taken if a success names the task, and not taken if its
   * answer is on the provider's list. In every other case it is in doubt.
   *
   * @param accepted the task that a success names; empty: it names none
   * @param notTaken the provider's list
   * @param failure what the provider says of a refusal
   */
  public static SubmitResult submitted(
      ProviderId provider,
      CallOutcome outcome,
      Function<Answered, Optional<SubmitResult>> accepted,
      NotTaken notTaken,
      BiFunction<Answered, ErrorCode, Failure> failure) {
    return switch (outcome) {
      case NotSent(var why) ->
          new Transient(Failure.of(PROVIDER_UNAVAILABLE, why, provider), Optional.empty());
      case Unanswered(var why) -> new InDoubt(why);
      case Answered answered ->
          (answered.isSuccess() ? accepted.apply(answered) : Optional.<SubmitResult>empty())
              .or(() -> notTaken.proof(answered).map(row -> notTaken(answered, row, failure)))
              .orElseGet(() -> inDoubt(answered));
    };
  }

  private static SubmitResult notTaken(
      Answered answered, NotTakenRow row, BiFunction<Answered, ErrorCode, Failure> failure) {
    var why = failure.apply(answered, row.meaning());
    logKey(why);
    return row.isTransient() ? new Transient(why, answered.retryAfter()) : new Refused(why);
  }

  /** Names the setting of a rejected key, in the log alone: callers cannot set it. */
  private static void logKey(Failure why) {
    if (why.code() == KEY_REJECTED) {
      why.provider()
          .ifPresent(
              its ->
                  LOG.warnf(
                      "%s rejected its key: it is in %s", its, ProviderConfig.keyVariables(its)));
    }
  }

  /** Perhaps taken, under an unknown id. */
  private static SubmitResult inDoubt(Answered answered) {
    return new InDoubt(
        "answered " + answered.status() + (answered.isSuccess() ? " without a task id" : ""));
  }

  /**
   * The result of a check.
   *
   * @param success what an answer of 2xx means
   */
  public static CheckResult checked(CallOutcome outcome, Function<Answered, CheckResult> success) {
    return switch (outcome) {
      case NotSent(var why) -> new CheckResult.Transient(why, Optional.empty());
      case Unanswered(var why) -> new CheckResult.Transient(why, Optional.empty());
      case Answered answered when answered.status() == 404 -> new NotKnown();
      case Answered answered when answered.isSuccess() -> success.apply(answered);
      case Answered answered ->
          new CheckResult.Transient("answered " + answered.status(), answered.retryAfter());
    };
  }
}
