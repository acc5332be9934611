package dev.darkroom.provider;

import static dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE;
import static dev.darkroom.task.ErrorCode.RATE_LIMITED;

import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Silent;
import dev.darkroom.provider.Exchange.Answered;
import dev.darkroom.provider.Exchange.NoAnswer;
import dev.darkroom.provider.Exchange.NotSent;
import dev.darkroom.provider.SubmitResult.NotNow;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Uncertain;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What became of a call, decided in one place for all providers, for money hangs on it. A provider
 * adds what its words mean, not what its silence does.
 */
public final class Verdict {
  /** Below 500, and yet no word on whether the task was taken. */
  private static final Set<Integer> UNCLEAR = Set.of(408, 409);

  private Verdict() {}

  /**
   * Of a paid call.
   *
   * @param success what an answer of 2xx means
   * @param refusal why an answer of 4xx says no
   */
  public static SubmitResult submitted(
      ProviderId provider,
      Exchange exchange,
      Function<Answered, SubmitResult> success,
      Function<Answered, Failure> refusal) {
    return switch (exchange) {
      case NotSent(var why) ->
          new NotNow(Failure.of(PROVIDER_UNAVAILABLE, why, provider), Optional.empty());
      case NoAnswer(var why) -> new Uncertain(why);
      case Answered answered when answered.isSuccess() -> success.apply(answered);
      case Answered answered when isClearRefusal(answered.status()) ->
          refused(answered, refusal.apply(answered));
      case Answered answered -> new Uncertain("answered " + answered.status());
    };
  }

  /** The provider said no, or not now: nothing was taken. */
  public static SubmitResult refused(Answered answered, Failure failure) {
    return failure.code() == RATE_LIMITED
        ? new NotNow(failure, answered.retryAfter())
        : new Refused(failure);
  }

  /** Taken, perhaps, but nobody can say as what. */
  public static SubmitResult withoutId(Answered answered) {
    return new Uncertain("answered " + answered.status() + " without a task id");
  }

  /**
   * Of a check.
   *
   * @param success what an answer of 2xx means
   */
  public static CheckResult checked(Exchange exchange, Function<Answered, CheckResult> success) {
    return switch (exchange) {
      case NotSent(var why) -> new Silent(why, Optional.empty());
      case NoAnswer(var why) -> new Silent(why, Optional.empty());
      case Answered answered when answered.status() == 404 -> new NotKnown();
      case Answered answered when answered.isSuccess() -> success.apply(answered);
      case Answered answered -> new Silent("answered " + answered.status(), answered.retryAfter());
    };
  }

  private static boolean isClearRefusal(int status) {
    return status >= 400 && status < 500 && !UNCLEAR.contains(status);
  }
}
