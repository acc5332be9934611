package dev.darkroom.aws;

import dev.darkroom.provider.Secret;
import dev.darkroom.provider.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Keys from SSM's parameter store, decrypted, kept in memory for five minutes. */
@Singleton
public final class SsmSecrets implements Secrets {
  private static final Duration KEPT_FOR = Duration.ofMinutes(5);

  private final Provider<SsmClient> client;
  private final Clock clock;
  private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();

  @Inject
  public SsmSecrets(Provider<SsmClient> client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  private record Kept(Secret secret, Instant until) {}

  @Override
  public Secret get(String parameter) {
    var now = clock.instant();
    return Optional.ofNullable(kept.get(parameter))
        .filter(one -> now.isBefore(one.until()))
        .map(Kept::secret)
        .orElseGet(
            () -> {
              var secret = fetch(parameter);
              kept.put(parameter, new Kept(secret, now.plus(KEPT_FOR)));
              return secret;
            });
  }

  @Override
  public void forget(String parameter) {
    kept.remove(parameter);
  }

  private Secret fetch(String parameter) {
    try {
      var answer = client.get().getParameter(get -> get.name(parameter).withDecryption(true));
      return new Secret(answer.parameter().value());
    } catch (ParameterNotFoundException absent) {
      throw new IllegalStateException("there is no SSM parameter " + parameter, absent);
    } catch (SdkException unreadable) {
      throw new IllegalStateException(
          "the SSM parameter " + parameter + " cannot be read", unreadable);
    } catch (IllegalArgumentException blank) {
      throw new IllegalStateException("the SSM parameter " + parameter + " is blank", blank);
    }
  }
}
