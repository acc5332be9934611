package dev.darkroom.aws;

import dev.darkroom.base.Bounds;
import dev.darkroom.secret.Secret;
import dev.darkroom.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * Keys from SSM's parameter store, decrypted, kept in memory for five minutes.
 *
 * <p>A key that was read once stays in use until SSM has another, or says that it has none. An SSM
 * that throttles, hangs or denies access therefore costs no call. One caller renews the key while
 * the others go on. No parameter is read more than once a minute after it was read, not even for a
 * provider that rejects the key.
 */
@Singleton
public final class SsmSecrets implements Secrets {
  private static final Logger LOG = Logger.getLogger(SsmSecrets.class);

  private static final Duration KEPT_FOR = Duration.ofMinutes(5);

  /** The shortest time between two reads of a known key. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Provider<SsmClient> client;
  private final Clock clock;
  private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, CompletableFuture<Secret>> underWay =
      new ConcurrentHashMap<>();

  @Inject
  public SsmSecrets(Provider<SsmClient> client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * A key that was read.
   *
   * @param asked when SSM was last asked for it
   * @param until when it is asked for again
   */
  private record Kept(Secret secret, Instant asked, Instant until) {
    Kept forgotten() {
      var soonest = asked.plus(PAUSE);
      return new Kept(secret, asked, Bounds.atMost(until, soonest));
    }

    /** The same key, after a failed read. */
    Kept anyhow(Instant now) {
      return new Kept(secret, now, now.plus(PAUSE));
    }
  }

  @Override
  public Secret get(String parameter) {
    var there = Optional.ofNullable(kept.get(parameter));
    return there
        .filter(one -> clock.instant().isBefore(one.until()))
        .map(Kept::secret)
        .orElseGet(() -> renewed(parameter, there));
  }

  @Override
  public void forget(String parameter) {
    kept.computeIfPresent(parameter, (_, one) -> one.forgotten());
  }

  /** The first caller asks; the others wait for its answer only without a known key. */
  private Secret renewed(String parameter, Optional<Kept> before) {
    var mine = new CompletableFuture<Secret>();
    var first = Optional.ofNullable(underWay.putIfAbsent(parameter, mine));
    if (first.isPresent()) {
      return before.map(Kept::secret).orElseGet(() -> answerTo(first.get()));
    }
    try {
      mine.complete(read(parameter));
    } catch (RuntimeException failed) {
      mine.completeExceptionally(failed);
    } finally {
      underWay.remove(parameter, mine);
    }
    return answerTo(mine);
  }

  private static Secret answerTo(CompletableFuture<Secret> asked) {
    try {
      return asked.join();
    } catch (CompletionException failed) {
      throw new IllegalStateException(message(failed), failed.getCause());
    }
  }

  private static String message(CompletionException failed) {
    return Optional.ofNullable(failed.getCause())
        .filter(IllegalStateException.class::isInstance)
        .map(Throwable::getMessage)
        .orElse("an SSM parameter cannot be read");
  }

  /** Another caller may have been faster. */
  private Secret read(String parameter) {
    var there = Optional.ofNullable(kept.get(parameter));
    var now = clock.instant();
    return there
        .filter(one -> now.isBefore(one.until()))
        .map(Kept::secret)
        .orElseGet(() -> read(parameter, there, now));
  }

  private Secret read(String parameter, Optional<Kept> before, Instant now) {
    try {
      var answer = client.get().getParameter(get -> get.name(parameter).withDecryption(true));
      var secret = new Secret(answer.parameter().value());
      kept.put(parameter, new Kept(secret, now, now.plus(KEPT_FOR)));
      return secret;
    } catch (ParameterNotFoundException absent) {
      kept.remove(parameter);
      throw new IllegalStateException("there is no SSM parameter " + parameter, absent);
    } catch (IllegalArgumentException blank) {
      kept.remove(parameter);
      throw new IllegalStateException("the SSM parameter " + parameter + " is blank", blank);
    } catch (SdkException | UncheckedIOException unreadable) {
      var known =
          before.orElseThrow(
              () ->
                  new IllegalStateException(
                      "the SSM parameter " + parameter + " cannot be read", unreadable));
      LOG.warn(
          "the SSM parameter %s cannot be read, and its key of before is used: %s"
              .formatted(parameter, unreadable.getClass().getSimpleName()));
      kept.put(parameter, known.anyhow(now));
      return known.secret();
    }
  }
}
