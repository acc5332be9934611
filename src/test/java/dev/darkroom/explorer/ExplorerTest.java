package dev.darkroom.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.explorer.World.Budget;
import org.junit.jupiter.api.Test;

class ExplorerTest {
  @Test
  void nothingBreaks() {
    java.util.logging.Logger.getLogger("dev.darkroom").setLevel(java.util.logging.Level.OFF);
    for (var budget :
        java.util.List.of(
            new Budget(1, 1, 1, 1, 1),
            new Budget(2, 1, 1, 2, 1),
            new Budget(1, 1, 1, 2, 2),
            new Budget(2, 1, 1, 1, 2))) {
      long start = System.nanoTime();
      var explorer = new Explorer(true);
      var broken = explorer.explore(explorer.start(budget), Long.getLong("states", 3_000_000));
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%s: %d states, %d transitions, %d leaves, %.1f s, %.0f states/s, %d values%n",
          budget,
          explorer.seen.size(),
          explorer.transitions,
          explorer.leaves,
          seconds,
          explorer.seen.size() / seconds,
          explorer.scripts());
      broken.ifPresent(history -> System.out.println(String.join("\n  ", history)));
      assertThat(broken).as("%s", budget).isEmpty();
    }
  }
}
