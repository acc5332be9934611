package dev.darkroom.explorer;

import dev.darkroom.explorer.Moves.Move;
import dev.darkroom.explorer.World.Live;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.log.StepLog;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One history at random, with the lines that its steps write, and a reader of every version. */
final class RandomHistory {
  private static final int MOST_MOVES = 250;

  /** How often an invocation just goes on, without a fault: most histories should get far. */
  private static final double CALM = 0.7;

  private final Steps steps;
  private final Moves moves;
  private final Random random;
  private final List<String> labels = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  /** The lines of each invocation under way: a script that goes on is run from its start. */
  private final Map<Integer, List<String>> open = new HashMap<>();

  RandomHistory(Steps steps, Moves moves, Random random) {
    this.steps = steps;
    this.moves = moves;
    this.random = random;
  }

  /** What happened, in words. */
  List<String> labels() {
    return labels;
  }

  /** All lines, when it has come to its end. */
  List<String> from(World first) {
    var world = first;
    for (int move = 0; move < MOST_MOVES; move++) {
      world.lives().forEach(this::run);
      var next = next(world);
      if (next.isEmpty()) {
        break;
      }
      labels.add(next.get().label());
      read(world.task(), next.get().world().task());
      end(next.get().world());
      world = next.get().world();
    }
    open.values().forEach(lines::addAll);
    return lines;
  }

  private Optional<Move> next(World world) {
    if (!world.lives().isEmpty() && random.nextDouble() < CALM) {
      var live = world.lives().get(random.nextInt(world.lives().size()));
      return Optional.of(moves.steps(world, live).getFirst());
    }
    var next = moves.of(world);
    return next.isEmpty() ? Optional.empty() : Optional.of(next.get(random.nextInt(next.size())));
  }

  private void run(Live live) {
    try (var captured = new CapturedLines()) {
      steps.next(live);
      if (!captured.texts().isEmpty()) {
        open.put(live.slot(), captured.texts());
      }
    }
  }

  /** An invocation that has ended, or died, writes nothing more. */
  private void end(World after) {
    var slots = after.lives().stream().map(Live::slot).toList();
    for (var slot : List.copyOf(open.keySet())) {
      if (!slots.contains(slot)) {
        lines.addAll(open.remove(slot));
      }
    }
  }

  /** Somebody reads each version, so that each write is judged by itself. */
  private void read(Optional<Task> before, Optional<Task> after) {
    if (after.isEmpty() || after.equals(before)) {
      return;
    }
    try (var captured = new CapturedLines()) {
      new StepLog().info(Step.SETTLEMENT, after.get(), "lost_race", Duration.ZERO);
      lines.addAll(captured.texts());
    }
  }
}
