package dev.darkroom.bench.cost;

import java.util.ArrayList;
import java.util.List;

/** What is used, line by line: for one generation, or in one month. */
final class Bill {
  private final List<Line> lines = new ArrayList<>();

  private record Line(String what, String detail, Price price, double quantity) {}

  Bill add(String what, Price price, double quantity) {
    return add(what, Table.number(quantity), price, quantity);
  }

  Bill add(String what, String detail, Price price, double quantity) {
    if (quantity > 0) {
      lines.add(new Line(what, detail, price, quantity));
    }
    return this;
  }

  /** For a million, what this price makes of it. */
  double perMillion(Price price) {
    return lines.stream()
            .filter(line -> line.price() == price)
            .mapToDouble(line -> line.price().of(line.quantity()))
            .sum()
        * 1e6;
  }

  double usd() {
    return lines.stream().mapToDouble(line -> line.price().of(line.quantity())).sum();
  }

  double perMillion() {
    return usd() * 1e6;
  }

  Table perMillionTable() {
    var table = new Table("item", "a generation", ">USD a million");
    lines.forEach(line -> table.row(line.what(), line.detail(), cost(line, 1e6)));
    return table.row("**sum**", "", "**" + Table.dollars(perMillion()) + "**");
  }

  Table monthlyTable() {
    var table = new Table("item", "a month", ">USD a month");
    lines.forEach(line -> table.row(line.what(), line.detail(), cost(line, 1)));
    return table.row("**sum**", "", "**" + Table.dollars(usd()) + "**");
  }

  private static String cost(Line line, double times) {
    return Table.dollars(line.price().of(line.quantity()) * times);
  }
}
