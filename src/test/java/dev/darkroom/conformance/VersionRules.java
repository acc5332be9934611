package dev.darkroom.conformance;

import dev.darkroom.conformance.Transition.Write;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Follows one record from version to version. */
final class VersionRules {
  private final Model model;
  private final Violations violations;

  VersionRules(Model model, Violations violations) {
    this.model = model;
    this.violations = violations;
  }

  /**
   * Judges a claim.
   *
   * @return what its record may say at the last version that a line names
   */
  Possible judge(ClaimHistory claim) {
    var versions = claim.versions();
    var possible = Possible.NOTHING;
    for (int index = 0; index < versions.size(); index++) {
      var now = versions.get(index);
      judge(now);
      var reached =
          index == 0
              ? begun(now)
              : reached(possible, steps(versions.get(index - 1), now), writes(now));
      var said = Possible.of(now.getFirst().mark());
      if (reached.and(said).isNothing()) {
        violations.add(
            now.getFirst(),
            "transition",
            index == 0
                ? "a claim does not begin like this"
                : "no write leads there from %s; possible were %s"
                    .formatted(versions.get(index - 1).getLast().words(), reached.words()));
      }
      possible = said;
    }
    return possible;
  }

  private static long steps(List<JudgedLine> before, List<JudgedLine> now) {
    return now.getFirst().mark().version() - before.getFirst().mark().version();
  }

  /** All lines of one version say the same, and one write has written it. */
  private void judge(List<JudgedLine> version) {
    var first = version.getFirst();
    for (var line : version) {
      if (!line.mark().says().equals(first.mark().says())) {
        violations.add(line, "one-truth", "this version said otherwise in " + first.words());
      }
    }
    var writers = version.stream().filter(JudgedLine::isWriter).toList();
    for (var later : writers.stream().skip(1).toList()) {
      violations.add(
          later, "one-writer", "this version was written before, in " + writers.getFirst().words());
    }
  }

  private static Set<Write> writes(List<JudgedLine> version) {
    var writes = EnumSet.noneOf(Write.class);
    version.forEach(line -> writes.addAll(line.writes()));
    return writes;
  }

  /** What the first version that a line names may say. */
  private Possible begun(List<JudgedLine> version) {
    var mark = version.getFirst().mark();
    var writes = writes(version);
    if (writes.contains(Write.SURRENDER)) {
      return Possible.of(RecordState.NOT_ACCEPTED, false);
    }
    if (!model.isFromStart()) {
      return any(writes);
    }
    boolean isFresh = mark.attempt() == 1;
    if (isFresh && mark.version() == 1) {
      return writes.isEmpty() ? Model.first() : Possible.NOTHING;
    }
    return isFresh ? reached(Model.first(), mark.version() - 1, writes) : any(writes);
  }

  private Possible any(Set<Write> writes) {
    return writes.isEmpty() ? model.any() : Model.after(model.any(), writes);
  }

  private Possible reached(Possible before, long steps, Set<Write> writes) {
    return writes.isEmpty()
        ? model.after(before, steps)
        : Model.after(model.after(before, steps - 1), writes);
  }
}
