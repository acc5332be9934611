package dev.darkroom.bench.cost;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A Markdown table that grows row by row. */
final class Table {
  private final int columns;
  private final StringBuilder text = new StringBuilder();

  /** Columns by their headings; those that begin with {@code >} hold numbers. */
  Table(String... headings) {
    columns = headings.length;
    var names = Arrays.stream(headings).map(one -> one.replaceFirst("^>", "")).toList();
    text.append(line(names));
    text.append('|');
    for (var heading : headings) {
      text.append(heading.startsWith(">") ? "---:|" : "---|");
    }
    text.append('\n');
  }

  Table row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(Arrays.toString(cells));
    }
    text.append(line(List.of(cells)));
    return this;
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  static String dollars(double usd) {
    return format("%.2f", usd);
  }

  /** Up to three decimals, without zeros at the end. */
  static String number(double value) {
    return format("%,.3f", value).replaceAll("\\.?0+$", "");
  }
}
