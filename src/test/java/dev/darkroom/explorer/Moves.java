package dev.darkroom.explorer;

import dev.darkroom.explorer.World.Live;
import dev.darkroom.explorer.World.Message;
import dev.darkroom.explorer.World.Stage;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that may happen next in a world. */
final class Moves {
  private final int mostAtOnce;
  private final Scenario scenario;
  private final Steps steps;
  private final Effects effects;
  private final Judge judge;
  private final Beginnings beginnings;
  private final Endings endings;
  private final Outside outside;

  /** One thing that happens, and the world after it. */
  record Move(String label, World world) {}

  Moves(int mostAtOnce, Interner values, Scenario scenario, Steps steps, Judge judge) {
    this.mostAtOnce = mostAtOnce;
    this.scenario = scenario;
    this.steps = steps;
    this.judge = judge;
    effects = new Effects(values, scenario);
    beginnings = new Beginnings(scenario, steps, effects);
    endings = new Endings(scenario, values, effects, judge);
    outside = new Outside(scenario, values, effects);
  }

  Beginnings beginnings() {
    return beginnings;
  }

  Effects effects() {
    return effects;
  }

  /** Every move that the budget covers. */
  List<Move> of(World world) {
    var moves = new ArrayList<Move>();
    for (var live : world.lives()) {
      moves.addAll(steps(world, live));
      world
          .paying(Budget.FAULT)
          .ifPresent(paid -> moves.add(new Move(name(live) + " dies", endings.dies(paid, live))));
    }
    if (world.lives().size() < mostAtOnce) {
      moves.addAll(beginnings.of(world));
    }
    moves.addAll(outside.of(world));
    return moves;
  }

  static List<Message> visible(World world) {
    return world.get(Part.QUEUE).stream()
        .filter(message -> !message.visibleAt().isAfter(world.now()))
        .toList();
  }

  static boolean isDue(World world) {
    return world
        .task()
        .filter(task -> task.isOpen() && !task.nextCheckAt().isAfter(world.now()))
        .isPresent();
  }

  /** A provider's task comes to its end. */
  Move ends(World world, Theirs one, Stage stage) {
    return outside.ends(world, one, stage);
  }

  /** Time passes until something is due. */
  static Optional<Move> passing(World world) {
    var messages = world.get(Part.QUEUE).stream().map(Message::visibleAt);
    var checks = world.task().stream().filter(Task::isOpen).map(Task::nextCheckAt);
    return Stream.concat(messages, checks)
        .filter(at -> at.isAfter(world.now()))
        .min(Instant::compareTo)
        .map(at -> new Move("time passes to " + at, world.at(at)));
  }

  /** A little time passes. */
  static Move waiting(World world, Duration wait) {
    var next = world.now().plus(wait);
    return new Move("time passes to " + next, world.at(next));
  }

  /** The ways in which the next call of an invocation may go; the first one is without a fault. */
  List<Move> steps(World world, Live live) {
    judge.begins(live.script());
    return switch (steps.next(live)) {
      case Script.Next.Calls(var call) ->
          effects.ways(world, call).stream()
              .flatMap(
                  way ->
                      way
                          .world()
                          .paying(way.cost())
                          .map(paid -> step(world, live, call, way, paid))
                          .stream())
              .toList();
      case Script.Next.Ends(var result) ->
          List.of(
              new Move(name(live) + " ends: " + brief(result), endings.ended(world, live, result)));
    };
  }

  private Move step(World before, Live live, Call call, Way way, World paid) {
    var reply = way.reply().skewed(live.skew());
    var after = paid.goesOn(live, live.script().with(reply));
    return new Move(name(live) + ": " + way.label(), judge.after(before, call, after));
  }

  /** Whether every paid image can still be had, with time for one more look. */
  boolean isInTime(World world) {
    return world.isAwaited()
        && world.theirs().stream()
            .allMatch(
                one ->
                    one.stage() != Stage.DONE
                        || world
                            .now()
                            .isBefore(one.at().plus(scenario.links()).minus(World.MARGIN)));
  }

  private static String brief(Object result) {
    return result instanceof Exception failed
        ? failed.toString()
        : result.getClass().getSimpleName();
  }

  private static String name(Live live) {
    return live.script().work.name().toLowerCase(Locale.ROOT) + "#" + live.slot();
  }
}
