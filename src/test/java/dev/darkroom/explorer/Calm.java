package dev.darkroom.explorer;

import dev.darkroom.explorer.Moves.Move;
import dev.darkroom.explorer.World.Stage;
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
  private final Moves moves;
  private final StateKey keys;
  private final Judge judge;
  private final KeySet judged = new KeySet();

  Calm(Moves moves, StateKey keys, Judge judge) {
    this.judge = judge;
    this.moves = moves;
    this.keys = keys;
  }

  /**
   * Goes on from there until nothing happens any more. What was judged before is not judged again.
   *
   * @param labels the history so far, the last one first; the calm days are added if they break
   */
  void follow(World leaf, Deque<String> labels) {
    var said = new ArrayList<String>();
    try {
      follow(leaf.with(Budget.FREE), said);
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
    here.forEach(judged::add);
  }

  private Optional<Move> next(World world) {
    if (!world.lives().isEmpty()) {
      return Optional.of(moves.steps(world, world.lives().getFirst()).getFirst());
    }
    var visible = Moves.visible(world);
    if (!visible.isEmpty()) {
      return Optional.of(moves.receive(world, visible.getFirst()));
    }
    if (world.owed()) {
      var later = world.owed(false).at(world.now().plus(CARRIER_WAITS));
      return Optional.of(moves.submit(later));
    }
    if (!world.get(Part.DEAD).isEmpty()) {
      return Optional.of(moves.redriven(world, world.get(Part.DEAD).getFirst()));
    }
    var running =
        world.get(Part.THEIRS).stream().filter(one -> one.stage() == Stage.RUNNING).findFirst();
    if (running.isPresent()) {
      return Optional.of(moves.ends(world, running.get(), Stage.DONE));
    }
    return Moves.isDue(world) ? Optional.of(moves.swept(world)) : Moves.passing(world);
  }
}
