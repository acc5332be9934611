package dev.darkroom.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BoundsTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void aValueStaysWithinItsBound() {
    assertThat(Bounds.atMost(LONG, SHORT)).isEqualTo(SHORT);
    assertThat(Bounds.atMost(SHORT, LONG)).isEqualTo(SHORT);
    assertThat(Bounds.atLeast(LONG, SHORT)).isEqualTo(LONG);
    assertThat(Bounds.atLeast(SHORT, LONG)).isEqualTo(LONG);
  }

  @Test
  void ofTwoMomentsTheEarlierIsTheSmaller() {
    assertThat(Bounds.atMost(Instant.MAX, Instant.EPOCH)).isEqualTo(Instant.EPOCH);
  }
}
