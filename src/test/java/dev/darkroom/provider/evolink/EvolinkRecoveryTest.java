package dev.darkroom.provider.evolink;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.darkroom.provider.CanaryResult;
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
import dev.darkroom.secret.Secrets;
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

/** EvoLink's ways out of a doubt: over the wire, and against the simulator. */
@QuarkusTest
class EvolinkRecoveryTest {
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
  void aCallInDoubtKeepsItsBytesAndItsAccount() {
    server.stubFor(post(urlEqualTo(CREATE)).willReturn(server.answer(500, "broken.json")));

    var doubt = (InDoubt) submit(provider(Map.of()), "a fox");

    var sent = doubt.sent().orElseThrow();
    assertThat(sent.account()).isEqualTo(ACCOUNT);
    assertThat(server.getAllServeEvents().getFirst().getRequest().getBodyAsString())
        .isEqualTo(sent.body().orElseThrow());
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

  @ParameterizedTest
  @ValueSource(strings = {"", "false", "1", "yes"})
  void anAnswerThatDoesNotSaySoIsNoReplay(String header) {
    server.stubFor(
        post(urlEqualTo(CREATE))
            .willReturn(
                server.answer(200, "accepted.json").withHeader("Idempotency-Replayed", header)));

    assertThat(repeat())
        .isInstanceOfSatisfying(
            RepeatResult.Taken.class, taken -> assertThat(taken.isReplay()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 409, 413, 429, 500, 502, 503})
  void anyRefusalOfARepeatLeavesItInDoubtAndIsNotRepeated(int status) {
    server.stubFor(
        post(urlEqualTo(CREATE))
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withBody("{\"error\":{\"code\":\"paid_outcome_unknown\"}}")));

    assertThat(repeat()).isInstanceOf(RepeatResult.InDoubt.class);
    assertThat(server.getAllServeEvents()).hasSize(1);
  }

  @Test
  void aRepeatThatBreaksOffIsInDoubt() {
    server.stubFor(
        post(urlEqualTo(CREATE)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThat(repeat()).isInstanceOf(RepeatResult.InDoubt.class);
    assertThat(server.getAllServeEvents()).hasSize(1);
  }

  @Test
  void aRepeatNeverLeavesWithAnotherKeyOfOurs() {
    var other = recovery(provider(Map.of("api-key", "sk-rotated")));

    assertThat(other.repeat(KEY, SentCall.of(BODY, ACCOUNT)))
        .isEqualTo(new RepeatResult.NotSent("its key has changed"));
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @Test
  void aRejectedKeyIsNotExchangedForARepeat() {
    server.stubFor(post(urlEqualTo(CREATE)).willReturn(server.answer(401, "key-rejected.json")));
    var provider =
        provider(
            Map.of("api-key", "", "api-key-parameter", "/key"),
            new TestingSecrets("sk-test", "sk-fresh"));

    assertThat(recovery(provider).repeat(KEY, SentCall.of(BODY, ACCOUNT)))
        .isInstanceOf(RepeatResult.InDoubt.class);
    assertThat(server.getAllServeEvents()).hasSize(1);
  }

  @Test
  void aRepeatWithoutABodyNeverLeaves() {
    assertThat(recovery(provider(Map.of())).repeat(KEY, SentCall.of(BODY, ACCOUNT).withoutBody()))
        .isInstanceOf(RepeatResult.NotSent.class);
  }

  @Test
  void aListThatIsNotAnsweredProvesNothingAndSaysWhenToComeAgain() {
    server.stubFor(
        get(urlPathEqualTo("/v1/tasks"))
            .willReturn(server.answer(429, "throttled.json").withHeader("Retry-After", "90")));

    assertThat(recovery(provider(Map.of())).tasks(Duration.ofMinutes(1)))
        .isEqualTo(new RecentTasks.Unknown("answered 429", Optional.of(Duration.ofSeconds(90))));
  }

  @Test
  void aListWithoutAnEndProvesNothing() {
    server.stubFor(
        get(urlPathEqualTo("/v1/tasks"))
            .willReturn(
                aResponse()
                    .withHeader("Date", "Thu, 26 Nov 2026 12:00:00 GMT")
                    .withBody(
                        "{\"data\":[{\"id\":\"a\",\"model\":\"m\",\"created_at\":1795694340}]}")));

    assertThat(recovery(provider(Map.of())).tasks(Duration.ofMinutes(10)))
        .isEqualTo(new RecentTasks.Unknown("its list is too long"));
    assertThat(server.getAllServeEvents()).hasSize(10);
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

  @Test
  void aSecondAnswerThatDoesNotSayThatItIsAReplayIsNotEnough() {
    server.stubFor(post(urlEqualTo(CREATE)).willReturn(server.answer(200, "accepted.json")));

    assertThat(canary(Map.of()))
        .isInstanceOfSatisfying(Observed.class, seen -> assertThat(seen.isHonoured()).isFalse());
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
  void aThrottledCanaryMayBeRunAgain() {
    server.stubFor(post(urlEqualTo(CREATE)).willReturn(server.answer(429, "throttled.json")));

    assertThat(canary(Map.of()))
        .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.isTransient()).isTrue());
  }

  @Test
  void aCanaryWithoutAKeyShowsNothing() {
    assertThat(canary(Map.of("api-key", ""))).isEqualTo(new Failed(true, "its key cannot be read"));
  }

  @Test
  void aCanaryWhoseFirstCallIsInDoubtSaysThatItMayHaveBeenBilled() {
    server.stubFor(post(urlEqualTo(CREATE)).willReturn(server.answer(500, "broken.json")));

    assertThat(canary(Map.of()))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.why()).contains("may have been billed"));
    assertThat(server.getAllServeEvents()).hasSize(1);
  }

  @Test
  void aCanaryWhoseSecondCallFailsShowsNothing() {
    server.stubFor(
        post(urlEqualTo(CREATE))
            .inScenario("canary")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("second")
            .willReturn(server.answer(200, "accepted.json")));
    server.stubFor(
        post(urlEqualTo(CREATE))
            .inScenario("canary")
            .whenScenarioStateIs("second")
            .willReturn(server.answer(409, "broken.json")));

    assertThat(canary(Map.of()))
        .isEqualTo(new Failed(false, "the second call was not answered with a task: answered 409"));
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

  private CanaryResult canary(Map<String, String> differences) {
    return recovery(provider(differences)).canary(KEY);
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
    return provider(differences, new TestingSecrets());
  }

  private EvolinkProvider provider(Map<String, String> differences, Secrets secrets) {
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
    return new EvolinkProvider(config, secrets);
  }
}
