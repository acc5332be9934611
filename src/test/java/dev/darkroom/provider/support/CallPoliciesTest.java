package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.ResponseReader.TooLarge;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts against a provider's health, and which free call is worth another attempt. */
class CallPoliciesTest {
  @ParameterizedTest
  @CsvSource({
    "429, false, true",
    "500, true, true",
    "501, true, false",
    "502, true, true",
    "503, true, true",
    "504, true, true",
    "505, true, false"
  })
  void anUnhealthyAnswerIsJudgedByItsStatus(int status, boolean isFault, boolean isWorthARead) {
    var answer = unhealthy(status, Map.of());

    assertThat(CallPolicies.isFault(answer)).isEqualTo(isFault);
    assertThat(CallPolicies.isWorthAnotherRead(answer)).isEqualTo(isWorthARead);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "10, true", "11, false"})
  void aLongWaitIsLeftToTheQueue(String seconds, boolean isWorthARead) {
    assertThat(CallPolicies.isWorthAnotherRead(unhealthy(503, Map.of("retry-after", seconds))))
        .isEqualTo(isWorthARead);
  }

  @Test
  void aConnectionThatBrokeIsAFaultAndWorthAnotherRead() {
    assertThat(CallPolicies.isFault(new IOException())).isTrue();
    assertThat(CallPolicies.isWorthAnotherRead(new IOException())).isTrue();
  }

  @Test
  void anAnswerThatIsTooLargeIsNoFaultAndWouldBeSoAgain() {
    assertThat(CallPolicies.isFault(new TooLarge())).isFalse();
    assertThat(CallPolicies.isWorthAnotherRead(new TooLarge())).isFalse();
  }

  @Test
  void anOpenBreakerIsNotKnockedAt() {
    assertThat(CallPolicies.isWorthAnotherRead(new CircuitBreakerOpenException())).isFalse();
  }

  @Test
  void pausesDoubleUpToAThousandfold() {
    var backoff = CallPolicies.backoff(Duration.ofMillis(5));

    assertThat(IntStream.range(0, 13).mapToLong(_ -> backoff.nextDelayInMillis(new IOException())))
        .containsExactly(
            5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2560L, 5120L, 5120L, 5120L);
  }

  @Test
  void theProvidersOwnWishGoesBeforeThePause() {
    var backoff = CallPolicies.backoff(Duration.ofMillis(5));

    assertThat(backoff.nextDelayInMillis(unhealthy(429, Map.of("retry-after", "7"))))
        .isEqualTo(7_000);
    assertThat(backoff.nextDelayInMillis(unhealthy(429, Map.of()))).isEqualTo(10);
  }

  private static UnhealthyResponseException unhealthy(int status, Map<String, String> headers) {
    return catchThrowableOfType(
        UnhealthyResponseException.class,
        () -> UnhealthyResponseException.unless(new Answered(status, headers, "")));
  }
}
