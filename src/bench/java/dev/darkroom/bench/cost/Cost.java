package dev.darkroom.bench.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one million generations cost on AWS: prints the tables of {@code src/docs/cost.md}, or puts
 * them into the page that is named, and their chart beside it.
 *
 * <p>{@code java src/bench/java/dev/darkroom/bench/cost/Cost.java [src/docs/cost.md]}
 */
public final class Cost {
  private Cost() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      Tables.all().forEach((name, table) -> System.out.println(name + "\n\n" + table));
      return;
    }
    var page = Path.of(arguments[0]);
    var text = Files.readString(page);
    for (var table : Tables.all().entrySet()) {
      text = put(text, table.getKey(), table.getValue());
    }
    Files.writeString(page, text);
    Files.writeString(page.resolveSibling("cost.svg"), Tables.chart());
  }

  /** Between the comment that names the table and the next empty line. */
  private static String put(String page, String name, String table) {
    var mark = "<!-- " + name + " -->\n";
    int start = page.indexOf(mark) + mark.length();
    if (start < mark.length()) {
      throw new IllegalStateException("the page has no " + mark.strip());
    }
    int end = page.indexOf("\n\n", start - 1) + 1;
    return page.substring(0, start) + table + page.substring(end);
  }
}
