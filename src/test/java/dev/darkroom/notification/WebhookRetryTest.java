package dev.darkroom.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a receiver that failed is called again. */
class WebhookRetryTest {
  private static final Instant SINCE = Instant.parse("2026-11-20T12:00:00Z");
  private static final WebhookRetry RETRY = new WebhookRetry(SINCE, Duration.ofDays(3));

  @ParameterizedTest
  @CsvSource({
    "PT2H, PT1S, PT2H", // never sooner than without it
    "PT2H, PT3H, PT3H",
    "PT2H, PT9H, PT4H", // never later than the longest wait
  })
  void aReceiverMakesAWaitLongerAndNeverShorter(Duration age, Duration asked, Duration wait) {
    var now = SINCE.plus(age);

    assertThat(RETRY.next(now, Optional.of(asked))).contains(now.plus(wait));
  }
}
