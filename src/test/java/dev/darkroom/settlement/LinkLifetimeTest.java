package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.Progress;
import dev.darkroom.task.Progress.Listed;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long the links of a result may work. */
class LinkLifetimeTest {
  private static final Duration DEFAULT = Duration.ofHours(20);

  private final ManualClock clock = new ManualClock();
  private final Task unlisted = Examples.taskWith(Map.of());
  private final LinkLifetime lifetime =
      new LinkLifetime(
          new TestingSettleConfig(Duration.ofSeconds(5), Duration.ofHours(1), 8, DEFAULT), clock);

  @Test
  void withoutAWordOfTheProviderItIsTheDefaultFromTheFirstLookOn() {
    clock.advance(Duration.ofMinutes(3));

    assertThat(lifetime.until(unlisted, Optional.empty()))
        .isEqualTo(NOW.plusSeconds(180).plus(DEFAULT));
  }

  @Test
  void theProvidersWordCountsEvenIfItIsSoonerThanTheDefault() {
    var expiry = NOW.plus(Duration.ofHours(1));

    assertThat(lifetime.until(unlisted, Optional.of(expiry))).isEqualTo(expiry);
  }

  @Test
  void aLinkThatIsSaidToHaveExpiredIsTriedForAQuarterOfAnHour() {
    assertThat(lifetime.until(unlisted, Optional.of(NOW.minusSeconds(60))))
        .isEqualTo(NOW.plus(Duration.ofMinutes(15)));
  }

  @Test
  void aLaterLookMakesTheLifeLongerAndNeverShorter() {
    var listed = listedUntil(NOW.plus(Duration.ofHours(2)));

    assertThat(lifetime.until(listed, Optional.of(NOW.plus(Duration.ofHours(1)))))
        .isEqualTo(NOW.plus(Duration.ofHours(2)));
    assertThat(lifetime.until(listed, Optional.of(NOW.plus(Duration.ofHours(3)))))
        .isEqualTo(NOW.plus(Duration.ofHours(3)));
    assertThat(lifetime.until(listed, Optional.empty())).isEqualTo(NOW.plus(Duration.ofHours(2)));
  }

  @Test
  void noLinkLivesForMoreThanFifteenDaysAfterTheDeadline() {
    assertThat(lifetime.until(unlisted, Optional.of(Instant.MAX)))
        .isEqualTo(unlisted.deadline().plus(Duration.ofDays(15)));
  }

  @Test
  void theEndIsThatOfTheListedLinksElseTheDefaultAfterTheDeadline() {
    var end = NOW.plus(Duration.ofHours(2));

    assertThat(lifetime.end(listedUntil(end))).isEqualTo(end);
    assertThat(lifetime.end(unlisted)).isEqualTo(unlisted.deadline().plus(DEFAULT));
  }

  @Test
  void itIsOverAtItsEndAndNotASecondSooner() {
    var listed = listedUntil(NOW.plus(Duration.ofHours(2)));
    clock.advance(Duration.ofHours(2).minusSeconds(1));

    assertThat(lifetime.isOver(listed)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(lifetime.isOver(listed)).isTrue();
  }

  private Task listedUntil(Instant until) {
    return unlisted.knowing(
        Progress.NONE.imagesKnown(
            Progress.NONE.stored(), Progress.NONE.missing(), Optional.of(new Listed(1, until))));
  }
}
