package dev.darkroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.task.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every provider's paid call promises. */
abstract class SubmitContract extends ProviderFixture {
  protected SubmitContract(String name) {
    super(name);
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

    assertThat(submit(provider()))
        .isInstanceOfSatisfying(
            InDoubt.class,
            doubt -> assertThat(doubt.why()).isEqualTo("the answer is larger than 8 MiB"));
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
    submitAnswers(ProviderServer.held(server.answer(200, "accepted.json")));
    var provider = provider(Map.of("max-concurrent", "1"));
    var first = Thread.ofVirtual().start(() -> submit(provider));
    server.awaitConnection();

    assertNotSent(submit(provider));
    server.release();
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
            refused -> {
              assertThat(refused.failure().code()).isEqualTo(ErrorCode.KEY_REJECTED);
              assertThat(refused.failure().message())
                  .as("callers read it; the variable is in the log alone")
                  .isNotBlank()
                  .doesNotContain("DARKROOM_");
            });
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void aFreshKeyThatIsRejectedTooIsTheEnd() {
    submitAnswers(server.answer(401, "key-rejected.json"));

    assertThat(submit(withParameter("stale", "fresh", "fresher"))).isInstanceOf(Refused.class);
    assertThat(calls()).isEqualTo(2);
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
