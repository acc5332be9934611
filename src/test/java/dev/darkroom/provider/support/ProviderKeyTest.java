package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.secret.Secret;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.task.ProviderId;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderKeyTest {
  private final ManualClock clock = new ManualClock();
  private final TestingSecrets secrets = new TestingSecrets("first", "second", "third");
  private final ProviderKey key = new ProviderKey(configured("", "/darkroom/key"), secrets, clock);

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

  @Test
  void aVariableGoesBeforeTheParameterUnlessItIsBlank() {
    assertThat(key("sesame", "/darkroom/key").current()).isEqualTo(new Secret("sesame"));
    assertThat(key(" ", "/darkroom/key").current()).isEqualTo(new Secret("first"));
    assertThatThrownBy(() -> key(" ", "").current()).hasMessage("no key is configured");
  }

  @ParameterizedTest
  @CsvSource({"sesame, '', true", "'', /darkroom/key, true", "' ', '', false", "'', '', false"})
  void aProviderIsOnWhereItHasAKey(String variable, String parameter, boolean isOn) {
    var config = configured(variable, parameter);

    assertThat(config.hasKey()).isEqualTo(isOn);
    assertThat(config.whyOff(new ProviderId("acme-two")).isEmpty()).isEqualTo(isOn);
  }

  @Test
  void whatIsMissingIsNamedByItsVariables() {
    assertThat(configured("", "").whyOff(new ProviderId("acme-two")).orElseThrow())
        .startsWith("no key: set ")
        .contains(
            "DARKROOM_PROVIDER_ACME_TWO_API_KEY_PARAMETER", "DARKROOM_PROVIDER_ACME_TWO_API_KEY)");
  }

  private ProviderKey key(String variable, String parameter) {
    return new ProviderKey(configured(variable, parameter), secrets, clock);
  }

  private static ProviderConfig configured(String variable, String parameter) {
    return new Keys(
        Optional.of(variable).filter(text -> !text.isEmpty()),
        Optional.of(parameter).filter(text -> !text.isEmpty()));
  }

  /** Where the key comes from; no call is made here. */
  private record Keys(Optional<String> apiKey, Optional<String> apiKeyParameter)
      implements ProviderConfig {

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
