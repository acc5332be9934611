package dev.darkroom.provider.evolink;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.darkroom.provider.CanaryResult.Failed;
import dev.darkroom.provider.CanaryResult.Observed;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.ProviderServer;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RecentTasks.Complete;
import dev.darkroom.provider.RepeatResult;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.SentCall;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * EvoLink's ways out of a doubt: over the wire, and against the simulator. What follows from an
 * answer is told by {@link EvolinkRecoveryTest}.
 */
@QuarkusTest
class EvolinkSimulatedRecoveryTest {
  private static final String CREATE = "/v1/images/generations";
  private static final IdempotencyKey KEY = new IdempotencyKey("task-0123456789-mwoxfuo0");
  private static final AccountFingerprint ACCOUNT = AccountFingerprint.of("sk-test");
  private static final String BODY = "{\"model\":\"z-image-turbo\",\"prompt\":\"as it was sent\"}";

  private final ProviderServer server = ProviderServer.started("evolink");
  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried());

  @AfterEach
  void stop() {
    server.stop();
    simulator.close();
  }

  @Test
  void everyCreateCarriesItsKey() {
    server.stubFor(
        post(urlEqualTo(CREATE))
            .withHeader("Idempotency-Key", equalTo(KEY.value()))
            .willReturn(server.answer(200, "accepted.json")));

    assertThat(submit(provider(Map.of()), "a fox")).isInstanceOf(Accepted.class);
  }

  @Test
  void aRepeatSendsTheSameBytesWithTheSameKey() {
    server.stubFor(
        post(urlEqualTo(CREATE))
            .withHeader("Idempotency-Key", equalTo(KEY.value()))
            .withRequestBody(equalTo(BODY))
            .willReturn(
                server.answer(200, "accepted.json").withHeader("Idempotency-Replayed", "true")));

    assertThat(repeat())
        .isInstanceOfSatisfying(
            RepeatResult.Taken.class, taken -> assertThat(taken.isReplay()).isTrue());
  }

  @Test
  void aRepeatThatBreaksOffIsInDoubt() {
    server.stubFor(
        post(urlEqualTo(CREATE)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThat(repeat()).isInstanceOf(RepeatResult.InDoubt.class);
    assertThat(server.getAllServeEvents()).hasSize(1);
  }

  @Test
  void theSimulatorHonoursKeys() {
    assertThat(simulated("sk-test").canary(KEY))
        .isInstanceOfSatisfying(
            Observed.class,
            seen -> {
              assertThat(seen.isHonoured()).isTrue();
              assertThat(seen.account()).isEqualTo(ACCOUNT);
            });
    assertThat(simulator.accepted("")).isEqualTo(1);
  }

  @Test
  void anAccountWhoseKeysAreIgnoredIsSeenAndCostsTwo() {
    assertThat(simulated("sk-keyless").canary(KEY))
        .isEqualTo(
            new Observed(
                AccountFingerprint.of("sk-keyless"),
                false,
                "two calls with one key made two tasks"));
    assertThat(simulator.accepted("")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-poor", "sk-noaccess"})
  void aRefusedCanaryShowsNothing(String account) {
    assertThat(simulated(account).canary(KEY))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.isTransient()).isFalse();
              assertThat(failed.why()).startsWith("the first call: ");
            });
    assertThat(simulator.accepted("")).isZero();
  }

  @Test
  void aLostAnswerOfTheSimulatorIsFoundByARepeat() {
    var provider = simulatedProvider("sk-test");
    var doubt = (InDoubt) submit(provider, "a fox @fault:no-answer-lost");

    var again = recovery(provider).repeat(KEY, doubt.sent().orElseThrow());

    assertThat(again)
        .isInstanceOfSatisfying(
            RepeatResult.Taken.class, taken -> assertThat(taken.isReplay()).isTrue());
    assertThat(simulator.accepted("a fox")).isEqualTo(1);
  }

  @Test
  void theSimulatorsListIsReadBackToAnOlderTask() {
    var provider = simulatedProvider("sk-test");
    submit(provider, "a fox");

    assertThat(recovery(provider).tasks(Duration.ofMinutes(1)))
        .isEqualTo(new RecentTasks.Unknown("its list ends before an older task"));
    assertThat(recovery(provider).tasks(Duration.ofMinutes(-7)))
        .isInstanceOfSatisfying(Complete.class, complete -> assertThat(complete.since()).isEmpty());
  }

  private RepeatResult repeat() {
    return recovery(provider(Map.of())).repeat(KEY, SentCall.of(BODY, ACCOUNT));
  }

  private DoubtRecovery simulated(String account) {
    return recovery(simulatedProvider(account));
  }

  private EvolinkProvider simulatedProvider(String account) {
    return provider(Map.of("base-url", simulator.url("evolink").toString(), "api-key", account));
  }

  private static DoubtRecovery recovery(EvolinkProvider provider) {
    return provider.recovery().orElseThrow();
  }

  private static SubmitResult submit(EvolinkProvider provider, String prompt) {
    var request = new ImageRequest("z-image-turbo", ImageSpec.of(prompt), Optional.empty());
    return provider.submit(request, Optional.empty(), KEY);
  }

  private EvolinkProvider provider(Map<String, String> differences) {
    var properties = new HashMap<String, String>();
    var own = new HashMap<>(Map.of("base-url", "http://localhost:" + server.port()));
    own.put("api-key", "sk-test");
    own.put("read-pause", "PT0.001S");
    own.putAll(differences);
    own.forEach((name, value) -> properties.put("darkroom.provider.evolink." + name, value));
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(EvolinkConfig.class)
            .withSources(new PropertiesConfigSource(properties, "test", 100))
            .build()
            .getConfigMapping(EvolinkConfig.class);
    return new EvolinkProvider(config, new TestingSecrets());
  }
}
