package dev.darkroom.explorer;

import dev.darkroom.explorer.Explorer.Result;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an exploration came to, for people. */
record ExplorationRow(Result result, double seconds) {
  static final String HEAD =
      """
      | bound | with | events, callbacks, sweeps | moments of time | decisions | faults | at once | states | transitions | calm days from | runs of real code | skipped: merged | third copies | calm days | s |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  /** A row of the table on the page. */
  String row() {
    var budget = result.bound().budget();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d, %d, %d | %d | %d | %d | %d | %,d | %,d | %,d | %,d | %,d | %,d | %,d |"
            + " %.0f |%n",
        result.bound().name(),
        with(),
        budget.submits(),
        budget.rings(),
        budget.sweeps(),
        budget.jumps(),
        budget.decisions(),
        budget.faults(),
        result.bound().atOnce(),
        result.states(),
        result.transitions(),
        result.leaves(),
        result.scripts(),
        result.skipped().merged(),
        result.skipped().copies(),
        result.skipped().days(),
        seconds);
  }

  /** What may happen beside the usual. */
  private String with() {
    var scenario = result.bound().scenario();
    var features =
        scenario.features().stream()
            .sorted()
            .filter(one -> !one.isDecision() || result.bound().budget().decisions() > 0)
            .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    return features.isEmpty() ? "–" : features;
  }

  /** A line of a log. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s: %s, %s: %,d states, %,d transitions, %,d leaves, %,d runs of real code; skipped: %,d"
            + " merged, %,d third copies, %,d calm days; whole %s, %.1f s, order fixed, no seed",
        result.bound().name(),
        result.bound().budget(),
        result.bound().scenario(),
        result.states(),
        result.transitions(),
        result.leaves(),
        result.scripts(),
        result.skipped().merged(),
        result.skipped().copies(),
        result.skipped().days(),
        result.isWhole(),
        seconds);
  }
}
