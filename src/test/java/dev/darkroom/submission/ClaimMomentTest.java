package dev.darkroom.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The moment of a claim, which tells it from every other claim of this process. */
class ClaimMomentTest extends SubmissionFixture {
  @Test
  void claimsOfOneMomentHaveMomentsOfTheirOwn() {
    var first = claimedAt("order-1");
    var second = claimedAt("order-2");
    var third = claimedAt("order-3");

    assertThat(first).isEqualTo(clock.instant());
    assertThat(second).isEqualTo(first.plusNanos(1));
    assertThat(third).isEqualTo(first.plusNanos(2));
  }

  @Test
  void aLaterClaimHasTheTimeOfTheClock() {
    claimedAt("order-1");
    clock.advance(Duration.ofNanos(2));

    assertThat(claimedAt("order-2")).isEqualTo(clock.instant());
  }

  @Test
  void aClockThatWasPutBackIsBelieved() {
    claimedAt("order-1");
    clock.advance(Duration.ofMillis(-1));

    assertThat(claimedAt("order-2")).isEqualTo(clock.instant());
  }

  @Test
  void aClockThatTremblesIsNot() {
    var first = claimedAt("order-1");
    clock.advance(Duration.ofNanos(-900_000));

    assertThat(claimedAt("order-2")).isEqualTo(first.plusNanos(1));
  }

  private Instant claimedAt(String id) {
    submission.submit(Examples.request(id), routes(acme));
    return store.find(Examples.request(id).taskId()).orElseThrow().createdAt();
  }
}
