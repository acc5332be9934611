package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.explorer.Moves.Move;
import dev.darkroom.explorer.World.Stage;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What happens without an invocation: providers, callbacks, time. */
record Outside(Scenario scenario, Interner values, Effects effects) {
  private static final ProviderTaskRef NOBODYS =
      new ProviderTaskRef(Examples.ACME, ProviderEffects.NOBODYS);

  /** How long a record is kept after its end. */
  private static final Duration RETENTION = Duration.ofDays(90);

  List<Move> of(World world) {
    var moves = new ArrayList<Move>();
    for (var one : world.get(Part.THEIRS)) {
      if (one.stage() == Stage.RUNNING) {
        moves.add(ends(world, one, Stage.DONE));
        world.paying(Budget.FAULT).ifPresent(paid -> moves.add(ends(paid, one, Stage.FAILED)));
      }
      if (one.life() == world.get(Part.LIFE) || wasKnown(world, one)) {
        world
            .paying(Budget.RING)
            .ifPresent(
                paid -> moves.add(new Move("ring for " + one.ref().id(), ring(paid, one.ref()))));
      }
    }
    if (world.task().isPresent()) {
      oddRing(world, Beginnings.FOREIGN, moves);
      if (scenario.has(Feature.ODD_HINTS)) {
        oddRing(world, NOBODYS, moves);
      }
    }
    if (world.lives().isEmpty()) {
      passing(world, moves);
    }
    return moves;
  }

  /** A callback of an earlier life is told from one of this life by its owner, or by its date. */
  private static boolean wasKnown(World world, Theirs one) {
    return world.get(Part.OWNED).containsKey(one.ref());
  }

  private void oddRing(World world, ProviderTaskRef ref, List<Move> moves) {
    world
        .paying(Budget.RING)
        .flatMap(paid -> paid.paying(Budget.FAULT))
        .ifPresent(paid -> moves.add(new Move("ring for " + ref.id(), ring(paid, ref))));
  }

  private void passing(World world, List<Move> moves) {
    if (Moves.visible(world).isEmpty()) { // no queue holds a check for hours
      world.paying(Budget.JUMP).flatMap(Moves::passing).ifPresent(moves::add);
    }
    boolean isOver = world.task().filter(task -> !task.isOpen()).isPresent();
    boolean isUsedAgain = world.budget().covers(Budget.SUBMIT) && world.get(Part.LIFE) == 0;
    if (scenario.has(Feature.SECOND_LIFE) && isOver && isUsedAgain) {
      moves.add(new Move("the record's life ends", expired(world)));
    }
  }

  /** The record is gone, and every message about it; owners of provider's tasks are kept longer. */
  private World expired(World world) {
    var letters = world.get(Part.DEAD).stream().filter(LetterEffects::isOfAnother).toList();
    return world
        .at(world.now().plus(RETENTION))
        .with(Part.TASK, values.of(Optional.<Task>empty()))
        .with(Part.QUEUE, values.of(List.<World.Message>of()))
        .with(Part.DEAD, values.of(letters))
        .with(Part.DECIDED, values.of(Set.<String>of()))
        .with(Part.SENT, values.of(Set.<String>of()))
        .with(Part.LIFE, values.of(1))
        .known(false)
        .owed(false);
  }

  Move ends(World world, Theirs one, Stage stage) {
    return new Move(
        one.ref().id() + " is " + stage.name().toLowerCase(Locale.ROOT),
        effects.with(world, one.ended(stage, world.now())));
  }

  private World ring(World world, ProviderTaskRef ref) {
    var source = new Check.Source.Callback(world.now());
    return effects.queued(
        world, Check.of(Examples.request().taskId()).from(source).withHint(ref), world.now());
  }
}
