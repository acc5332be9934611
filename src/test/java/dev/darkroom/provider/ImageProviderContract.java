package dev.darkroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.secret.Secrets;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every provider keeps, over its own recorded answers: files of these names in {@code
 * src/test/resources/fixtures/<provider>}.
 */
public abstract class ImageProviderContract {
  private static final URI CALLBACK = URI.create("https://darkroom.example/v1/callbacks/x/token");
  private static final String PARAMETER = "/darkroom/key";

  private final String name;
  protected final ProviderServer server;

  protected ImageProviderContract(String name) {
    this.name = name;
    this.server = ProviderServer.started(name);
  }

  /** The provider, made from these properties of the configuration. */
  protected abstract ImageProvider provider(Map<String, String> properties, Secrets secrets);

  protected abstract ImageRequest request();

  protected abstract MappingBuilder submitCall();

  protected abstract MappingBuilder checkCall(String id);

  /** How the key travels. */
  protected String scheme() {
    return "Bearer";
  }

  /** The id that the recorded answers name. */
  protected abstract String taskId();

  /** The recorded body of a callback, where it is another than a check answers. */
  protected String callbackFile() {
    return "succeeded.json";
  }

  /** The id that a callback names, where it says less than the paid call did. */
  protected String idInCallback() {
    return taskId();
  }

  /** How the provider says that it knows no such task. */
  protected abstract ResponseDefinitionBuilder unknownTask();

  @BeforeEach
  void nothingIsStubbed() {
    server.resetAll();
  }

  @AfterEach
  void serverIsStopped() {
    server.stop();
  }

