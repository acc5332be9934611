package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The faults of the simulated provider, through the HTTP routes. */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class LocalFaultsTest extends LocalModeFixture {
  @Test
  void aLostCallbackIsMadeGoodByTheSweep() throws Exception {
    Caller.submit("lost", "a fox @fault:lost-callback");
    MovableClock.advance(Duration.ofMinutes(3));

    var record = Caller.awaitStatus("lost", "succeeded");

    assertOneGoodImage(record, "image/jpeg", 2048, 2048);
    assertThat(paid("lost")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doubled-callback",
        "late-callback",
        "early-callback",
        "reordered-callback",
        "forged-callback",
        "truncated-once",
        "unknown-state"
      })
  void itEndsInOneImageAllTheSame(String fault) throws Exception {
    Caller.submit(fault, "@fault:" + fault);

    var record = Caller.awaitStatus(fault, "succeeded");

    assertOneGoodImage(record, "image/jpeg", 2048, 2048);
    assertThat(paid(fault)).isEqualTo(1);
    assertThat(outcomes(Caller.await(fault, told -> outcomes(told) > 0))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-answer", "error-after-accept"})
  void aSubmitWithoutAnAnswerIsHealedByItsCallbackAndNeverRepeated(String fault) throws Exception {
    var answer = Caller.submit(fault, "@fault:" + fault);

    assertThat(answer.statusCode()).isEqualTo(202);
    var record = Caller.awaitStatus(fault, "succeeded");
    assertOneGoodImage(record, "image/jpeg", 2048, 2048);
    assertThat(paid(fault)).isEqualTo(1);
  }

  @Test
  void aSubmitThatNobodyEverAnswersFailsAtItsDeadlineWithOnePaidCall() {
    var wish =
        Map.<String, Object>of("prompt", "a fox @fault:no-answer-lost", "deadlineSeconds", 60);
    var answer = Caller.submit("never", wish);
    assertThat(answer.<String>path("status")).isEqualTo("in_doubt");

    MovableClock.advance(Duration.ofSeconds(61));

    var record = Caller.awaitStatus("never", "failed");
    assertThat(record.<String>path("error.code")).isEqualTo("submission_in_doubt");
    assertThat(record.<Boolean>path("error.provisional")).isTrue();
    assertThat(Caller.submit("never", wish).<String>path("status")).isEqualTo("failed");
    assertThat(paid("never")).isEqualTo(1);
  }

  @Test
  void aBusyProviderSaysWhenToComeAgainAndTheKeyIsStillGood() {
    var first = Caller.submit("throttled", "a fox @fault:throttle-once");
    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.<String>path("code")).isEqualTo("rate_limited");
    assertThat(first.header("Retry-After")).isEqualTo("1");

    var second = Caller.submit("throttled", "a fox @fault:throttle-once");

    assertThat(second.statusCode()).isEqualTo(202);
    Caller.awaitStatus("throttled", "succeeded");
    assertThat(LocalWorld.simulator().accepted("[throttled]")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong-type", "redirect-loop", "expired-link"})
  void whatMayBeThePictureALittleLaterFailsProvisionallyAndIsNeverStored(String fault) {
    Caller.submit(fault, "@fault:" + fault);

    var record = Caller.awaitStatus(fault, "failed");

    assertThat(record.<String>path("error.code")).isEqualTo("result_unavailable");
    assertThat(record.<Boolean>path("error.provisional")).isTrue();
    assertThat(record.<Boolean>path("error.retryable")).isFalse();
    assertThat(record.<List<Object>>path("images")).isEmpty();
    assertThat(paid(fault)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"private-redirect", "oversized"})
  void whatIsNoAcceptableImageIsNeverStored(String fault) {
    Caller.submit(fault, "@fault:" + fault);

    var record = Caller.awaitStatus(fault, "failed");

    assertThat(record.<String>path("error.code")).isEqualTo("result_rejected");
    assertThat(record.<List<Object>>path("images")).isEmpty();
    assertThat(paid(fault)).isEqualTo(1);
  }

  @Test
  void aTruncatedImageIsTriedAgainAndNeverStored() {
    Caller.submit("truncated", "a fox @fault:truncated");

    var record = Caller.awaitStatus("truncated", "failed");

    assertThat(record.<Boolean>path("error.provisional")).isTrue();
    assertThat(record.<List<Object>>path("images")).isEmpty();
    assertThat(LocalWorld.simulator().fetches("[truncated]").size()).isGreaterThan(1);
    assertThat(paid("truncated")).isEqualTo(1);
  }

  @Test
  void aFailingLinkHasExpiredOnceItsLifeIsOver() {
    Caller.submit("expired", "a fox @fault:expired-link");
    Caller.awaitStatus("expired", "failed");

    MovableClock.advance(Duration.ofHours(25));

    var record = Caller.await("expired", answer -> !answer.<Boolean>path("error.provisional"));
    assertThat(record.<String>path("missing[0].code")).isEqualTo("result_expired");
    assertThat(paid("expired")).isEqualTo(1);
  }

  @Test
  void fewerImagesThanAskedAreDeliveredAndReported() {
    Caller.submit("fewer", Map.of("prompt", "four foxes @fault:fewer", "count", 4));

    var record = Caller.awaitStatus("fewer", "succeeded");

    assertThat(record.<Integer>path("requestedCount")).isEqualTo(4);
    assertThat(record.<List<Object>>path("images")).hasSize(2);
    assertThat(record.<String>path("adjustments[0].field")).isEqualTo("count");
    assertThat(record.<String>path("adjustments[0].actual")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "failed-bare"})
  void aFailureOfTheProviderIsPublished(String fault) {
    Caller.submit(fault, "@fault:" + fault);

    var record = Caller.awaitStatus(fault, "failed");

    assertThat(record.<String>path("error.provider")).isEqualTo("evolink");
    assertThat(record.<Boolean>path("error.provisional")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"error-in-200", "quota", "key-rejected"})
  void aRefusalSpendsNothingAndDoesNotUseTheKeyUp(String fault) {
    var refused = Caller.submit("refused-" + fault, "@fault:" + fault);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.contentType()).startsWith("application/problem+json");

    var other = Caller.submit("refused-" + fault, "a fox without trouble after " + fault);

    assertThat(other.statusCode()).isEqualTo(202);
    assertThat(LocalWorld.simulator().accepted("[refused-" + fault + "] @fault")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"key-rejected", "quota", "error-in-200", "throttle-once"})
  void whatOneProviderDoesNotTakeGoesToTheNextAndTheTimelineSaysWhy(String fault) {
    var wish =
        Map.<String, Object>of(
            "prompt",
            "a fox that falls back @fault:" + fault + "/evolink",
            "provider",
            "evolink",
            "fallback",
            List.of("modellix", "liangxin"));

    Caller.submit("fallback-" + fault, wish);
    MovableClock.advance(Duration.ofSeconds(30)); // Modellix does not call back
    var record = Caller.awaitStatus("fallback-" + fault, "succeeded");

    assertThat(record.<String>path("provider")).isEqualTo("modellix");
    assertThat(record.<List<String>>path("timeline.outcome"))
        .contains("claimed for evolink")
        .anyMatch(line -> line.matches("not accepted: \\w+; falling back to modellix"));
    assertThat(LocalWorld.simulator().accepted("[fallback-" + fault + "]")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-answer-lost", "error-after-accept"})
  void whatMayHaveBeenTakenNeverGoesToAnother(String fault) {
    var wish =
        Map.<String, Object>of(
            "prompt",
            "a fox in doubt @fault:" + fault + "/evolink",
            "provider",
            "evolink",
            "fallback",
            List.of("modellix", "liangxin"));

    Caller.submit("doubt-" + fault, wish);

    assertThat(LocalWorld.simulator().submits("[doubt-" + fault + "]")).isEqualTo(1);
    assertThat(Caller.generation("doubt-" + fault).<String>path("provider")).isEqualTo("evolink");
  }

  @Test
  void aRequestThatWaitsAtFalIsTakenBackByACancelAndNotBilled() {
    Caller.submit(
        "taken-back",
        Map.of("prompt", "a fox that nobody wants @fault:late-finish=3600", "provider", "fal"));

    var answer = Caller.cancel("taken-back");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.<String>path("status")).isEqualTo("cancelled");
    assertThat(paid("taken-back")).isEqualTo(1);
    assertThat(LocalWorld.simulator().accepted("[taken-back]")).isZero();
  }

  @Test
  void aRequestThatRunsAtFalGoesOnAfterACancelAndIsDeliveredLate() {
    Caller.submit(
        "too-late", Map.of("prompt", "a fox after all @fault:late-finish=600", "provider", "fal"));
    MovableClock.advance(Duration.ofMinutes(5));

    Caller.cancel("too-late");
    MovableClock.advance(Duration.ofMinutes(10));

    var record = Caller.awaitStatus("too-late", "succeeded");
    assertThat(record.<Boolean>path("late")).isTrue();
    assertThat(LocalWorld.simulator().accepted("[too-late]")).isEqualTo(1);
  }

  private static int outcomes(Response record) {
    return Collections.frequency(record.<List<String>>path("timeline.step"), "notification");
  }
}
