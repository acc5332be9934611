package dev.darkroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every provider keeps, over its own recorded answers: files of these names in {@code
 * src/test/resources/fixtures/<provider>}.
 */
public abstract class ImageProviderContract extends SubmitContract {
  protected ImageProviderContract(String name) {
    super(name);
  }

  @Test
  void theLongestSubmitIsWhatItsTimeOutsAllow() {
    var patient = provider(Map.of("connect-timeout", "PT4S", "answer-timeout", "PT60S"));
    var hasty = provider(Map.of("connect-timeout", "PT1S", "answer-timeout", "PT2S"));

    assertThat(hasty.longestSubmit()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
    assertThat(patient.longestSubmit()).isBetween(Duration.ofSeconds(64), Duration.ofSeconds(66));
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
    var absurd =
        server
            .fixture("succeeded.json")
            .replaceFirst(
                "\\{",
                """
        {"seed":1e99999999999,""");
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
}
