package dev.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final String NOW = "Fri, 20 Nov 2026 10:00:00 GMT";

  @Test
  void secondsAreSeconds() {
    assertThat(RetryAfter.in(Map.of("retry-after", " 7 "))).contains(Duration.ofSeconds(7));
  }

  @Test
  void aDateIsMeasuredAgainstTheAnswersOwnDate() {
    var headers = Map.of("retry-after", "Fri, 20 Nov 2026 10:01:30 GMT", "date", NOW);

    assertThat(RetryAfter.in(headers)).contains(Duration.ofSeconds(90));
  }

  @Test
  void aDateThatHasPassedMeansNow() {
    var headers = Map.of("retry-after", "Fri, 20 Nov 2026 09:00:00 GMT", "date", NOW);

    assertThat(RetryAfter.in(headers)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999", "Fri, 20 Nov 2026 10:01:30 GMT"})
  void whatCannotBeReadSaysNothing(String text) {
    assertThat(RetryAfter.in(Map.of("retry-after", text))).isEmpty();
  }
}
