package dev.darkroom.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.explorer.Explorer.Bound;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No order of events, faults and time within a bound breaks an invariant. */
class ExplorerTest {
  private static final Logger STEPS = Logger.getLogger("dev.darkroom");

  @BeforeEach
  void silence() {
    STEPS.setLevel(Level.OFF);
  }

  @AfterEach
  void speak() {
    STEPS.setLevel(null);
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void noHistoryBreaksAnInvariant(Bound bound) {
    long start = System.nanoTime();
    var result = new Explorer(bound).explore();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s: %d states, %d transitions, %d leaves, %d scripts, whole %s, %.1f s%n",
        bound,
        result.states(),
        result.transitions(),
        result.leaves(),
        result.scripts(),
        result.isWhole(),
        seconds);
    assertThat(result.broken().map(first -> shortest(bound, first))).isEmpty();
    assertThat(result.isWhole()).isTrue();
  }

  /** The shortest history that breaks an invariant; if none is found, the first one that did. */
  private static String shortest(Bound bound, List<String> first) {
    return String.join("\n  ", new Explorer(bound).shortest().orElse(first));
  }

  static List<Bound> bounds() {
    var all = Boolean.getBoolean("explore") ? Bounds.large() : Bounds.small();
    var name = System.getProperty("bound");
    return name == null
        ? all
        : all.stream().filter(one -> one.name().replace(' ', '_').equals(name)).toList();
  }
}
