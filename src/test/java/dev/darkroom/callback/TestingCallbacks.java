package dev.darkroom.callback;

import dev.darkroom.provider.Secret;
import dev.darkroom.provider.Secrets;
import java.net.URI;
import java.util.Optional;

/** Callback addresses with a key of tests. */
public final class TestingCallbacks {
  public static final String BASE_URL = "https://api.example";
  public static final String KEYS = "k1:" + "0123456789abcdef".repeat(4);

  private TestingCallbacks() {}

  /** Addresses under {@link #BASE_URL}. */
  public static CallbackAddress addresses() {
    var config = config(Optional.of(URI.create(BASE_URL)));
    return new CallbackAddress(config, new KeyRing(config, new NoSecrets()));
  }

  /** Nobody can ring. */
  public static CallbackAddress none() {
    var config = config(Optional.empty());
    return new CallbackAddress(config, new KeyRing(config, new NoSecrets()));
  }

  static CallbackConfig config(Optional<URI> baseUrl) {
    return new CallbackConfig() {
      @Override
      public Optional<URI> baseUrl() {
        return baseUrl;
      }

      @Override
      public Optional<String> keys() {
        return Optional.of(KEYS);
      }

      @Override
      public Optional<String> keysParameter() {
        return Optional.empty();
      }
    };
  }

  private static final class NoSecrets implements Secrets {
    @Override
    public Secret get(String parameter) {
      throw new IllegalStateException("there is no parameter " + parameter);
    }

    @Override
    public void forget(String parameter) {
      throw new IllegalStateException("there is no parameter " + parameter);
    }
  }
}
