package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Waits between checks that bring nothing. */
class BackoffTest {
  private final Backoff backoff = backoff(Duration.ofSeconds(3), Duration.ofMinutes(20));

  @Test
  void waitsDoubleFromTheFirstToTheLongest() {
    var waits = IntStream.rangeClosed(0, 10).mapToObj(backoff::after).map(Duration::toSeconds);

    assertThat(waits).containsExactly(3L, 6L, 12L, 24L, 48L, 96L, 192L, 384L, 768L, 1200L, 1200L);
  }

  @Test
  void aThousandRetriesWaitNoLessThanTen() {
    assertThat(IntStream.rangeClosed(10, 1000).mapToObj(backoff::after))
        .allMatch(Duration.ofMinutes(20)::equals);
  }

  @Test
  void aRunningTaskIsPolledEveryFiveMinutesAtLeast() {
    var waits = IntStream.of(0, 4, 6, 7, 1000).mapToObj(backoff::whileRunning);

    assertThat(waits.map(Duration::toSeconds)).containsExactly(3L, 48L, 192L, 300L, 300L);
  }

  @Test
  void noWaitIsAboveTheConfiguredLongest() {
    var impatient = backoff(Duration.ofSeconds(3), Duration.ofMinutes(2));

    assertThat(impatient.longestWhileRunning()).isEqualTo(Duration.ofMinutes(2));
    assertThat(impatient.whileRunning(1000)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void theProvidersWishMakesAWaitLongerUpToTheLongestAndNeverShorter() {
    var own = Duration.ofSeconds(30);

    assertThat(backoff.respecting(Optional.empty(), own)).isEqualTo(own);
    assertThat(backoff.respecting(Optional.of(own.minusSeconds(1)), own)).isEqualTo(own);
    assertThat(backoff.respecting(Optional.of(own.plusSeconds(1)), own)).hasSeconds(31);
    assertThat(backoff.respecting(Optional.of(Duration.ofHours(5)), own)).hasMinutes(20);
  }

  @Test
  void aWaitOfOursAboveTheLongestIsNotCutByTheProvidersWish() {
    var own = Duration.ofMinutes(30);

    assertThat(backoff.respecting(Optional.of(Duration.ofHours(5)), own)).isEqualTo(own);
  }

  private static Backoff backoff(Duration first, Duration longest) {
    return new Backoff(TestingSettleConfig.waiting(first, longest));
  }
}
