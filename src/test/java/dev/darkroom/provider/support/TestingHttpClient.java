package dev.darkroom.provider.support;

import dev.darkroom.secret.Secrets;
import dev.darkroom.task.ProviderId;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.util.TypeLiteral;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Calls to a scripted API, each made once: no retries, no breaker, no time-outs. */
public final class TestingHttpClient {
  private TestingHttpClient() {}

  public static <A> ProviderHttpClient<A> of(
      ProviderId provider, Class<A> type, ScriptedApi api, ProviderConfig config, Secrets secrets) {
    return of(new Once(), provider, type, api, config, secrets);
  }

  static <A> ProviderHttpClient<A> of(
      Guard guard,
      ProviderId provider,
      Class<A> type,
      ScriptedApi api,
      ProviderConfig config,
      Secrets secrets) {
    var key = new ProviderKey(config, secrets, InstantSource.system());
    var policies = new CallPolicies(guard, guard);
    return new ProviderHttpClient<>("Bearer", provider, key, () -> api.as(type), () -> policies);
  }

  /** Makes each call once. */
  static final class Once implements Guard {
    private final List<Exception> failures = new ArrayList<>();
    private boolean isInterrupted;

    /** What a breaker would count. */
    List<Exception> failures() {
      return failures;
    }

    /** Every call is interrupted before it is made. */
    void interrupts() {
      isInterrupted = true;
    }

    @Override
    public <T> T call(Callable<T> action, Class<T> type) throws Exception {
      if (isInterrupted) {
        throw new InterruptedException();
      }
      try {
        return action.call();
      } catch (Exception failure) {
        failures.add(failure);
        throw failure;
      }
    }

    @Override
    public <T> T call(Callable<T> action, TypeLiteral<T> type) throws Exception {
      return action.call();
    }

    @Override
    public <T> T get(Supplier<T> action, Class<T> type) {
      return action.get();
    }

    @Override
    public <T> T get(Supplier<T> action, TypeLiteral<T> type) {
      return action.get();
    }
  }
}
