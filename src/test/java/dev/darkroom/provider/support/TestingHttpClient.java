package dev.darkroom.provider.support;

import dev.darkroom.secret.Secrets;
import dev.darkroom.task.ProviderId;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.util.TypeLiteral;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Calls to a scripted API, each made once: no retries, no breaker, no time-outs. */
public final class TestingHttpClient {
  private TestingHttpClient() {}

  public static <A> ProviderHttpClient<A> of(
      ProviderId provider, Class<A> type, ScriptedApi api, ProviderConfig config, Secrets secrets) {
    var key = new ProviderKey(config, secrets, InstantSource.system());
    var once = new CallPolicies(new Once(), new Once());
    return new ProviderHttpClient<>("Bearer", provider, key, () -> api.as(type), () -> once);
  }

  private record Once() implements Guard {
    @Override
    public <T> T call(Callable<T> action, Class<T> type) throws Exception {
      return action.call();
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
