package dev.darkroom.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, printed row by row. */
final class Table {
  private final List<String> head;

  private Table(List<String> head) {
    this.head = head;
  }

  static Table of(String... head) {
    var table = new Table(List.of(head));
    table.print(table.head);
    table.print(Collections.nCopies(head.length, "---"));
    return table;
  }

  /** Numbers with one decimal, everything else as it is; what is missing at the end is empty. */
  void row(Object... cells) {
    var texts = new ArrayList<String>();
    for (var cell : cells) {
      texts.add(
          cell instanceof Double number
              ? String.format(Locale.ROOT, "%.1f", number)
              : cell.toString());
    }
    texts.addAll(Collections.nCopies(head.size() - texts.size(), ""));
    print(texts);
  }

  private void print(List<String> cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }
}
