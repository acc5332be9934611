package dev.darkroom.provider.support;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.ResponseReader.TooLarge;
import dev.darkroom.task.ProviderId;
import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The circuit breaker, bulkhead and retries of calls to one provider.
 *
 * <p>Their state lives in one execution environment of Lambda, and is frozen with it. They spare an
 * environment useless waits, and limit nothing across environments. Reserved concurrency and the
 * queue's maximum concurrency do that.
 */
final class CallPolicies {
  private static final double TOLERATED_FAILURES = 0.5;

  /** Longer than the client's own time-outs, so that those come first: they know more. */
  static final Duration SLACK = Duration.ofSeconds(2);

  private final Guard paid;
  private final Guard free;

  CallPolicies(Guard paid, Guard free) {
    this.paid = paid;
    this.free = free;
  }

  static CallPolicies of(ProviderId provider, ProviderConfig config) {
    return new CallPolicies(
        guarded(provider + " paid", config)
            .withBulkhead()
            .limit(config.maxConcurrent())
            .done()
            .build(),
        retried(guarded(provider + " free", config), config).build());
  }

  /** Makes one attempt. Nothing here ever repeats a paid call. */
  Answered paid(Callable<Answered> call) throws Exception {
    return paid.call(call, Answered.class);
  }

  /** Makes as many attempts as are useful. */
  Answered free(Callable<Answered> call) throws Exception {
    return free.call(call, Answered.class);
  }

  private static Guard.Builder guarded(String name, ProviderConfig config) {
    var whole = ProviderConfig.longestCall(config);
    return Guard.create()
        .withDescription(name)
        .withTimeout()
        .duration(whole.toMillis(), MILLIS)
        .done()
        .withCircuitBreaker()
        .when(CallPolicies::isFault)
        .requestVolumeThreshold(config.breakerWindow())
        .failureRatio(TOLERATED_FAILURES)
        .delay(config.breakerDelay().toMillis(), MILLIS)
        .done();
  }

  private static Guard.Builder retried(Guard.Builder guard, ProviderConfig config) {
    return guard
        .withRetry()
        .maxRetries(config.readRetries())
        .maxDuration(config.readBudget().toMillis(), MILLIS)
        .whenException(CallPolicies::isWorthAnotherRead)
        .withCustomBackoff()
        .strategy(() -> backoff(config.readPause()))
        .done()
        .done();
  }

  static boolean isFault(Throwable failure) {
    return switch (failure) {
      case UnhealthyResponseException unhealthy -> unhealthy.isFault();
      case TooLarge _ -> false; // it is well, and says too much
      default -> true;
    };
  }

  static boolean isWorthAnotherRead(Throwable failure) {
    return failure instanceof UnhealthyResponseException unhealthy
        ? unhealthy.isWorthAnotherRead()
        : !(failure instanceof CircuitBreakerOpenException || failure instanceof TooLarge);
  }

  static CustomBackoffStrategy backoff(Duration pause) {
    var attempts = new AtomicInteger();
    return failure -> {
      var own = pause.multipliedBy(1L << Math.min(attempts.getAndIncrement(), 10));
      return failure instanceof UnhealthyResponseException unhealthy
          ? unhealthy.answer().retryAfter().orElse(own).toMillis()
          : own.toMillis();
    };
  }
}
