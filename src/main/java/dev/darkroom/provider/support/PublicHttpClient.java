package dev.darkroom.provider.support;

import dev.darkroom.provider.support.CallOutcome.Unanswered;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * Makes calls without a key, such as for the public keys of signatures. Each call is made once: the
 * caller knows when a retry is useful.
 *
 * @param <A> the typed REST client; its methods return {@link Response}
 */
public final class PublicHttpClient<A> {
  private final Lazy<A> client;

  /**
   * Calls to one address.
   *
   * @param patience to connect, then to answer: the callback function has 5 s in all
   */
  public PublicHttpClient(Class<A> api, URI base, Duration patience) {
    this.client = new Lazy<>(() -> RestClientFactory.of(api, base, patience, patience));
  }

  /** Makes one call. */
  public CallOutcome read(Function<A, Response> call) {
    try {
      return ResponseReader.of(call.apply(client.get()));
    } catch (IOException | RuntimeException unreachable) {
      return new Unanswered(SafeReason.of(unreachable));
    }
  }
}
