package dev.darkroom.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.conformance.Conformance;
import dev.darkroom.conformance.RecordsByHand;
import dev.darkroom.explorer.Explorer.Bound;
import java.util.List;
import java.util.Random;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever meets whatever, and whoever dies: the model allows the lines, and every version. */
@RecordsByHand // many histories of one claim, each judged here by itself
class HistoryReplayTest {
  private static final Logger STEPS = Logger.getLogger("dev.darkroom.step");
  private static final int HISTORIES = Integer.getInteger("histories", 20);

  @BeforeEach
  void silence() {
    STEPS.setUseParentHandlers(false);
  }

  @AfterEach
  void speak() {
    STEPS.setUseParentHandlers(true);
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void theModelAllowsTheLinesOfEveryHistory(Bound bound) {
    long seed = Long.getLong("seed", new Random().nextLong());
    var random = new Random(seed);
    long lines = 0;
    for (int history = 0; history < HISTORIES; history++) {
      var explorer = new Explorer(bound);
      var one = explorer.random(random);
      var log = one.from(explorer.start());
      var report = Conformance.check(log.stream());
      lines += report.lines();
      assertThat(report.violations())
          .as("seed %d, %s:%n  %s", seed, bound.name(), String.join("\n  ", one.labels()))
          .isEmpty();
    }
    System.out.printf(
        "%s: %d histories, %d lines replayed, seed %d%n", bound.name(), HISTORIES, lines, seed);
    assertThat(lines).isGreaterThan(HISTORIES);
  }

  /** Every scenario of the explorer, with room for long histories. */
  static List<Bound> bounds() {
    var room = new Budget(2, 3, 3, 8, 2, 2);
    return Bounds.small().stream().map(one -> Bound.of(one.name(), one.scenario(), room)).toList();
  }
}
