package dev.darkroom.mutant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page of mutants. */
final class MutantsPage {
  private static final Path PATH = Path.of("src/docs/mutants.md");

  private static final String HEAD =
      """
      # Mutants

      Each line is a fault that `MutantRun` puts into the code: one condition, one call or one answer is taken away, alone. The code still
      compiles, and something must notice: [the explorer](explorer.md), by the invariant that breaks within one of its bounds, or the named
      test, which is run without the fault first. `./mvnw test -Dtest=MutantRun -Ddocs=write` runs them all and writes this page;
      `-Dmutant=<regex>` runs some of them, and writes their lines anew. Every build checks that each fault still applies to the code, and that
      this list is that of the code (`MutantListTest`).

      """;

  private static final String COLUMNS =
      """

      | class | what the code does then | found by | seconds |
      |---|---|---|---|
      """;

  private MutantsPage() {}

  /**
   * A mutant that was noticed.
   *
   * @param broken the invariant that the explorer names; empty: a test noticed it
   */
  record Kill(Mutant mutant, String broken, double seconds) {}

  /** A row as far as the list alone tells it. */
  static String row(Mutant mutant) {
    return "| `%s` | %s | %s".formatted(mutant.place(), mutant.what(), mutant.killer());
  }

  /** The rows of the page as it is. */
  static List<String> rows() throws IOException {
    return Files.readAllLines(PATH).stream().filter(line -> line.startsWith("| `")).toList();
  }

  /** Writes the page with the rows of these; the others keep theirs. */
  static void write(Map<Mutant, Kill> kills) throws IOException {
    var former = Files.exists(PATH) ? rows() : List.<String>of();
    var rows =
        Mutants.all().stream()
            .flatMap(one -> row(one, Optional.ofNullable(kills.get(one)), former).stream())
            .toList();
    long explored = rows.stream().filter(row -> row.contains("| the explorer, in ")).count();
    double seconds = rows.stream().mapToDouble(MutantsPage::seconds).sum();
    Files.writeString(
        PATH,
        HEAD
            + String.format(
                Locale.ROOT,
                "%d mutants, %d of them found by the explorer, in %.0f s on shared cores. None is left.%n",
                rows.size(),
                explored,
                seconds)
            + COLUMNS
            + String.join("\n", rows)
            + "\n");
  }

  private static Optional<String> row(Mutant mutant, Optional<Kill> kill, List<String> former) {
    return kill.map(MutantsPage::row)
        .or(() -> former.stream().filter(row -> row.startsWith(row(mutant))).findFirst());
  }

  private static String row(Kill kill) {
    var broken = kill.broken().isEmpty() ? "" : ": " + kill.broken().replace("|", "\\|");
    return String.format(Locale.ROOT, "%s%s | %.1f |", row(kill.mutant()), broken, kill.seconds());
  }

  private static double seconds(String row) {
    var cells = row.split("\\|", -1);
    return Double.parseDouble(cells[cells.length - 2].strip());
  }
}
