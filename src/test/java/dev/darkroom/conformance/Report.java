package dev.darkroom.conformance;

import java.util.List;

/**
 * What a log came to.
 *
 * @param lines of steps, each once
 * @param duplicates lines that came more than once
 * @param others texts that are no line of a step
 * @param unversioned lines of tasks that name no record: Darkroom wrote none before its version 0.2
 * @param tasks that lines name
 * @param violations in the order of tasks and lines
 */
public record Report(
    long lines,
    long duplicates,
    long others,
    long unversioned,
    long tasks,
    List<Violation> violations) {
  public Report {
    violations = List.copyOf(violations);
  }

  /** Whether the model allows every line. */
  public boolean isConformant() {
    return violations.isEmpty();
  }

  /** The counts, for a person. */
  public String summary() {
    return "%,d lines of %,d tasks (%,d duplicates, %,d lines of others, %,d without a record): %s"
        .formatted(
            lines,
            tasks,
            duplicates,
            others,
            unversioned,
            violations.isEmpty() ? "none is illegal" : violations.size() + " violations");
  }
}
