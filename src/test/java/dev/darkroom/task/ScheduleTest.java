package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the sweep looks at a task, if everything else is lost. */
class ScheduleTest {
  private final Schedule day = new Schedule(NOW.plus(Duration.ofDays(1)), NOW.plusSeconds(3_600));
  private final Schedule hurry = new Schedule(NOW.plusSeconds(30), NOW.plusSeconds(20));

  @ParameterizedTest
  @CsvSource({"1800, 5, 60", "1800, 60, 60", "1800, 61, 61", "1800, 9999, 1800", "30, 5, 30"})
  void aClaimIsLookedAtAfterItsGraceAndAtItsDeadlineAtTheLatest(
      long lifetime, long wanted, long expected) {
    var schedule = Schedule.claimed(NOW, Duration.ofSeconds(lifetime), Duration.ofSeconds(wanted));

    assertThat(schedule.deadline()).isEqualTo(NOW.plusSeconds(lifetime));
    assertThat(schedule.nextCheckAt()).isEqualTo(NOW.plusSeconds(expected));
  }

  @ParameterizedTest
  @CsvSource({"true, false, 60", "true, true, 60", "false, true, 90", "false, false, 86400"})
  void aDoubtIsLookedAtWhenThereIsSomethingToAsk(
      boolean hasHints, boolean isRepeatable, long seconds) {
    assertThat(day.inDoubt(hasHints, isRepeatable, NOW).nextCheckAt())
        .isEqualTo(NOW.plusSeconds(seconds));
  }

  @Test
  void noDoubtIsLookedAtLaterThanItsDeadline() {
    assertThat(hurry.inDoubt(true, false, NOW).nextCheckAt()).isEqualTo(hurry.deadline());
    assertThat(hurry.inDoubt(false, true, NOW).nextCheckAt()).isEqualTo(hurry.deadline());
    assertThat(hurry.healed(NOW).nextCheckAt()).isEqualTo(hurry.deadline());
    assertThat(day.healed(NOW).nextCheckAt()).isEqualTo(NOW.plusSeconds(90));
  }

  /** A move in the index of open tasks costs two writes. */
  @ParameterizedTest
  @CsvSource({"30, 60", "31, 31", "179, 179", "180, 60"})
  void aSettledTaskKeepsANextCheckThatWillDo(long before, long after) {
    assertThat(day.at(NOW.plusSeconds(before)).settled(NOW).nextCheckAt())
        .isEqualTo(NOW.plusSeconds(after));
  }
}
