package dev.darkroom.conformance;

import dev.darkroom.conformance.LineKind.Naming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rules, for the lines of one task. */
final class TaskRules {
  private final Model model;
  private final Violations violations;
  private long unversioned;

  TaskRules(Model model, String task) {
    this.model = model;
    this.violations = new Violations(task);
  }

  /** Lines that should name a record, and do not. */
  long unversioned() {
    return unversioned;
  }

  List<Violation> judge(List<LogLine> lines) {
    Map<String, List<JudgedLine>> claims = new LinkedHashMap<>();
    for (var line : lines) {
      LineKinds.of(line.step(), line.outcome())
          .ifPresentOrElse(
              kind -> add(claims, line, kind),
              () -> violations.add(line, "known-line", "no step writes such a line"));
    }
    var judged = new ArrayList<ClaimOrderRules.Judged>();
    for (var claim : claims.values()) {
      var history = ClaimHistory.of(claim);
      new PaidCallRules(violations).judge(history);
      judged.add(
          new ClaimOrderRules.Judged(history, new VersionRules(model, violations).judge(history)));
    }
    new ClaimOrderRules(model, violations).judge(judged);
    return violations.all();
  }

  private void add(Map<String, List<JudgedLine>> claims, LogLine line, LineKind kind) {
    if (kind.naming() instanceof Naming.None) {
      return;
    }
    if (line.record().isEmpty()) {
      boolean isOptional = kind.naming() instanceof Naming.Read(var mayLack) && mayLack;
      unversioned += isOptional ? 0 : 1;
      return;
    }
    var mark = line.record().flatMap(RecordMark::of);
    if (mark.isEmpty()) {
      violations.add(line, "known-record", "no record reads like this");
      return;
    }
    if (!kind.allows(mark.get())) {
      violations.add(line, "line-and-record", "its record may not say so");
    }
    if (!(kind.naming() instanceof Naming.Tentative)) {
      claims
          .computeIfAbsent(mark.get().claim(), _ -> new ArrayList<>())
          .add(new JudgedLine(line, kind, mark.get()));
    }
  }
}
