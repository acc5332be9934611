package dev.darkroom.conformance;

import static java.util.stream.Collectors.joining;

import dev.darkroom.conformance.LineKind.Naming;
import dev.darkroom.conformance.Transition.ToldEffect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The model as the tables of {@code src/docs/conformance.md}. */
final class ConformancePage {
  private ConformancePage() {}

  static List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("### Writes");
    lines.add("");
    lines.add("| from | to | told | written by |");
    lines.add("|---|---|---|---|");
    Transition.ALL.forEach(one -> lines.add(row(one)));
    lines.add("");
    lines.add("### Lines");
    lines.add("");
    lines.add("| line | names | which may be |");
    lines.add("|---|---|---|");
    LineKinds.ALL.forEach(kind -> lines.add(row(kind)));
    return lines;
  }

  private static String row(Transition one) {
    return "| %s | %s | %s | %s |"
        .formatted(
            words(one.from()),
            one.to().map(RecordState::word).orElse("the same"),
            told(one.told()),
            one.write().text());
  }

  private static String told(ToldEffect told) {
    return switch (told) {
      case SAME -> "stays";
      case TOLD -> "from no to yes";
      case UNTOLD -> "no";
      case EITHER -> "yes or no";
      case OVER -> "was yes";
    };
  }

  private static String row(LineKind kind) {
    var open = kind.outcome().endsWith(":") ? "…" : "";
    return "| `%s %s%s` | %s | %s |"
        .formatted(
            kind.step(),
            kind.outcome(),
            open,
            naming(kind.naming()),
            kind.states().isEmpty() ? "–" : words(kind.states()) + told(kind));
  }

  private static String told(LineKind kind) {
    boolean mayBeTold = kind.states().stream().anyMatch(RecordState::isFinal);
    return switch (kind.telling()) {
      case EITHER -> "";
      case YES -> "; told";
      case NO -> mayBeTold ? "; not told" : "";
    };
  }

  private static String naming(Naming naming) {
    return switch (naming) {
      case Naming.None _ -> "no record";
      case Naming.Read(var isOptional) ->
          isOptional ? "what it read, if there is such a task" : "what it read";
      case Naming.Tentative _ -> "what it tried to write; it is not judged";
      case Naming.PaidCall(var mayBeTaken) ->
          mayBeTaken ? "the claim it paid for" : "the claim it did not pay for";
      case Naming.Written _ -> "what it wrote";
      case Naming.Published _ -> "what it wrote, if told; else what it read";
    };
  }

  private static String words(Set<RecordState> states) {
    if (states.equals(RecordState.THERE)) {
      return "any";
    }
    if (states.equals(RecordState.FINAL)) {
      return "any that has an outcome";
    }
    var others = RecordState.THERE.stream().filter(state -> !states.contains(state)).toList();
    return others.size() <= 2 ? "any but " + list(others) : list(states);
  }

  private static String list(Collection<RecordState> states) {
    return states.stream().sorted().map(RecordState::word).collect(joining(", "));
  }
}
