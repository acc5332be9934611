package dev.darkroom.task;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tells two claims of one id apart. */
class SameClaimTest {
  @Test
  void aClaimStaysTheSameThroughItsChanges() {
    var claim = claimed(NOW);

    assertThat(claim.inDoubt(ACME, "timed out", NOW.plusSeconds(9)).isSameClaimAs(claim)).isTrue();
  }

  @Test
  void aClaimInTheIdsSecondLifeIsAnotherOne() {
    assertThat(claimed(NOW.plusSeconds(1)).isSameClaimAs(claimed(NOW))).isFalse();
  }

  @Test
  void aClaimOverARefusalIsAnotherOneEvenInTheSameMoment() {
    var claim = claimed(NOW);

    assertThat(claimed(NOW).replacing(claim).isSameClaimAs(claim)).isFalse();
  }

  private static Task claimed(Instant now) {
    return Task.claimed(Examples.request(), ACME, List.of(), now, Duration.ofMinutes(1));
  }
}