  @Test
  void anAcceptedSubmitNamesTheTask() {
    submitAnswers(server.answer(200, "accepted.json"));

    var result = submit(provider());

    assertThat(result)
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.ref().id()).isEqualTo(taskId()));
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void aSubmitCarriesTheKey() {
    server.stubFor(
        submitCall()
            .withHeader("Authorization", equalTo(scheme() + " plain-key"))
            .willReturn(server.answer(200, "accepted.json")));

    assertThat(submit(provider())).isInstanceOf(Accepted.class);
  }

  @Test
  void aStoredKeyMayEndInALineBreak() {
    keyIsGood(submitCall(), "stored", server.answer(200, "accepted.json"));

    assertThat(submit(withParameter("stored\n"))).isInstanceOf(Accepted.class);
  }

  @Test
  void aRefusedSubmitWasNotTaken() {
    submitAnswers(server.answer(400, "refused.json"));

    assertThat(submit(provider()))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.failure().code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void aThrottledSubmitWasNotTakenAndSaysWhenToComeAgain() {
    submitAnswers(
        server
            .answer(429, "throttled.json")
            .withHeader("X-RateLimit-Remaining", "0")
            .withHeader("Retry-After", "42"));

    assertThat(submit(provider()))
        .isInstanceOfSatisfying(
            Transient.class,
            notNow -> {
              assertThat(notNow.failure().code()).isEqualTo(ErrorCode.RATE_LIMITED);
              assertThat(notNow.retryAfter()).contains(Duration.ofSeconds(42));
            });
    assertThat(calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK"})
  void aSubmitThatBreaksOffIsInDoubtAndNeverRepeated(Fault fault) {
    submitAnswers(aResponse().withFault(fault));

    assertThat(submit(provider())).isInstanceOf(InDoubt.class);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void aSubmitWithoutAnAnswerInTimeIsInDoubtAndNeverRepeated() {
    submitAnswers(server.answer(200, "accepted.json").withFixedDelay(3000));

    assertThat(submit(provider(Map.of("answer-timeout", "PT0.3S")))).isInstanceOf(InDoubt.class);
    assertThat(calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 408, 409, 424, 425, 460, 499, 500, 502, 503, 504})
  void aSubmitThatIsAnsweredUnclearlyIsInDoubtAndNeverRepeated(int status) {
    submitAnswers(server.answer(status, "broken.json").withHeader("Location", "/elsewhere"));

    assertThat(submit(provider())).isInstanceOf(InDoubt.class);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void aSuccessWithoutAnIdIsInDoubt() {
    submitAnswers(server.answer(200, "without-id.json"));

    assertThat(submit(provider())).isInstanceOf(InDoubt.class);
  }

  @Test
  void aSuccessThatIsNotJsonIsInDoubt() {
    submitAnswers(aResponse().withStatus(200).withBody("<html>welcome</html>"));

    assertThat(submit(provider())).isInstanceOf(InDoubt.class);
  }

  /** Whether the provider's error inside a success has a code: words alone decide nothing. */
  protected boolean hasCodesInSuccesses() {
    return true;
  }

  @Test
  void anErrorInsideASuccessIsARefusalIfItsCodeIsListed() {
    submitAnswers(server.answer(200, "error-in-200.json"));

    assertThat(submit(provider()))
        .isInstanceOf(hasCodesInSuccesses() ? Refused.class : InDoubt.class);
    assertThat(calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 413, 422, 429})
  void aPageOfAProxyIsInDoubtAndNeverRepeated(int status) {
    submitAnswers(aResponse().withStatus(status).withBody("<html>no</html>"));

    assertThat(submit(withParameter("stale", "fresh"))).isInstanceOf(InDoubt.class);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void anAnswerToASubmitThatIsTooLargeIsInDoubt() {
    submitAnswers(aResponse().withStatus(400).withBody("[" + "1,".repeat(4 * 1024 * 1024)));

    assertThat(submit(provider())).isEqualTo(new InDoubt("the answer is larger than 8 MiB"));
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void theListOfWhatWasNotTakenIsPublished() {
    assertThat(provider().profile().notTaken()).isNotEmpty();
  }

  @Test
  void aSubmitToAClosedPortWasNotSent() {
    var provider = provider(Map.of("base-url", "http://localhost:" + closedPort()));

    assertNotSent(submit(provider));
  }

  @Test
  void aSubmitWithoutAHandshakeWasNotSent() {
    assertNotSent(submit(provider(Map.of("base-url", "https://localhost:" + server.port()))));
    assertThat(calls()).isZero();
  }

  @Test
  void aSubmitWithoutAReadableKeyWasNotSent() {
    assertNotSent(submit(provider(Map.of("api-key", ""), new TestingSecrets())));
    assertThat(calls()).isZero();
  }

  @Test
  void anOpenBreakerKeepsSubmitsBack() {
    submitAnswers(server.answer(500, "broken.json"));
    var provider = provider(Map.of("breaker-window", "2", "breaker-delay", "PT1H"));

    submit(provider);
    submit(provider);

    assertNotSent(submit(provider));
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void refusalsDoNotOpenTheBreaker() {
    submitAnswers(server.answer(400, "refused.json"));
    var provider = provider(Map.of("breaker-window", "2", "breaker-delay", "PT1H"));

    submit(provider);
    submit(provider);

    assertThat(submit(provider)).isInstanceOf(Refused.class);
  }

  @Test
  void moreSubmitsAtOnceThanAllowedAreKeptBack() throws InterruptedException {
    submitAnswers(server.answer(200, "accepted.json").withFixedDelay(2000));
    var provider = provider(Map.of("max-concurrent", "1"));
    var first = Thread.ofVirtual().start(() -> submit(provider));
    server.awaitConnection();

    assertNotSent(submit(provider));
    first.join();
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void noSubmitTravelsOnAConnectionThatWasUsedBefore() {
    submitAnswers(server.answer(200, "accepted.json"));
    var provider = provider();

    submit(provider);
    submit(provider);

    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aSubmitWithARejectedKeyIsMadeOnceMoreWithAFreshOne() {
    keyIsGood(submitCall(), "fresh", server.answer(200, "accepted.json"));

    assertThat(submit(withParameter("stale", "fresh"))).isInstanceOf(Accepted.class);
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void aSubmitIsNotMadeAgainWithTheSameKey() {
    submitAnswers(server.answer(401, "key-rejected.json"));

    assertThat(submit(withParameter("stale")))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.failure().code()).isEqualTo(ErrorCode.KEY_REJECTED));
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void aFreshKeyThatIsRejectedTooIsTheEnd() {
    submitAnswers(server.answer(401, "key-rejected.json"));

    assertThat(submit(withParameter("stale", "fresh", "fresher"))).isInstanceOf(Refused.class);
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void aCheckOfARunningTaskSaysSo() {
    assertThat(reportIn("running.json")).isInstanceOf(ProviderReport.Running.class);
  }

  @Test
  void anUnknownStateMeansStillRunning() {
    assertThat(reportIn("unknown-state.json")).isInstanceOf(ProviderReport.Running.class);
  }

  @Test
  void aSuccessNamesItsImagesInOrder() {
    assertThat(reportIn("succeeded.json"))
        .isInstanceOfSatisfying(
            ProviderReport.Succeeded.class,
            done -> assertThat(done.images()).extracting("index").containsExactly(0, 1));
  }

  @Test
  void fewerImagesThanAskedAreASuccess() {
    assertThat(reportIn("partial.json"))
        .isInstanceOfSatisfying(
            ProviderReport.Succeeded.class, done -> assertThat(done.images()).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed.json", "failed-without-error.json", "cancelled.json"})
  void aTaskThatCameToNothingIsRejectedWithWords(String file) {
    assertThat(reportIn(file))
        .isInstanceOfSatisfying(
            ProviderReport.Rejected.class,
            rejected -> assertThat(rejected.failure().message()).isNotBlank());
  }

  @Test
  void aSuccessWhoseResultIsNotThereYetIsAskedForAgain() {
    assertThat(reportIn("without-result.json")).isInstanceOf(ProviderReport.Running.class);
  }

  @Test
  void anAnswerAboutAnotherTaskIsNotTaken() {
    checkAnswers(server.answer(200, "other-task.json"));

    assertThat(check(provider())).isInstanceOf(Mismatched.class);
  }

  @Test
  void aTaskThatTheProviderDoesNotKnowIsNotKnown() {
    checkAnswers(unknownTask());

    assertThat(check(provider())).isInstanceOf(NotKnown.class);
  }

  @Test
  void aCheckIsRepeatedAfterThePauseThatTheProviderAsksFor() {
    checkAnswersFirst(server.answer(429, "throttled.json").withHeader("Retry-After", "1"));

    assertThat(check(provider(Map.of("read-pause", "PT1H")))).isInstanceOf(Reported.class);
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void aLongPauseIsHandedOnAndNotWaitedFor() {
    checkAnswers(server.answer(429, "throttled.json").withHeader("Retry-After", "60"));

    assertThat(check(provider()))
        .isInstanceOfSatisfying(
            CheckResult.Transient.class,
            transientResult ->
                assertThat(transientResult.retryAfter()).contains(Duration.ofSeconds(60)));
    assertThat(calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aCheckIsRepeatedAfterABrokenAnswer(int status) {
    checkAnswersFirst(server.answer(status, "broken.json"));

    assertThat(check(provider())).isInstanceOf(Reported.class);
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void aCheckIsRepeatedAfterALostConnection() {
    checkAnswersFirst(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertThat(check(provider())).isInstanceOf(Reported.class);
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void aCheckGivesUpAndSaysNothing() {
    checkAnswers(server.answer(503, "broken.json"));

    assertThat(check(provider())).isInstanceOf(CheckResult.Transient.class);
    assertThat(calls()).isEqualTo(3);
  }

  @Test
  void anUnreadableAnswerToACheckSaysNothing() {
    checkAnswers(aResponse().withStatus(200).withBody(new byte[] {(byte) 0xff, '{', (byte) 0xfe}));

    assertThat(check(provider())).isInstanceOf(CheckResult.Transient.class);
  }

  @Test
  void anEndlessAnswerIsNotReadToItsEndAndSaysSo() {
    checkAnswers(aResponse().withStatus(200).withBody("[" + "1,".repeat(4 * 1024 * 1024)));

    assertThat(check(provider()))
        .isEqualTo(new CheckResult.Transient("the answer is larger than 8 MiB", Optional.empty()));
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void aLongAnswerIsReadToItsEnd() {
    var padding = "{" + " ".repeat(7_000_000);
    var padded = server.fixture("succeeded.json").replaceFirst("\\{", padding);
    checkAnswers(aResponse().withStatus(200).withBody(padded));

    assertThat(check(provider())).isInstanceOf(Reported.class);
  }

  @Test
  void anAbsurdNumberDoesNotHideTheResult() {
    var absurd = server.fixture("succeeded.json").replaceFirst("\\{", "{\"seed\":1e99999999999,");
    checkAnswers(aResponse().withStatus(200).withBody(absurd));

    assertThat(((Reported) check(provider())).report())
        .isInstanceOf(ProviderReport.Succeeded.class);
  }

  @Test
  void anAnswerInUtf16IsRead() {
    var bytes = server.fixture("succeeded.json").getBytes(StandardCharsets.UTF_16);
    checkAnswers(aResponse().withStatus(200).withBody(bytes));

    assertThat(check(provider())).isInstanceOf(Reported.class);
  }

  @Test
  void aCheckWithARejectedKeyIsMadeOnceMoreWithAFreshOne() {
    keyIsGood(checkCall(taskId()), "fresh", server.answer(200, "running.json"));

    assertThat(check(withParameter("stale", "fresh"))).isInstanceOf(Reported.class);
    assertThat(calls()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a/../b", "a\\b", "a b", "/"})
  void anIdThatWouldLeadElsewhereIsNotAskedFor(String id) {
    var provider = provider();

    assertThat(provider.check(new ProviderTaskRef(provider.id(), id))).isInstanceOf(NotKnown.class);
    assertThat(calls()).isZero();
  }

  @Test
  void aCallbackNamesATaskWhereThereAreCallbacks() {
    var body = server.fixture(callbackFile()).getBytes(StandardCharsets.UTF_8);

    assertThat(provider().refIn(body).map(ProviderTaskRef::id))
        .isEqualTo(provider().callsBack() ? Optional.of(idInCallback()) : Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../x", "a/b", "a b"})
  void aCallbackWhoseIdWouldLeadElsewhereNamesNone(String id) {
    var body = server.fixture(callbackFile()).replace(idInCallback(), id);

    assertThat(provider().refIn(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "\u0000{"})
  void aCallbackOfAnotherShapeNamesNone(String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);

    assertThat(provider().refIn(bytes)).isEmpty();
  }

  @Test
  void aProviderWithoutAKeyIsOff() {
    assertThat(provider(Map.of("api-key", "")).isOn()).isFalse();
    assertThat(provider(Map.of("api-key", " ")).isOn()).isFalse();
    assertThat(provider().isOn()).isTrue();
    assertThat(withParameter("any").isOn()).isTrue();
  }

  @Test
  void everyCapabilitySaysWhereItIsFrom() {
    assertThat(provider().capabilities())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.provenance().source()).isNotBlank());
  }

  protected final ImageProvider provider() {
    return provider(Map.of());
  }

  protected final ImageProvider provider(Map<String, String> differences) {
    return provider(differences, new TestingSecrets());
  }

  protected final SubmitResult submit(ImageProvider provider) {
    return provider.submit(
        request(), provider.callsBack() ? Optional.of(CALLBACK) : Optional.empty());
  }

  protected final CheckResult check(ImageProvider provider) {
    return provider.check(new ProviderTaskRef(provider.id(), taskId()));
  }

  /** How many requests arrived. */
  protected final int calls() {
    return server.getAllServeEvents().size();
  }

  protected final void submitAnswers(ResponseDefinitionBuilder answer) {
    server.stubFor(submitCall().willReturn(answer));
  }

  private void checkAnswers(ResponseDefinitionBuilder answer) {
    server.stubFor(checkCall(taskId()).willReturn(answer));
  }

  private void checkAnswersFirst(ResponseDefinitionBuilder answer) {
    server.stubFor(
        checkCall(taskId())
            .inScenario("first")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("later")
            .willReturn(answer));
    server.stubFor(
        checkCall(taskId())
            .inScenario("first")
            .whenScenarioStateIs("later")
            .willReturn(server.answer(200, "running.json")));
  }

  private ProviderReport reportIn(String file) {
    checkAnswers(server.answer(200, file));
    return ((Reported) check(provider())).report();
  }

  private void keyIsGood(MappingBuilder call, String key, ResponseDefinitionBuilder answer) {
    server.stubFor(submitCall().atPriority(9).willReturn(server.answer(401, "key-rejected.json")));
    server.stubFor(
        checkCall(taskId()).atPriority(9).willReturn(server.answer(401, "key-rejected.json")));
    server.stubFor(
        call.atPriority(1)
            .withHeader("Authorization", equalTo(scheme() + " " + key))
            .willReturn(answer));
  }

  private ImageProvider withParameter(String... keys) {
    return provider(
        Map.of("api-key", "", "api-key-parameter", PARAMETER), new TestingSecrets(keys));
  }

  private ImageProvider provider(Map<String, String> differences, TestingSecrets secrets) {
    var own = new HashMap<String, String>();
    own.put("base-url", "http://localhost:" + server.port());
    own.put("api-key", "plain-key");
    own.put("answer-timeout", "PT5S");
    own.put("read-pause", "PT0.001S");
    own.putAll(differences);
    var properties = new HashMap<String, String>();
    own.forEach((key, value) -> properties.put("darkroom.provider." + name + "." + key, value));
    return provider(properties, (Secrets) secrets);
  }

  private static void assertNotSent(SubmitResult result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Transient.class,
            notNow ->
                assertThat(notNow.failure().code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE));
  }

  private static int closedPort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
