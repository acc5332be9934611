package dev.darkroom.explorer;

import dev.darkroom.explorer.Moves.Move;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Searches breadth first for the shortest history that breaks an invariant. */
record Shortest(Moves moves, StateKey keys, Calm calm) {
  /** A state with the way to it. */
  private record Node(World world, Optional<Node> before, String label) {
    Deque<String> labels() {
      var labels = new ArrayDeque<String>();
      for (var at = Optional.of(this); at.isPresent(); at = at.get().before()) {
        labels.addLast(at.get().label());
      }
      return labels;
    }
  }

  Optional<List<String>> from(World first, long mostStates) {
    var seen = new KeySet();
    var next = new ArrayDeque<Node>();
    next.add(new Node(first, Optional.empty(), "begin"));
    while (!next.isEmpty() && seen.size() < mostStates) {
      var node = next.remove();
      var labels = node.labels();
      try {
        if (node.world().lives().isEmpty()) {
          calm.follow(node.world(), labels);
        }
        for (var move : moves.of(node.world())) {
          add(node, move, seen, next);
        }
      } catch (Judge.Broken broken) {
        var history = new ArrayList<>(labels).reversed();
        history.add("==> " + broken.getMessage());
        return Optional.of(history);
      }
    }
    return Optional.empty();
  }

  private void add(Node node, Move move, KeySet seen, Deque<Node> next) {
    if (seen.add(keys.of(move.world()))) {
      next.add(new Node(move.world(), Optional.of(node), move.label()));
    }
  }
}
