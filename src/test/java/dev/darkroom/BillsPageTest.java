package dev.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The README, the page of bills and its chart show one measurement, made by {@code bench/bills}.
 */
class BillsPageTest {
  private static final Path PAGE = Path.of("src/docs/bills.md");
  private static final String WISHES = "1,000";
  private static final String ONE_LOST = "the connection breaks";
  private static final String ALL_LOST = "every connection breaks";

  @Test
  void theReadmeShowsWhatThePageHas() throws IOException {
    var bills = table(PAGE, "Bills:");
    var pictures = table(PAGE, "Pictures that the caller has in the end:");

    var readme = table(Path.of("README.md"), "<!-- bills: written by src/bench/bills -->");

    assertThat(readme).hasSizeGreaterThan(5);
    readme.forEach(
        (name, cells) ->
            assertThat(List.copyOf(cells.values()))
                .as(name)
                .containsExactly(
                    cell(bills, name, ONE_LOST),
                    cell(pictures, name, ONE_LOST),
                    cell(bills, name, ALL_LOST),
                    cell(pictures, name, ALL_LOST)));
  }

  @Test
  void theChartShowsWhatThePageHas() throws IOException {
    var chart = Files.readString(Path.of("src/docs/bills.svg"));
    var bills = table(PAGE, "Bills:");
    var pictures = table(PAGE, "Pictures that the caller has in the end:");

    for (var name : bills.keySet()) {
      var row = chart.substring(chart.indexOf(">" + name.replace("`", "") + "<"));
      var once = label(bills, pictures, name, ONE_LOST);
      var always = label(bills, pictures, name, ALL_LOST);
      assertThat(row.indexOf(once)).as(name).isPositive();
      assertThat(row.indexOf(always, row.indexOf(once) + 1)).as(name).isPositive();
    }
  }

  @Test
  void darkroomPaysOnceForEachWishWhateverBecomesOfItsAnswers() throws IOException {
    var bills = table(PAGE, "Bills:");

    assertThat(row(bills, "Darkroom")).hasSize(7);
    bills.keySet().stream()
        .filter(name -> name.startsWith("Darkroom"))
        .forEach(name -> assertThat(row(bills, name)).as(name).containsOnly(WISHES));
    assertThat(row(table(PAGE, "Pictures that the caller has in the end:"), "Darkroom"))
        .containsOnly(WISHES);
  }

  @Test
  void everyContenderIsCountedRightWhereNothingIsLost() throws IOException {
    var bills = table(PAGE, "Bills:");
    var pictures = table(PAGE, "Pictures that the caller has in the end:");

    assertThat(bills.values())
        .extracting(row -> row.getOrDefault("no fault", ""))
        .containsOnly(WISHES);
    assertThat(pictures.values())
        .extracting(row -> row.getOrDefault("no fault", ""))
        .containsOnly(WISHES);
  }

  private static Collection<String> row(Map<String, Map<String, String>> table, String name) {
    return table.getOrDefault(name, Map.of()).values();
  }

  private static String cell(Map<String, Map<String, String>> table, String name, String column) {
    return table.getOrDefault(name, Map.of()).getOrDefault(column, "no such cell");
  }

  private static String label(
      Map<String, Map<String, String>> bills,
      Map<String, Map<String, String>> pictures,
      String name,
      String fault) {
    return ">" + cell(bills, name, fault) + ", " + cell(pictures, name, fault) + " pictures<";
  }

  /** The first table after a line: for each row its cells, by the titles of the columns. */
  private static Map<String, Map<String, String>> table(Path file, String after)
      throws IOException {
    var lines = Files.readAllLines(file);
    var rows =
        lines.subList(lines.indexOf(after) + 1, lines.size()).stream()
            .dropWhile(line -> !line.startsWith("|"))
            .takeWhile(line -> line.startsWith("|"))
            .map(BillsPageTest::cells)
            .toList();
    var titles = rows.getFirst();
    var table = new LinkedHashMap<String, Map<String, String>>();
    for (var row : rows.subList(2, rows.size())) {
      var cells = new LinkedHashMap<String, String>();
      IntStream.range(1, row.size())
          .forEach(column -> cells.put(titles.get(column), row.get(column)));
      table.put(row.getFirst(), cells);
    }
    return table;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(String::strip)
        .toList();
  }
}
