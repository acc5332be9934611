package dev.darkroom.provider.support;

import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.CallOutcome.NotSent;
import dev.darkroom.provider.support.CallOutcome.Unanswered;
import dev.darkroom.secret.Secret;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ProviderId;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes the calls to one provider, with its key, its client and its policies. The outcome is judged
 * in the same way for all providers; each adds only its translation.
 *
 * @param <A> the provider's typed REST client; its methods return {@link Response}
 */
public final class ProviderHttpClient<A> {
  private static final Logger LOG = Logger.getLogger(ProviderHttpClient.class);
  private static final int UNAUTHORIZED = 401;
  private static final String UNREADABLE = "its key cannot be read";

  private final ProviderId provider;
  private final String scheme;
  private final ProviderKey key;
  private final Supplier<A> client;
  private final Supplier<CallPolicies> policies;

  /** A client whose key travels as {@code Authorization: Bearer <key>}. */
  public ProviderHttpClient(
      ProviderId provider, Class<A> api, URI base, ProviderConfig config, Secrets secrets) {
    this("Bearer", provider, api, base, config, secrets);
  }

  /** A client whose key travels under another scheme than {@code Bearer}. */
  public ProviderHttpClient(
      String scheme,
      ProviderId provider,
      Class<A> api,
      URI base,
      ProviderConfig config,
      Secrets secrets) {
    this(
        scheme,
        provider,
        new ProviderKey(config, secrets, InstantSource.system()),
        new Lazy<>(
            () -> RestClientFactory.of(api, base, config.connectTimeout(), config.answerTimeout())),
        new Lazy<>(() -> CallPolicies.of(provider, config)));
  }

  ProviderHttpClient(
      String scheme,
      ProviderId provider,
      ProviderKey key,
      Supplier<A> client,
      Supplier<CallPolicies> policies) {
    this.scheme = scheme;
    this.provider = provider;
    this.key = key;
    this.client = client;
    this.policies = policies;
  }

  /** A call that costs money. */
  @FunctionalInterface
  public interface PaidCall<A> {
    Response send(A api, String authorization, PaidBody body);
  }

  /** A call that is free of charge and may be repeated. */
  @FunctionalInterface
  public interface FreeCall<A> {
    Response send(A api, String authorization);
  }

  /**
   * Sends a paid call at most once, and never again once it may have been taken.
   *
   * <p>A call whose key was rejected, by the provider's own list, was not taken. If the parameter
   * holds another key by then, the call is made once more with that key.
   */
  public PaidOutcome submit(String json, NotTaken notTaken, PaidCall<A> call) {
    return withKey(secret -> paid(json, call, authorization(secret)), notTaken::rejectsTheKey);
  }

  /** Sends a paid call at most once, and with the key of this account only. */
  public CallOutcome submitFor(AccountFingerprint account, String json, PaidCall<A> call) {
    return withKeyOf(account, secret -> paid(json, call, authorization(secret)));
  }

  private CallOutcome paid(String json, PaidCall<A> call, String authorization) {
    var body = new PaidBody(json);
    try {
      return policies
          .get()
          .paid(() -> answer(call.send(client.get(), authorization, body), it -> false));
    } catch (UnhealthyResponseException unhealthy) {
      return unhealthy.answer();
    } catch (Exception failure) {
      var why = why(failure);
      return body.withdraw() ? new NotSent(why) : new Unanswered(why);
    }
  }

  /** Makes a free call, and retries it where that is useful. */
  public CallOutcome read(FreeCall<A> call) {
    return read(call, answered -> false);
  }

  /**
   * Makes a free call, and retries it where that is useful.
   *
   * @param isAboutTheTask whether an answer of 429 or 5xx is a word about the task, not about the
   *     provider's health. Such an answer is not retried, and counts against nothing
   */
  public CallOutcome read(FreeCall<A> call, Predicate<Answered> isAboutTheTask) {
    return withKey(
            secret -> free(call, isAboutTheTask, authorization(secret)),
            answered -> answered.status() == UNAUTHORIZED)
        .outcome();
  }

  /** Makes a free call with the key of this account only, and retries it where that is useful. */
  public CallOutcome readFor(AccountFingerprint account, FreeCall<A> call) {
    return withKeyOf(account, secret -> free(call, answered -> false, authorization(secret)));
  }

  /** The account of the present key; empty: the key cannot be read. */
  public Optional<AccountFingerprint> account() {
    return current().map(ProviderHttpClient::account);
  }

  private CallOutcome free(
      FreeCall<A> call, Predicate<Answered> isAboutTheTask, String authorization) {
    try {
      return policies
          .get()
          .free(() -> answer(call.send(client.get(), authorization), isAboutTheTask));
    } catch (UnhealthyResponseException unhealthy) {
      return unhealthy.answer();
    } catch (Exception failure) {
      return new Unanswered(why(failure));
    }
  }

  private static Answered answer(Response response, Predicate<Answered> isAboutTheTask)
      throws Exception {
    var answered = ResponseReader.of(response);
    return isAboutTheTask.test(answered) ? answered : UnhealthyResponseException.unless(answered);
  }

  private static String why(Exception failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return SafeReason.of(failure);
  }

  private PaidOutcome withKey(
      Function<Secret, CallOutcome> call, Predicate<Answered> isKeyRejected) {
    var secret = current();
    if (secret.isEmpty()) {
      return new PaidOutcome(new NotSent(UNREADABLE), Optional.empty());
    }
    var first = call.apply(secret.get());
    var other =
        first instanceof Answered answered && isKeyRejected.test(answered)
            ? fresh(secret.get())
            : Optional.<Secret>empty();
    return new PaidOutcome(
        other.map(call).orElse(first), other.or(() -> secret).map(ProviderHttpClient::account));
  }

  private CallOutcome withKeyOf(AccountFingerprint account, Function<Secret, CallOutcome> call) {
    var secret = current();
    if (secret.isEmpty()) {
      return new NotSent(UNREADABLE);
    }
    return secret
        .filter(one -> account(one).equals(account))
        .map(call)
        .orElseGet(() -> new NotSent("its key has changed"));
  }

  private Optional<Secret> current() {
    try {
      return Optional.of(key.current());
    } catch (IllegalStateException unreadable) {
      LOG.errorf("the key of %s: %s", provider, unreadable.getMessage());
      return Optional.empty();
    }
  }

  private static AccountFingerprint account(Secret secret) {
    return AccountFingerprint.of(secret.reveal());
  }

  private Optional<Secret> fresh(Secret rejected) {
    try {
      return key.insteadOf(rejected);
    } catch (IllegalStateException unreadable) {
      LOG.errorf("the key of %s, after it was rejected: %s", provider, unreadable.getMessage());
      return Optional.empty();
    }
  }

  /** Strips the key: a stored key often ends in a line break, which no header may hold. */
  private String authorization(Secret secret) {
    return scheme + " " + secret.reveal().strip();
  }
}
