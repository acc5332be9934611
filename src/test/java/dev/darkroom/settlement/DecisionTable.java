package dev.darkroom.settlement;

import dev.darkroom.task.Cost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every decision at every state of a task, alone and two at once, as the lines of a page. */
final class DecisionTable {
  static final Cost BILL = new Cost(new BigDecimal("1.8"), "credits");
  private static final List<Actor> PEOPLE =
      Arrays.stream(Actor.values()).filter(Actor::isPerson).toList();

  private final Map<DecidedTask, Map<Actor, DecisionRun>> alone = new EnumMap<>(DecidedTask.class);
  private final Map<DecidedTask, Map<Actor, Map<Actor, DecisionRun>>> together =
      new EnumMap<>(DecidedTask.class);

  DecisionTable() {
    for (var state : DecidedTask.values()) {
      var one = new EnumMap<Actor, DecisionRun>(Actor.class);
      var two = new EnumMap<Actor, Map<Actor, DecisionRun>>(Actor.class);
      for (var first : Actor.values()) {
        one.put(first, DecisionRun.of(state, first));
        var row = new EnumMap<Actor, DecisionRun>(Actor.class);
        for (var second : Actor.values()) {
          row.put(second, DecisionRun.of(state, first, second));
        }
        two.put(first, row);
      }
      alone.put(state, one);
      together.put(state, two);
    }
  }

  private DecisionRun run(DecidedTask state, Actor actor) {
    return alone.getOrDefault(state, Map.of()).getOrDefault(actor, DecisionRun.NONE);
  }

  private DecisionRun run(DecidedTask state, Actor first, Actor second) {
    return together
        .getOrDefault(state, Map.of())
        .getOrDefault(first, Map.of())
        .getOrDefault(second, DecisionRun.NONE);
  }

  /** Each broken invariant, with its cell. */
  List<String> faults() {
    var faults = new ArrayList<String>();
    for (var state : DecidedTask.values()) {
      for (var first : Actor.values()) {
        var one = run(state, first);
        one.faults().forEach(fault -> faults.add(state + ", " + first + ": " + fault));
        for (var second : Actor.values()) {
          var two = run(state, first, second);
          two.faults()
              .forEach(fault -> faults.add(state + ", " + first + " and " + second + ": " + fault));
        }
      }
    }
    return faults;
  }

  /** The number of cells. */
  int size() {
    int actors = Actor.values().length;
    return DecidedTask.values().length * (actors + actors * actors);
  }

  /** The lines of the page. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("### One decision");
    lines.add("");
    lines.add("| the task is | " + headings(PEOPLE) + " |");
    lines.add("|---|" + "---|".repeat(PEOPLE.size()));
    for (var state : DecidedTask.values()) {
      lines.add(
          "| "
              + state.words()
              + " | "
              + PEOPLE.stream()
                  .map(actor -> cell(run(state, actor)))
                  .collect(Collectors.joining(" | "))
              + " |");
    }
    lines.add("");
    lines.add("### Two at once");
    lines.add("");
    lines.add(
        "The one of the row has read the record. The one of the column reads and writes it. Then"
            + " the one of the row writes.");
    for (var state : DecidedTask.values()) {
      lines.add("");
      lines.add("**The task is " + state.words() + ".**");
      lines.addAll(pairs(state));
    }
    return lines;
  }

  private List<String> pairs(DecidedTask state) {
    if (isUnmoved(state)) {
      return List.of("Each is answered as above, whoever else writes, and the end is the same.");
    }
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("| first reads ↓, writes in between → | " + headings(all()) + " |");
    lines.add("|---|" + "---|".repeat(all().size()));
    for (var first : all()) {
      lines.add(
          "| "
              + first.words()
              + " | "
              + all().stream()
                  .map(second -> cell(run(state, first, second)))
                  .collect(Collectors.joining(" | "))
              + " |");
    }
    return lines;
  }

  /** Whether nobody's answer depends on another, and all ends are the same. */
  private boolean isUnmoved(DecidedTask state) {
    var ends = new ArrayList<String>();
    for (var first : all()) {
      ends.add(run(state, first).end());
      for (var second : all()) {
        var run = run(state, first, second);
        ends.add(run.end());
        if (!run.answers().getFirst().equals(run(state, first).answers().getFirst())
            || !run.answers().getLast().equals(run(state, second).answers().getFirst())) {
          return false;
        }
      }
    }
    return ends.stream().distinct().count() == 1;
  }

  private static List<Actor> all() {
    return List.of(Actor.values());
  }

  private static String headings(List<Actor> actors) {
    return actors.stream().map(Actor::words).collect(Collectors.joining(" | "));
  }

  private static String cell(DecisionRun run) {
    return String.join(" / ", run.answers()) + " → " + run.end();
  }
}
