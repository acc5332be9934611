package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever maps the file is on the same time. */
class MovedClockTest {
  @Test
  void aClockThatIsMovedMovesTheOtherOne(@TempDir Path folder) {
    var ours = MovedClock.of(folder.resolve("clock"));
    var theirs = MovedClock.of(folder.resolve("clock"));

    ours.advance(Duration.ofHours(1));
    ours.advance(Duration.ofHours(1));

    assertThat(theirs.instant())
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(119)),
            Instant.now().plus(Duration.ofMinutes(121)));
  }

  @Test
  void aClockThatStartsLaterIsAsFarAhead(@TempDir Path folder) {
    MovedClock.of(folder.resolve("clock")).advance(Duration.ofDays(3));

    assertThat(MovedClock.of(folder.resolve("clock")).instant())
        .isAfter(Instant.now().plus(Duration.ofDays(2)));
  }
}
