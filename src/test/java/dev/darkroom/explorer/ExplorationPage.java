package dev.darkroom.explorer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The measured tables on the explorer's page. A run writes its own. */
final class ExplorationPage {
  private static final Path PAGE = Path.of("src/docs/explorer.md");

  private ExplorationPage() {}

  /** Writes the table of this name anew: between its two marks. */
  static void write(String name, List<ExplorationRow> rows) throws IOException {
    var page = Files.readString(PAGE);
    var begin = "<!-- " + name + ": written by the run -->\n";
    var end = "<!-- end of " + name + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalStateException("no marks of " + name + " in " + PAGE);
    }
    Files.writeString(
        PAGE, page.substring(0, from + begin.length()) + table(rows) + page.substring(to));
  }

  private static String table(List<ExplorationRow> rows) {
    var table = new StringBuilder(ExplorationRow.HEAD);
    rows.forEach(row -> table.append(row.row()));
    long states = rows.stream().mapToLong(row -> row.result().states()).sum();
    double seconds = rows.stream().mapToDouble(ExplorationRow::seconds).sum();
    return table
        .append(
            String.format(
                Locale.ROOT,
                "%n%s: %,d states in %.0f s on %d shared processors, at most %,d MB of heap. Order"
                    + " fixed, no seed. Broken: none.%n",
                LocalDate.now(Clock.systemUTC()),
                states,
                seconds,
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20))
        .toString();
  }
}
