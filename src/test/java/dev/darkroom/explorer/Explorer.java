package dev.darkroom.explorer;

import dev.darkroom.explorer.Moves.Move;
import dev.darkroom.explorer.ProviderEffects.Keys;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.testing.Examples;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Goes through every history of one request, within a budget of events and faults. */
final class Explorer {
  private final Interner values = new Interner();
  private final StateKey keys = new StateKey(values);
  private final Steps steps;
  private final Moves moves;
  private final Bound bound;
  private final Judge judge;

  /**
   * How far an exploration goes.
   *
   * @param atOnce how many invocations at the same time
   * @param mostStates stops there, and says so
   */
  record Bound(String name, Scenario scenario, int atOnce, Budget budget, long mostStates) {
    /** Two invocations at once, and every state. */
    static Bound of(String name, Scenario scenario, Budget budget) {
      return new Bound(name, scenario, 2, budget, Long.MAX_VALUE);
    }

    Bound atOnce(int next) {
      return new Bound(name, scenario, next, budget, mostStates);
    }

    Bound atMost(long states) {
      return new Bound(name, scenario, atOnce, budget, states);
    }
  }

  /**
   * What an exploration came to.
   *
   * @param leaves states in which nothing is under way: each is followed by days without a fault
   * @param scripts how often real code was run; each run serves all histories that begin alike
   * @param skipped what was left out, and why that loses nothing
   * @param isWhole whether every state within the bound was reached
   * @param broken a history that breaks an invariant
   */
  record Result(
      Bound bound,
      long states,
      long transitions,
      long leaves,
      int scripts,
      Skipped skipped,
      boolean isWhole,
      Optional<List<String>> broken) {}

  /**
   * What was left out.
   *
   * @param merged transitions to a state that was reached before
   * @param copies third copies of a message that lies on the queue twice
   * @param days calm days that went on as earlier ones had
   */
  record Skipped(long merged, long copies, long days) {}

  Explorer(Bound bound) {
    this.bound = bound;
    judge = new Judge(bound.scenario());
    steps = new Steps(bound.scenario());
    moves = new Moves(bound.atOnce(), values, bound.scenario(), steps, judge);
  }

  private Optional<CanaryRecord> canary() {
    var keys = bound.scenario().keys();
    boolean isSeen = keys == Keys.HONOURED || keys == Keys.IGNORED;
    return isSeen
        ? Optional.of(
            new CanaryRecord(
                Examples.ACME,
                true,
                ProviderEffects.ACCOUNT,
                Examples.NOW,
                "one task of two calls"))
        : Optional.empty();
  }

  /** A history at random. */
  RandomHistory random(Random random) {
    return new RandomHistory(steps, moves, random);
  }

  World start() {
    return World.first(values, bound.budget())
        .with(Part.CANARY, values.of(canary()))
        .with(Part.DEAD, values.of(LetterEffects.first(bound.scenario().features())));
  }

  /** Depth first, with every state once. */
  Result explore() {
    var search = new Search();
    return search.run(start());
  }

  private final class Search {
    private final KeySet seen = new KeySet();
    private final Calm calm = new Calm(moves, keys, judge);
    private final Deque<Iterator<Move>> open = new ArrayDeque<>();
    private final Deque<String> labels = new ArrayDeque<>();
    private long transitions;
    private long leaves;

    Result run(World first) {
      try {
        seen.add(keys.of(first));
        open.push(moves.of(first).iterator());
        while (!open.isEmpty() && seen.size() < bound.mostStates()) {
          advance();
        }
        return result(Optional.empty());
      } catch (Judge.Broken broken) {
        var history = new ArrayList<>(labels).reversed();
        history.add("==> " + broken.getMessage());
        return result(Optional.of(List.copyOf(history)));
      }
    }

    private void advance() {
      if (!open.element().hasNext()) {
        open.pop();
        labels.poll();
        return;
      }
      var move = open.element().next();
      transitions++;
      if (seen.add(keys.of(move.world()))) {
        labels.push(move.label());
        if (move.world().lives().isEmpty()) {
          leaves++;
          calm.follow(move.world(), labels);
        }
        open.push(moves.of(move.world()).iterator());
      }
    }

    private Result result(Optional<List<String>> broken) {
      var skipped =
          new Skipped(transitions - (seen.size() - 1), moves.effects().droppedCopies(), calm.cut());
      return new Result(
          bound, seen.size(), transitions, leaves, steps.count(), skipped, open.isEmpty(), broken);
    }
  }

  /** Breadth first: the shortest history that breaks an invariant, if any does. */
  Optional<List<String>> shortest() {
    return new Shortest(moves, keys, new Calm(moves, keys, judge))
        .from(start(), bound.mostStates());
  }
}
