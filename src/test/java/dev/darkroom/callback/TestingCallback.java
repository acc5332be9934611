package dev.darkroom.callback;

import dev.darkroom.check.SettleQueue;
import dev.darkroom.log.StepLog;
import dev.darkroom.provider.Providers;
import dev.darkroom.secret.Secret;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.TaskId;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Makes the real step without a container. */
public final class TestingCallback {
  public static final String KEYS = "k1:" + "s".repeat(32);

  private TestingCallback() {}

  public static CallbackReceiver of(SettleQueue queue, Providers providers, Clock clock) {
    return new CallbackReceiver(keyRing(Optional.of(KEYS)), providers, queue, clock, new StepLog());
  }

  /** Addresses below {@code https://api.example}. */
  public static CallbackAddress addresses() {
    return addresses(Optional.of("https://api.example"), Optional.of(KEYS));
  }

  /** Nobody can ring. */
  public static CallbackAddress noAddresses() {
    return addresses(Optional.empty(), Optional.of(KEYS));
  }

  /** The parameter still holds what it was made with. */
  public static CallbackAddress addressesBeforeTheirKeysAreThere() {
    return addresses(Optional.of("https://api.example"), Optional.of("placeholder"));
  }

  public static String token(ProviderId provider, TaskId task) {
    return CallbackToken.sign(provider, task, CallbackKeys.parse(KEYS, "DARKROOM_CALLBACK_KEYS"));
  }

  static CallbackAddress addresses(Optional<String> base, Optional<String> keys) {
    return new CallbackAddress(config(base, keys, Optional.empty()), keyRing(keys));
  }

  static KeyRing keyRing(Optional<String> keys) {
    return new KeyRing(config(Optional.empty(), keys, Optional.empty()), new OneSecret("unused"));
  }

  static CallbackConfig config(
      Optional<String> base, Optional<String> keys, Optional<String> parameter) {
    return new CallbackConfig() {
      @Override
      public Optional<URI> baseUrl() {
        return base.map(URI::create);
      }

      @Override
      public Optional<String> keys() {
        return keys;
      }

      @Override
      public Optional<String> keysParameter() {
        return parameter;
      }
    };
  }

  /** The same secret under every name. */
  record OneSecret(String text) implements Secrets {
    @Override
    public Secret get(String parameter) {
      return new Secret(text);
    }

    @Override
    public void forget(String parameter) {}
  }
}
