package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.secret.Secret;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderKeyTest {
  private final ManualClock clock = new ManualClock();
  private final TestingSecrets secrets = new TestingSecrets("first", "second", "third");
  private final ProviderKey key = new ProviderKey(new KeyInAParameter(), secrets, clock);

  @Test
  void aRejectedKeyIsReadAnew() {
    assertThat(key.insteadOf(key.current())).contains(new Secret("second"));
  }

  @Test
  void itIsReadAnewAtMostOnceAMinute() {
    key.insteadOf(key.current());

    assertThat(key.insteadOf(key.current())).isEmpty();
    assertThat(secrets.fetches()).isEqualTo(2);

    clock.advance(Duration.ofMinutes(1));
    assertThat(key.insteadOf(key.current())).contains(new Secret("third"));
  }

  @Test
  void aKeyThatWasReadAnewMeanwhileIsUsedAtOnce() {
    var stale = key.current();
    key.insteadOf(stale);

    assertThat(key.insteadOf(stale)).contains(new Secret("second"));
    assertThat(secrets.fetches()).isEqualTo(2);
  }

  /** A key in a parameter; no call is made here. */
  private static final class KeyInAParameter implements ProviderConfig {
    @Override
    public Optional<String> apiKey() {
      return Optional.empty();
    }

    @Override
    public Optional<String> apiKeyParameter() {
      return Optional.of("/darkroom/key");
    }

    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration answerTimeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public int maxConcurrent() {
      return 1;
    }

    @Override
    public int breakerWindow() {
      return 1;
    }

    @Override
    public Duration breakerDelay() {
      return Duration.ofSeconds(1);
    }

    @Override
    public int readRetries() {
      return 0;
    }

    @Override
    public Duration readPause() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration readBudget() {
      return Duration.ofSeconds(1);
    }
  }
}
