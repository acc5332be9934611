package dev.darkroom.provider.fal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.darkroom.provider.Authenticity.FORGED;
import static dev.darkroom.provider.Authenticity.GENUINE;
import static dev.darkroom.provider.Authenticity.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.darkroom.provider.CallbackRequest;
import dev.darkroom.provider.ProviderServer;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.testing.ManualClock;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed as fal.ai signs, with keys made here, against a key set on the loopback. */
@QuarkusTest
class FalWebhookTest {
  private static final String KEYS = "/.well-known/jwks.json";

  private final ProviderServer server = ProviderServer.started("fal");
  private final ManualClock clock = new ManualClock();
  private final FalSigner theirs = FalSigner.make();
  private final byte[] body = FalExamples.file("webhook-ok.json").getBytes(UTF_8);

  @BeforeEach
  void theirKeyIsPublished() {
    published(okJson(FalSigner.keySet(theirs)));
  }

  @AfterEach
  void serverIsStopped() {
    server.stop();
  }

  @Test
  void aSignedCallbackIsGenuineAndNeedsNoKeyOfOurs() {
    assertThat(provider().authenticity(signed(theirs, body))).isEqualTo(GENUINE);
  }

  @Test
  void theKeysAreFetchedForACallbackAndThenKept() {
    var provider = provider();
    assertThat(fetches()).isZero();

    provider.authenticity(signed(theirs, body));
    clock.advance(Duration.ofHours(23));
    assertThat(provider.authenticity(signed(theirs, body))).isEqualTo(GENUINE);

    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void keysAreKeptForADayAndNotLonger() {
    var provider = provider();
    provider.authenticity(signed(theirs, body));
    clock.advance(Duration.ofHours(24));

    published(aResponse().withStatus(503));

    assertThat(provider.authenticity(signed(theirs, body))).isEqualTo(UNKNOWN);
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void everyKeyOfTheSetIsTried() {
    published(okJson(FalSigner.keySet(FalSigner.make(), FalSigner.make(), theirs)));

    assertThat(provider().authenticity(signed(theirs, body))).isEqualTo(GENUINE);
  }

  @Test
  void anotherKeysSignatureIsForged() {
    assertThat(provider().authenticity(signed(FalSigner.make(), body))).isEqualTo(FORGED);
  }

  @Test
  void aBodyThatWasTamperedWithIsForged() {
    var callback = signed(theirs, body);
    var other = Arrays.copyOf(callback.body(), callback.body().length);
    other[other.length / 2] ^= 1;

    assertThat(provider().authenticity(new CallbackRequest(callback.headers(), other)))
        .isEqualTo(FORGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"request-id", "user-id", "timestamp", "signature"})
  void withoutOneOfTheHeadersItIsNotAskedWhoSigned(String header) {
    var headers = new HashMap<>(signed(theirs, body).headers());
    headers.remove("x-fal-webhook-" + header);

    assertThat(provider().authenticity(new CallbackRequest(headers, body))).isEqualTo(FORGED);
    assertThat(fetches()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"request-id", "user-id", "timestamp"})
  void everyHeaderIsSigned(String header) {
    var headers = new HashMap<>(signed(theirs, body).headers());
    headers.merge("x-fal-webhook-" + header, "0", (value, _) -> "0" + value);

    assertThat(provider().authenticity(new CallbackRequest(headers, body))).isEqualTo(FORGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zz", "00", "é"})
  void whatIsNoSignatureIsForged(String signature) {
    var headers = new HashMap<>(signed(theirs, body).headers());
    headers.put("x-fal-webhook-signature", signature);

    assertThat(provider().authenticity(new CallbackRequest(headers, body))).isEqualTo(FORGED);
  }

  @ParameterizedTest
  @ValueSource(longs = {-7501, 301})
  void anOldOrAFutureCallbackIsRejected(long seconds) {
    var callback = signed(theirs, body);
    var then = signedAt(theirs, body, seconds);

    assertThat(provider().authenticity(callback)).isEqualTo(GENUINE);
    assertThat(provider().authenticity(then)).isEqualTo(FORGED);
  }

  @ParameterizedTest
  @ValueSource(longs = {-7500, -301, 300})
  void clocksMayBeFiveMinutesApartAndARetryTwoHoursOld(long seconds) {
    assertThat(provider().authenticity(signedAt(theirs, body, seconds))).isEqualTo(GENUINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "99999999999999999999", "1.5"})
  void aMalformedTimestampIsRejected(String timestamp) {
    assertThat(provider().authenticity(signed(theirs, body, timestamp))).isEqualTo(FORGED);
  }

  @Test
  void aRotatedKeyIsFetchedButNotMoreThanOnceAMinute() {
    var provider = provider();
    assertThat(provider.authenticity(signed(theirs, body))).isEqualTo(GENUINE);
    var rotated = FalSigner.make();
    published(okJson(FalSigner.keySet(rotated)));

    clock.advance(Duration.ofSeconds(59));
    assertThat(provider.authenticity(signed(rotated, body))).isEqualTo(FORGED);
    assertThat(fetches()).isEqualTo(1);

    clock.advance(Duration.ofSeconds(1));
    assertThat(provider.authenticity(signed(rotated, body))).isEqualTo(GENUINE);
    assertThat(provider.authenticity(signed(theirs, body))).isEqualTo(FORGED);
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void forgersCannotMakeUsFetchAgainAndAgain() {
    var provider = provider();

    for (int ring = 0; ring < 5; ring++) {
      assertThat(provider.authenticity(signed(FalSigner.make(), body))).isEqualTo(FORGED);
    }

    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void withoutTheKeysNobodyIsGenuineUntilTheyCanBeHad() {
    published(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    var provider = provider();
    assertThat(provider.authenticity(signed(theirs, body))).isEqualTo(UNKNOWN);

    published(okJson(FalSigner.keySet(theirs)));
    clock.advance(Duration.ofMinutes(1));

    assertThat(provider.authenticity(signed(theirs, body))).isEqualTo(GENUINE);
  }

  @Test
  void nobodyAtTheKeysAddressIsNoException() {
    var provider = provider();
    server.stop();

    assertThat(provider.authenticity(signed(theirs, body))).isEqualTo(UNKNOWN);
  }

  @Test
  void keysThatDoNotComeInTimeAreNotWaitedFor() {
    published(okJson(FalSigner.keySet(theirs)).withFixedDelay(5000));

    assertThat(provider().authenticity(signed(theirs, body))).isEqualTo(UNKNOWN);
  }

  @Test
  void whatWasKnownOutlivesAFetchThatFailed() {
    var provider = provider();
    provider.authenticity(signed(theirs, body));
    published(aResponse().withStatus(500));
    clock.advance(Duration.ofMinutes(2));

    assertThat(provider.authenticity(signed(FalSigner.make(), body))).isEqualTo(UNKNOWN);
    assertThat(fetches()).isEqualTo(2);
    assertThat(provider.authenticity(signed(theirs, body))).isEqualTo(GENUINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        """
            {"keys":null}""",
        """
            {"keys":[null,1,{},{"x":""},{"x":"AAAA"},{"x":"!"}]}""",
        """
            {"keys":[{"crv":"X25519","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}"""
      })
  void aKeySetWithoutKeysMakesNobodyGenuine(String keys) {
    published(okJson(keys));

    assertThat(provider().authenticity(signed(theirs, body))).isEqualTo(UNKNOWN);
  }

  @Test
  void keysThatAreElsewhereByNowAreNotFollowed() {
    published(aResponse().withStatus(302).withHeader("Location", "/elsewhere"));
    server.stubFor(get(urlEqualTo("/elsewhere")).willReturn(okJson(FalSigner.keySet(theirs))));

    assertThat(provider().authenticity(signed(theirs, body))).isEqualTo(UNKNOWN);
    assertThat(fetches()).isEqualTo(1);
  }

  private FalProvider provider() {
    var prefix = "darkroom.provider.fal.";
    var config =
        FalProviderTest.config(
            Map.of(
                prefix + "webhook-keys-url",
                "http://localhost:" + server.port() + KEYS,
                prefix + "webhook-keys-timeout",
                "PT1S"));
    return new FalProvider(config, new TestingSecrets(), clock);
  }

  private void published(ResponseDefinitionBuilder answer) {
    server.resetMappings();
    server.stubFor(get(urlEqualTo(KEYS)).withHeader("Authorization", absent()).willReturn(answer));
  }

  private int fetches() {
    return server.getAllServeEvents().size();
  }

  private CallbackRequest signed(FalSigner keys, byte[] text) {
    return signedAt(keys, text, 0);
  }

  private CallbackRequest signedAt(FalSigner keys, byte[] text, long seconds) {
    return signed(keys, text, Long.toString(clock.instant().getEpochSecond() + seconds));
  }

  private static CallbackRequest signed(FalSigner signer, byte[] text, String timestamp) {
    return new CallbackRequest(signer.headers(FalExamples.REQUEST, text, timestamp), text);
  }
}
