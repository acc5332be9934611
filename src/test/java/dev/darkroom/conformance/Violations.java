package dev.darkroom.conformance;

import java.util.ArrayList;
import java.util.List;

/** The violations of one task, as they are found. */
final class Violations {
  private final String task;
  private final List<Violation> all = new ArrayList<>();

  Violations(String task) {
    this.task = task;
  }

  void add(LogLine line, String rule, String why) {
    all.add(new Violation(task, line.number(), rule, line.words() + ": " + why));
  }

  void add(JudgedLine line, String rule, String why) {
    add(line.line(), rule, why);
  }

  List<Violation> all() {
    return List.copyOf(all);
  }
}
