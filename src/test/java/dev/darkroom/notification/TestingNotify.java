package dev.darkroom.notification;

import dev.darkroom.link.LinkRule;
import dev.darkroom.secret.Secret;
import dev.darkroom.secret.Secrets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A configuration that a test says in one line. */
public record TestingNotify(
    Optional<String> secret,
    Optional<String> secretParameter,
    Duration timeBudget,
    Duration patience)
    implements NotifyConfig {
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** With a secret. */
  public static TestingNotify signing() {
    return new TestingNotify(
        Optional.of(SECRET), Optional.empty(), Duration.ofSeconds(60), Duration.ofDays(3));
  }

  /** Without one. */
  public static TestingNotify silent() {
    return new TestingNotify(
        Optional.empty(), Optional.empty(), Duration.ofSeconds(60), Duration.ofDays(1));
  }

  /** Every parameter holds the one secret. */
  static final class OneSecret implements Secrets {
    @Override
    public Secret get(String parameter) {
      return new Secret(SECRET);
    }

    @Override
    public void forget(String parameter) {}
  }

  public NotifyRule rule() {
    return new NotifyRule(this, LinkRule.of(Set.of(), 443), new WebhookOrigins());
  }
}
