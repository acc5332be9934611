package dev.darkroom.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which paid calls may begin in the time that an invocation has. */
class TimeLeftTest {
  private static final Duration CALL = Duration.ofSeconds(20);

  private final ManualClock clock = new ManualClock();
  private final TimeLeft timeLeft = new TimeLeft(clock);

  @Test
  void outsideAnInvocationTimeIsUnlimited() {
    assertThat(timeLeft.isEnoughFor(Duration.ofDays(1000))).isTrue();
    assertThat(timeLeft.isEarlyEnoughFor(Duration.ofDays(1000))).isTrue();
  }

  @Test
  void aCallNeedsItsOwnTimeAndTwoSecondsToBeRecorded() {
    timeLeft.begin(Duration.ofSeconds(29));
    clock.advance(Duration.ofSeconds(7));
    assertThat(timeLeft.isEnoughFor(CALL)).isTrue();

    clock.advance(Duration.ofMillis(1));
    assertThat(timeLeft.isEnoughFor(CALL)).isFalse();
    assertThat(timeLeft.isEarlyEnoughFor(CALL)).isFalse();
  }

  @Test
  void theFirstCallMayBeginWithinFiveSecondsHoweverShortTheInvocation() {
    timeLeft.begin(Duration.ofSeconds(10));
    clock.advance(Duration.ofSeconds(5));
    assertThat(timeLeft.isEnoughFor(CALL)).isFalse();
    assertThat(timeLeft.isEarlyEnoughFor(CALL)).isTrue();

    clock.advance(Duration.ofMillis(1));
    assertThat(timeLeft.isEarlyEnoughFor(CALL)).isFalse();
  }

  @Test
  void theNextInvocationHasATimeOfItsOwn() {
    timeLeft.begin(Duration.ofSeconds(10));
    clock.advance(Duration.ofSeconds(60));
    timeLeft.begin(Duration.ofSeconds(29));

    assertThat(timeLeft.isEnoughFor(CALL)).isTrue();
  }
}
