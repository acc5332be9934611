package dev.darkroom.explorer;

import dev.darkroom.explorer.Moves.Move;
import dev.darkroom.explorer.World.Letter;
import dev.darkroom.explorer.World.Stage;
import dev.darkroom.task.SweepPass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The days without a fault that follow a history. At their end everything must be right. */
final class Calm {
  private static final int MOST_STEPS = 5_000;
  private static final Duration CARRIER_WAITS = Duration.ofMinutes(2);

  /** The schedule of the sweep. */
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final Moves moves;
  private final StateKey keys;
  private final Judge judge;
  private final KeySet judged = new KeySet();
  private long cut;

  Calm(Moves moves, StateKey keys, Judge judge) {
    this.judge = judge;
    this.moves = moves;
    this.keys = keys;
  }

  /** How many went on as an earlier one had, and were not followed further. */
  long cut() {
    return cut;
  }

  /**
   * Goes on from there until nothing happens any more. What was judged before is not judged again.
   *
   * @param labels the history so far, the last one first; the calm days are added if they break
   */
  void follow(World leaf, Deque<String> labels) {
    var said = new ArrayList<String>();
    try {
      follow(leaf.with(Budget.FREE).inTime(moves.isInTime(leaf)), said);
    } catch (Judge.Broken broken) {
      labels.push("... then days without a fault:");
      said.forEach(labels::push);
      throw broken;
    }
  }

  private void follow(World leaf, List<String> said) {
    var here = new LinkedHashSet<StateKey.Key>();
    var world = leaf;
    var key = keys.of(world);
    while (!judged.contains(key)) {
      if (!here.add(key) || here.size() > MOST_STEPS) {
        throw new Judge.Broken("it never ends");
      }
      var next = next(world);
      if (next.isEmpty()) {
        judge.atTheEnd(world);
        break;
      }
      said.add(next.get().label());
      world = next.get().world();
      key = keys.of(world);
    }
    cut += judged.contains(key) ? 1 : 0;
    here.forEach(judged::add);
  }

  private Optional<Move> next(World world) {
    if (!world.lives().isEmpty()) {
      return Optional.of(moves.steps(world, world.lives().getFirst()).getFirst());
    }
    var visible = Moves.visible(world);
    if (!visible.isEmpty()) {
      return Optional.of(moves.beginnings().receive(world, visible.getFirst()));
    }
    if (world.owed()) {
      var later = world.owed(false).at(world.now().plus(CARRIER_WAITS));
      return Optional.of(moves.beginnings().submit(later));
    }
    if (world.get(Part.DELETING)) {
      return Optional.of(moves.beginnings().delete(world));
    }
    if (isLetterVisible(world)) {
      return Optional.of(moves.beginnings().recheck(world));
    }
    var running =
        world.get(Part.THEIRS).stream().filter(one -> one.stage() == Stage.RUNNING).findFirst();
    if (running.isPresent()) {
      return Optional.of(moves.ends(world, running.get(), Stage.DONE));
    }
    return Moves.isDue(world) ? Optional.of(sweptOrLater(world)) : Moves.passing(world);
  }

  /** An operator who sees a dead letter has an open task checked. */
  private static boolean isLetterVisible(World world) {
    return world.task().filter(task -> task.isOpen()).isPresent()
        && world.get(Part.DEAD).stream()
            .filter(letter -> !LetterEffects.isOfAnother(letter))
            .anyMatch((Letter letter) -> LetterEffects.isVisible(world, letter));
  }

  /** The sweep comes every minute, the real one. */
  private Move sweptOrLater(World world) {
    boolean wasJustSwept =
        world
            .get(Part.PASS)
            .filter(SweepPass::isDone)
            .filter(pass -> !pass.window().until().isBefore(world.now()))
            .isPresent();
    return wasJustSwept ? Moves.waiting(world, SWEEP) : moves.beginnings().sweep(world);
  }
}
