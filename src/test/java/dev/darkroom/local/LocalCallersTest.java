package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.Problem;
import dev.darkroom.callback.CallbackConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCallersTest {
  private final LocalCallers callers = callers(Optional.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LOCALHOST:1",
        "127.0.0.1",
        "127.0.0.1:49152",
        "[::1]",
        "[::1]:8080"
      })
  void aProgramOnThisMachineIsAnswered(String host) {
    assertThat(callers.refusal(Optional.of(host), Optional.empty(), false)).isEmpty();
    assertThat(callers.refusal(Optional.of(host), Optional.of("http://" + host), false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:localhost",
        "0.0.0.0:8080",
        "192.168.1.7:8080",
        "[::]:8080",
        ""
      })
  void aNameThatIsMadeToLeadHereIsRefused(String host) {
    assertThat(callers.refusal(Optional.of(host), Optional.empty(), false))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.status()).isEqualTo(403);
              assertThat(problem.detail()).contains("localhost", "DARKROOM_LOCAL_HOSTS");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "",
        "http://localhost.evil.example",
        "http://localhost@evil.example",
        "file://",
        "not an origin"
      })
  void aPageFromElsewhereIsRefused(String origin) {
    assertThat(callers.refusal(Optional.of("localhost:8080"), Optional.of(origin), false))
        .map(Problem::code)
        .contains("foreign_caller");
  }

  @Test
  void aTunnelLeadsToTheCallbacksAndNowhereElse() {
    var host = Optional.of("abc.tunnel.example");

    assertThat(callers.refusal(host, Optional.empty(), true)).isEmpty();
    assertThat(callers.refusal(host, Optional.empty(), false)).isPresent();
    assertThat(callers.refusal(Optional.of("evil.example"), Optional.empty(), true)).isPresent();
  }

  @Test
  void furtherNamesOfThisMachineCanBeGiven() {
    var known = callers(Optional.of(List.of("host.docker.internal", " Darkroom ")));

    assertThat(known.refusal(Optional.of("host.docker.internal:8080"), Optional.empty(), false))
        .isEmpty();
    assertThat(
            known.refusal(Optional.of("darkroom:8080"), Optional.of("http://darkroom:3000"), false))
        .isEmpty();
  }

  @Test
  void aRequestWithoutAHostIsNoBrowsers() {
    assertThat(callers.refusal(Optional.empty(), Optional.empty(), false)).isEmpty();
  }

  private static LocalCallers callers(Optional<List<String>> hosts) {
    return new LocalCallers(new Settings(hosts), new Tunnel());
  }

  private record Tunnel() implements CallbackConfig {
    @Override
    public Optional<URI> baseUrl() {
      return Optional.of(URI.create("https://abc.tunnel.example/base"));
    }

    @Override
    public Optional<String> keys() {
      return Optional.empty();
    }

    @Override
    public Optional<String> keysParameter() {
      return Optional.empty();
    }
  }

  private record Settings(Optional<List<String>> hosts) implements LocalConfig {
    @Override
    public Path folder() {
      return Path.of("target");
    }

    @Override
    public boolean start() {
      return false;
    }

    @Override
    public int s3Port() {
      return 0;
    }

    @Override
    public boolean simulator() {
      return false;
    }

    @Override
    public int simulatorPort() {
      return 0;
    }

    @Override
    public Duration sweepEvery() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Optional<Path> clock() {
      return Optional.empty();
    }
  }
}
