package dev.darkroom.callback;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackTokenTest {
  private static final TaskId TASK = TaskId.of(new RequestId("order-1"));
  private static final TaskId OTHER = TaskId.of(new RequestId("order-2"));
  private static final String OLD = "old:" + "o".repeat(32);
  private static final String NEW = "new:" + "n".repeat(32);
  private static final CallbackKeys KEYS = CallbackKeys.parse(OLD, "DARKROOM_CALLBACK_KEYS");

  private final String token = CallbackToken.sign(ACME, TASK, KEYS);

  @Test
  void aTokenOfOursNamesItsTask() {
    assertThat(CallbackToken.verify(ACME, token, KEYS)).contains(TASK);
  }

  /** Computed apart from this code, with OpenSSL. */
  @Test
  void aTokenIsTheKeysNameTheTaskAndTheMac() {
    assertThat(token).isEqualTo("old." + TASK + ".lXQ6r9WJncQltVkJTnYk5M10YHO-5dTGsNmp9ez62zk");
  }

  @Test
  void aTokenFitsInAPathSegment() {
    assertThat(token).matches("[A-Za-z0-9._-]+").hasSizeLessThan(100);
  }

  @Test
  void aTokenOfAnotherProviderIsForged() {
    assertThat(CallbackToken.verify(BOLT, token, KEYS)).isEmpty();
  }

  @Test
  void aTokenOfAnotherTaskIsForged() {
    var forged = token.replace(TASK.value(), OTHER.value());

    assertThat(CallbackToken.verify(ACME, forged, KEYS)).isEmpty();
  }

  @Test
  void aTokenUnderAnotherKeysNameIsForged() {
    var sameSecret = CallbackKeys.parse(OLD + ",two:" + "o".repeat(32), "DARKROOM_CALLBACK_KEYS");

    assertThat(CallbackToken.verify(ACME, token.replace("old.", "two."), sameSecret)).isEmpty();
    assertThat(CallbackToken.verify(ACME, token.replace("old.", "none."), sameSecret)).isEmpty();
  }

  @Test
  void aTokenWithAnyCharacterOfItsMacChangedIsForged() {
    int start = token.lastIndexOf('.') + 1;

    for (int place = start; place < token.length(); place++) {
      var tampered = new StringBuilder(token);
      tampered.setCharAt(place, token.charAt(place) == 'A' ? 'B' : 'A');
      assertThat(CallbackToken.verify(ACME, tampered.toString(), KEYS)).isEmpty();
    }
  }

  @Test
  void aTokenThatIsCutOrLengthenedIsForged() {
    assertThat(CallbackToken.verify(ACME, token.substring(0, token.length() - 1), KEYS)).isEmpty();
    assertThat(CallbackToken.verify(ACME, token + "=", KEYS)).isEmpty();
    assertThat(CallbackToken.verify(ACME, token + ".", KEYS)).isEmpty();
    assertThat(CallbackToken.verify(ACME, token.substring(0, token.lastIndexOf('.') + 1), KEYS))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "...", "old", "old.x.y", "\u0000", "ü.ü.ü", "null"})
  void garbageIsForged(String garbage) {
    assertThat(CallbackToken.verify(ACME, garbage, KEYS)).isEmpty();
  }

  @Test
  void duringARotationTheFirstKeySignsAndBothVerify() {
    var before = CallbackKeys.parse(OLD + ", " + NEW, "DARKROOM_CALLBACK_KEYS");
    var after = CallbackKeys.parse(NEW + "," + OLD, "DARKROOM_CALLBACK_KEYS");

    var signedBefore = CallbackToken.sign(ACME, TASK, before);
    var signedAfter = CallbackToken.sign(ACME, TASK, after);

    assertThat(signedBefore).startsWith("old.");
    assertThat(signedAfter).startsWith("new.");
    assertThat(CallbackToken.verify(ACME, signedBefore, after)).contains(TASK);
    assertThat(CallbackToken.verify(ACME, signedAfter, before)).contains(TASK);
    assertThat(
            CallbackToken.verify(
                ACME, signedBefore, CallbackKeys.parse(NEW, "DARKROOM_CALLBACK_KEYS")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entry 1 | hush-hush-hush-hush-hush-hush-hush-hush",
        "entry 1 | k1:hush-hush",
        "entry 1 | K1:hush-hush-hush-hush-hush-hush-hush-hush",
        "entry 1 | muchtoolong:hush-hush-hush-hush-hush-hush-hush",
        "entry 1 | :hush-hush-hush-hush-hush-hush-hush-hush",
        "entry 2 | k1:oooooooooooooooooooooooooooooooo,hush",
        "entry 2 | k1:oooooooooooooooooooooooooooooooo,k2:hush hush hush hush hush hush hush h",
        "entry 2 | k1:oooooooooooooooooooooooooooooooo,",
        "entry 2 | k1:oooooooooooooooooooooooooooooooo,k1:hush-hush-hush-hush-hush-hush-hush-hush"
      })
  void aMalformedKeyIsNamedByItsPlaceAndNotShown(String place, String text) {
    assertThatThrownBy(() -> CallbackKeys.parse(text, "DARKROOM_CALLBACK_KEYS"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DARKROOM_CALLBACK_KEYS")
        .hasMessageContaining(place)
        .hasMessageNotContaining("hush");
  }

  @Test
  void aKeyIsNeverSeenInAText() {
    assertThat(KEYS.toString()).contains("old").doesNotContain("ooo");
  }

  @Test
  void theAddressIsBelowTheBaseAndCarriesTheToken() {
    var plain = address("https://api.example");
    var withStageAndSlash = address("https://api.example/prod/");

    assertThat(plain).hasToString("https://api.example/v1/callbacks/acme/" + token);
    assertThat(withStageAndSlash)
        .hasToString("https://api.example/prod/v1/callbacks/acme/" + token);
  }

  @Test
  void withoutABaseThereIsNoAddress() {
    var addresses = TestingCallback.addresses(Optional.empty(), Optional.of(OLD));

    assertThat(addresses.of(ACME, TASK)).isEmpty();
    assertThat(addresses.isConfigured()).isFalse();
  }

  @Test
  void withABaseProvidersCanCallBack() {
    var addresses = TestingCallback.addresses(Optional.of("https://api.example"), Optional.of(OLD));

    assertThat(addresses.isConfigured()).isTrue();
  }

  @Test
  void aBaseWithoutKeysIsAMistakeThatNamesTheVariables() {
    var addresses = TestingCallback.addresses(Optional.of("https://api.example"), Optional.empty());

    assertThatThrownBy(() -> addresses.of(ACME, TASK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DARKROOM_CALLBACK_KEYS_PARAMETER");
  }

  @Test
  void keysComeFromTheVariableOrElseFromTheParameter() {
    var secrets = new TestingCallback.OneSecret(NEW);
    var both = TestingCallback.config(Optional.empty(), Optional.of(OLD), Optional.of("/keys"));
    var parameter =
        TestingCallback.config(Optional.empty(), Optional.empty(), Optional.of("/keys"));
    var neither = TestingCallback.config(Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(new KeyRing(both, secrets).keys())
        .contains(CallbackKeys.parse(OLD, "DARKROOM_CALLBACK_KEYS"));
    assertThat(new KeyRing(parameter, secrets).keys())
        .contains(CallbackKeys.parse(NEW, "DARKROOM_CALLBACK_KEYS"));
    assertThat(new KeyRing(neither, secrets).keys()).isEmpty();
  }

  @Test
  void theErrorOfBadKeysInAParameterNamesTheParameterAndNotTheKeys() {
    var secrets = new TestingCallback.OneSecret("one:tooshort");
    var parameter =
        TestingCallback.config(Optional.empty(), Optional.empty(), Optional.of("/keys"));

    assertThatThrownBy(() -> new KeyRing(parameter, secrets).keys())
        .hasMessageContaining("SSM parameter /keys (DARKROOM_CALLBACK_KEYS_PARAMETER): entry 1 ")
        .hasMessageNotContaining("tooshort");
  }

  private static java.net.URI address(String base) {
    return TestingCallback.addresses(Optional.of(base), Optional.of(OLD))
        .of(ACME, TASK)
        .orElseThrow();
  }
}
