package dev.darkroom.provider.fal;

import static dev.darkroom.provider.Authenticity.FORGED;
import static dev.darkroom.provider.Authenticity.GENUINE;
import static dev.darkroom.provider.Authenticity.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.Authenticity;
import dev.darkroom.provider.CallbackRequest;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.CallOutcome.Unanswered;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed as fal.ai signs, with keys made here. */
class FalWebhookKeysTest {
  private final ManualClock clock = new ManualClock();
  private final FalSigner theirs = FalSigner.make();
  private final byte[] body = FalExamples.file("webhook-ok.json").getBytes(UTF_8);
  private final FalWebhookKeys keys = new FalWebhookKeys(() -> FalKeySet.in(fetched()), clock);

  private CallOutcome published = keySet(theirs);
  private int fetches;

  @Test
  void theKeysAreFetchedForACallbackAndThenKept() {
    assertThat(fetches).isZero();

    judged(signed(theirs, body));
    clock.advance(Duration.ofHours(23));
    assertThat(judged(signed(theirs, body))).isEqualTo(GENUINE);

    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void keysAreKeptForADayAndNotLonger() {
    judged(signed(theirs, body));
    clock.advance(Duration.ofHours(24));

    published = new Answered(503, Map.of(), "");

    assertThat(judged(signed(theirs, body))).isEqualTo(UNKNOWN);
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void everyKeyOfTheSetIsTried() {
    published = keySet(FalSigner.make(), FalSigner.make(), theirs);

    assertThat(judged(signed(theirs, body))).isEqualTo(GENUINE);
  }

  @Test
  void anotherKeysSignatureIsForged() {
    assertThat(judged(signed(FalSigner.make(), body))).isEqualTo(FORGED);
  }

  @Test
  void aBodyThatWasTamperedWithIsForged() {
    var callback = signed(theirs, body);
    var other = Arrays.copyOf(callback.body(), callback.body().length);
    other[other.length / 2] ^= 1;

    assertThat(judged(new CallbackRequest(callback.headers(), other))).isEqualTo(FORGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"request-id", "user-id", "timestamp", "signature"})
  void withoutOneOfTheHeadersItIsNotAskedWhoSigned(String header) {
    var headers = new HashMap<>(signed(theirs, body).headers());
    headers.remove("x-fal-webhook-" + header);

    assertThat(judged(new CallbackRequest(headers, body))).isEqualTo(FORGED);
    assertThat(fetches).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"request-id", "user-id", "timestamp"})
  void everyHeaderIsSigned(String header) {
    var headers = new HashMap<>(signed(theirs, body).headers());
    headers.merge("x-fal-webhook-" + header, "0", (value, _) -> "0" + value);

    assertThat(judged(new CallbackRequest(headers, body))).isEqualTo(FORGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zz", "00", "é"})
  void whatIsNoSignatureIsForged(String signature) {
    var headers = new HashMap<>(signed(theirs, body).headers());
    headers.put("x-fal-webhook-signature", signature);

    assertThat(judged(new CallbackRequest(headers, body))).isEqualTo(FORGED);
  }

  /** As long as a signature is, and no point of the curve. */
  @Test
  void whatOnlyHasTheLengthOfASignatureIsForged() {
    var headers = new HashMap<>(signed(theirs, body).headers());
    headers.put("x-fal-webhook-signature", "ff".repeat(64));

    assertThat(judged(new CallbackRequest(headers, body))).isEqualTo(FORGED);
  }

  @ParameterizedTest
  @ValueSource(longs = {-7501, 301})
  void anOldOrAFutureCallbackIsRejected(long seconds) {
    assertThat(judged(signed(theirs, body))).isEqualTo(GENUINE);
    assertThat(judged(signedAt(theirs, body, seconds))).isEqualTo(FORGED);
  }

  @ParameterizedTest
  @ValueSource(longs = {-7500, -301, 300})
  void clocksMayBeFiveMinutesApartAndARetryTwoHoursOld(long seconds) {
    assertThat(judged(signedAt(theirs, body, seconds))).isEqualTo(GENUINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "99999999999999999999", "1.5"})
  void aMalformedTimestampIsRejected(String timestamp) {
    assertThat(judged(signed(theirs, body, timestamp))).isEqualTo(FORGED);
  }

  @Test
  void aRotatedKeyIsFetchedButNotMoreThanOnceAMinute() {
    assertThat(judged(signed(theirs, body))).isEqualTo(GENUINE);
    var rotated = FalSigner.make();
    published = keySet(rotated);

    clock.advance(Duration.ofSeconds(59));
    assertThat(judged(signed(rotated, body))).isEqualTo(FORGED);
    assertThat(fetches).isEqualTo(1);

    clock.advance(Duration.ofSeconds(1));
    assertThat(judged(signed(rotated, body))).isEqualTo(GENUINE);
    assertThat(judged(signed(theirs, body))).isEqualTo(FORGED);
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void forgersCannotMakeUsFetchAgainAndAgain() {
    for (int ring = 0; ring < 5; ring++) {
      assertThat(judged(signed(FalSigner.make(), body))).isEqualTo(FORGED);
    }

    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void withoutTheKeysNobodyIsGenuineUntilTheyCanBeHad() {
    published = new Unanswered("the connection broke");
    assertThat(judged(signed(theirs, body))).isEqualTo(UNKNOWN);

    published = keySet(theirs);
    clock.advance(Duration.ofMinutes(1));

    assertThat(judged(signed(theirs, body))).isEqualTo(GENUINE);
  }

  @Test
  void whatWasKnownOutlivesAFetchThatFailed() {
    judged(signed(theirs, body));
    published = new Answered(500, Map.of(), FalSigner.keySet(FalSigner.make()));
    clock.advance(Duration.ofMinutes(2));

    assertThat(judged(signed(FalSigner.make(), body))).isEqualTo(UNKNOWN);
    assertThat(fetches).isEqualTo(2);
    assertThat(judged(signed(theirs, body))).isEqualTo(GENUINE);
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
  void aKeySetWithoutKeysMakesNobodyGenuine(String set) {
    published = new Answered(200, Map.of(), set);

    assertThat(judged(signed(theirs, body))).isEqualTo(UNKNOWN);
  }

  private Authenticity judged(CallbackRequest callback) {
    return keys.authenticity(callback);
  }

  private CallOutcome fetched() {
    fetches++;
    return published;
  }

  private static CallOutcome keySet(FalSigner... signers) {
    return new Answered(200, Map.of(), FalSigner.keySet(signers));
  }

  private CallbackRequest signed(FalSigner signer, byte[] text) {
    return signedAt(signer, text, 0);
  }

  private CallbackRequest signedAt(FalSigner signer, byte[] text, long seconds) {
    return signed(signer, text, Long.toString(clock.instant().getEpochSecond() + seconds));
  }

  private static CallbackRequest signed(FalSigner signer, byte[] text, String timestamp) {
    return new CallbackRequest(signer.headers(FalExamples.REQUEST, text, timestamp), text);
  }
}
