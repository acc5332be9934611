package dev.darkroom.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The lines of one claim of an id, in the order of its record's versions. */
final class ClaimHistory {
  private static final Comparator<JudgedLine> ORDER =
      Comparator.<JudgedLine>comparingLong(line -> line.mark().version())
          .thenComparingLong(line -> line.line().number());

  private final List<JudgedLine> lines;

  private ClaimHistory(List<JudgedLine> lines) {
    this.lines = lines;
  }

  /** At least one line, in any order. */
  static ClaimHistory of(List<JudgedLine> lines) {
    return new ClaimHistory(lines.stream().sorted(ORDER).toList());
  }

  List<JudgedLine> lines() {
    return lines;
  }

  JudgedLine first() {
    return lines.getFirst();
  }

  JudgedLine last() {
    return lines.getLast();
  }

  RecordMark mark() {
    return first().mark();
  }

  /** The lines of each version, the lowest version first. */
  List<List<JudgedLine>> versions() {
    var versions = new ArrayList<List<JudgedLine>>();
    for (var line : lines) {
      boolean isSame =
          !versions.isEmpty()
              && versions.getLast().getFirst().mark().version() == line.mark().version();
      if (!isSame) {
        versions.add(new ArrayList<>());
      }
      versions.getLast().add(line);
    }
    return versions;
  }

  List<JudgedLine> paidCalls() {
    return lines.stream().filter(JudgedLine::isPaidCall).toList();
  }

  /** The paid call that a provider took for certain. */
  Optional<JudgedLine> taken() {
    return lines.stream().filter(JudgedLine::isTaken).findFirst();
  }
}
