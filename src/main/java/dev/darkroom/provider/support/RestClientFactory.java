package dev.darkroom.provider.support;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.LoggingScope;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/**
 * Builds a provider's typed REST client.
 *
 * <p>No connection is kept. Lambda freezes an environment between invocations, and an idle
 * connection would turn a paid call that never left into one in doubt. The client follows no
 * redirect, turns no status into an exception, and logs nothing.
 */
final class RestClientFactory {
  private RestClientFactory() {}

  static <A> A of(Class<A> api, URI base, Duration toConnect, Duration toAnswer) {
    return QuarkusRestClientBuilder.newBuilder()
        .baseUri(base)
        .connectTimeout(toConnect.toMillis(), TimeUnit.MILLISECONDS)
        .readTimeout(toAnswer.toMillis(), TimeUnit.MILLISECONDS)
        .followRedirects(false)
        .disableDefaultMapper(true)
        .loggingScope(LoggingScope.NONE)
        .userAgent("darkroom")
        .property(QuarkusRestClientProperties.KEEP_ALIVE_ENABLED, false)
        .register(new PaidBodyWriter())
        .build(api);
  }
}
