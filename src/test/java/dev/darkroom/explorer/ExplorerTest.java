package dev.darkroom.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.explorer.Explorer.Bound;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No order of events, faults and time within a bound breaks an invariant. {@code -Pexplore} goes
 * through the large bounds, {@code -Dbound=two_events} through one; {@code -Ddocs=write} writes
 * what came of it into the page.
 */
class ExplorerTest {
  private static final Logger STEPS = Logger.getLogger("dev.darkroom");
  private static final boolean IS_LARGE = Boolean.getBoolean("explore");
  private static final List<ExplorationRow> ROWS = new ArrayList<>();

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
  void noHistoryBreaksAnInvariant(Bound bound) throws IOException {
    long start = System.nanoTime();
    var result = new Explorer(bound).explore();
    var row = new ExplorationRow(result, (System.nanoTime() - start) / 1e9);
    System.out.println(row.line());

    assertThat(result.broken().map(first -> shortest(bound, first))).isEmpty();
    assertThat(result.isWhole()).isTrue();
    if ("write".equals(System.getProperty("docs"))) {
      ROWS.add(row);
      ExplorationPage.write(IS_LARGE ? "large bounds" : "small bounds", ROWS);
    }
  }

  /** The shortest history that breaks an invariant; if none is found, the first one that did. */
  private static String shortest(Bound bound, List<String> first) {
    return String.join("\n  ", new Explorer(bound).shortest().orElse(first));
  }

  static List<Bound> bounds() {
    var all = IS_LARGE ? Bounds.large() : Bounds.small();
    var name = System.getProperty("bound");
    return name == null
        ? all
        : all.stream().filter(one -> one.name().replace(' ', '_').equals(name)).toList();
  }
}
