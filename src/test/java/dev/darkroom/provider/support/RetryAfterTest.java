package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final String NOW = "Fri, 20 Nov 2026 10:00:00 GMT";
  private static final long NOW_IN_SECONDS = Instant.parse("2026-11-20T10:00:00Z").getEpochSecond();

  /** Ten minutes slow: whatever is measured by it is found out. */
  private static final InstantSource OURS =
      InstantSource.fixed(Instant.parse("2026-11-20T09:50:00Z"));

  @Test
  void secondsAreSeconds() {
    assertThat(wait(503, Map.of("retry-after", " 7 "))).contains(Duration.ofSeconds(7));
  }

  @Test
  void noPauseIsLongerThanADay() {
    var headers =
        Map.of(
            "date",
            "Fri, 20 Nov 2026 10:00:00 GMT",
            "retry-after",
            "Fri, 31 Dec 9999 23:59:59 GMT");

    assertThat(wait(503, Map.of("retry-after", "999999999"))).contains(Duration.ofDays(1));
    assertThat(wait(503, headers)).contains(Duration.ofDays(1));
  }

  @Test
  void aDateIsMeasuredAgainstTheAnswersOwnDate() {
    var headers = Map.of("retry-after", "Fri, 20 Nov 2026 10:01:30 GMT", "date", NOW);

    assertThat(wait(503, headers)).contains(Duration.ofSeconds(90));
  }

  @Test
  void aDateThatHasPassedMeansNow() {
    var headers = Map.of("retry-after", "Fri, 20 Nov 2026 09:00:00 GMT", "date", NOW);

    assertThat(wait(503, headers)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999", "Fri, 20 Nov 2026 10:01:30 GMT"})
  void whatCannotBeReadSaysNothing(String text) {
    assertThat(wait(429, Map.of("retry-after", text))).isEmpty();
  }

  @Test
  void aThrottledCallWaitsForTheEndOfTheWindow() {
    var headers = Map.of("x-ratelimit-reset", in(42), "date", NOW);

    assertThat(wait(429, headers)).contains(Duration.ofSeconds(42));
  }

  @Test
  void theWindowIsMeasuredByOurClockWhereTheAnswerHasNoDate() {
    assertThat(wait(429, Map.of("x-ratelimit-reset", in(-540)))).contains(Duration.ofMinutes(1));
  }

  @Test
  void whatIsSaidOutrightGoesBeforeTheWindow() {
    var headers = Map.of("retry-after", "7", "x-ratelimit-reset", in(42), "date", NOW);

    assertThat(wait(429, headers)).contains(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500, 503})
  void withoutThrottlingTheWindowIsNoReasonToWait(int status) {
    assertThat(wait(status, Map.of("x-ratelimit-reset", in(42), "date", NOW))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-5, PT0S", "900, PT15M", "901, PT15M", "86400000, PT15M"})
  void theWaitForAWindowIsBounded(long seconds, Duration expected) {
    assertThat(wait(429, Map.of("x-ratelimit-reset", in(seconds), "date", NOW))).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "42", "-1", "1795168800000", NOW})
  void aWindowThatIsNotInSecondsSince1970SaysNothing(String text) {
    assertThat(wait(429, Map.of("x-ratelimit-reset", text, "date", NOW))).isEmpty();
  }

  @Test
  void aWindowIsSpentWhereNoCallIsLeft() {
    var headers = Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", in(42), "date", NOW);

    assertThat(RetryAfter.ofSpentWindow(headers, OURS)).contains(Duration.ofSeconds(42));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "none"})
  void aWindowIsNotSpentWhereCallsAreLeftOrNothingIsSaid(String remaining) {
    var headers =
        Map.of("x-ratelimit-remaining", remaining, "x-ratelimit-reset", in(42), "date", NOW);

    assertThat(RetryAfter.ofSpentWindow(headers, OURS)).isEmpty();
  }

  private static Optional<Duration> wait(int status, Map<String, String> headers) {
    return RetryAfter.in(status, headers, OURS);
  }

  private static String in(long seconds) {
    return Long.toString(NOW_IN_SECONDS + seconds);
  }
}
