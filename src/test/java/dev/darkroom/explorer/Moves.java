package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.control.ControlResult;
import dev.darkroom.explorer.Script.Work;
import dev.darkroom.explorer.World.Live;
import dev.darkroom.explorer.World.Message;
import dev.darkroom.explorer.World.Stage;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Everything that may happen next in a world. */
final class Moves {
  private static final ProviderTaskRef FOREIGN =
      new ProviderTaskRef(Examples.ACME, StoreEffects.FOREIGN);

  /** An invocation that dies gives its message back after this. */
  private static final Duration VISIBILITY = Duration.ofMinutes(2);

  private static final int MOST_RECEIVES = 5;

  /** The number of the event that its carrier gives up. */
  private static final int SURRENDERED = 1;

  private final int mostAtOnce;
  private final Interner values;
  private final Steps steps;
  private final Effects effects;
  private final Judge judge;

  /** One thing that happens, and the world after it. */
  record Move(String label, World world) {}

  Moves(int mostAtOnce, Interner values, Steps steps, Effects effects, Judge judge) {
    this.mostAtOnce = mostAtOnce;
    this.values = values;
    this.steps = steps;
    this.effects = effects;
    this.judge = judge;
  }

  /** Every move that the budget covers. */
  List<Move> of(World world) {
    var moves = new ArrayList<Move>();
    for (var live : world.lives()) {
      moves.addAll(steps(world, live));
      world
          .paying(Budget.FAULT)
          .ifPresent(paid -> moves.add(new Move(name(live) + " dies", dies(paid, live))));
    }
    if (world.lives().size() < mostAtOnce) {
      beginnings(world, moves);
    }
    outside(world, moves);
    return moves;
  }

  private void beginnings(World world, List<Move> moves) {
    world.paying(Budget.SUBMIT).ifPresent(paid -> moves.add(submit(paid)));
    if (world.owed()) {
      world
          .paying(Budget.DECISION)
          .ifPresent(
              paid ->
                  moves.add(
                      new Move(
                          "the event is given up",
                          begin(paid.owed(false), Steps.SURRENDER, SURRENDERED))));
    }
    for (var message : Set.copyOf(visible(world))) {
      moves.add(receive(world, message));
      world.paying(Budget.FAULT).ifPresent(paid -> moves.add(receiveTwice(paid, message)));
    }
    if (world.task().isPresent()) {
      world.paying(Budget.DECISION).ifPresent(paid -> decisions(paid, moves));
    }
    if (isDue(world)) {
      world
          .paying(Budget.SWEEP)
          .ifPresent(paid -> moves.add(new Move("sweep begins", begin(paid, Steps.SWEEP, 0))));
    }
  }

  private void decisions(World paid, List<Move> moves) {
    for (var late : LateImages.values()) {
      moves.add(new Move("cancel begins: " + late.text(), begin(paid, Steps.CANCEL, late)));
    }
    moves.add(new Move("abandon begins", begin(paid, Steps.ABANDON, "")));
    if (paid.task().filter(task -> task.outcomeType().isPresent()).isPresent()) {
      moves.add(new Move("replay begins", begin(paid, Steps.REPLAY, "")));
    }
    for (var one : paid.get(Part.THEIRS)) {
      moves.add(
          new Move("attach begins: " + one.ref().id(), begin(paid, Steps.ATTACH, one.ref().id())));
    }
    moves.add(new Move("attach begins: " + FOREIGN.id(), begin(paid, Steps.ATTACH, FOREIGN.id())));
  }

  private World begin(World world, String name, Object input) {
    return world.begins(steps.begun(new Work(name, input), world.now()), Optional.empty());
  }

  /** The next event of the same id. */
  Move submit(World paid) {
    int number = paid.budget().submits() + 1;
    return new Move("submit " + number + " begins", begin(paid, Steps.SUBMIT, number));
  }

  static List<Message> visible(World world) {
    return world.get(Part.QUEUE).stream()
        .filter(message -> !message.visibleAt().isAfter(world.now()))
        .toList();
  }

  /** A check is handed to settlement. */
  Move receive(World world, Message message) {
    var work = new Work(Steps.SETTLE, message.check());
    return new Move(
        "settle begins: " + label(message.check()),
        effects
            .without(world, message)
            .begins(steps.begun(work, world.now()), Optional.of(message)));
  }

  /** The queue hands a check out, and keeps a second one of it. */
  private Move receiveTwice(World world, Message message) {
    var work = new Work(Steps.SETTLE, message.check());
    return new Move(
        "settle begins, its message stays: " + label(message.check()),
        world.begins(steps.begun(work, world.now()), Optional.empty()));
  }

  private static String label(Check check) {
    return check.source().getClass().getSimpleName()
        + check.hint().map(ref -> " names " + ref.id()).orElse("");
  }

  static boolean isDue(World world) {
    return world
        .task()
        .filter(task -> task.isOpen() && !task.nextCheckAt().isAfter(world.now()))
        .isPresent();
  }

  private void outside(World world, List<Move> moves) {
    for (var one : world.get(Part.THEIRS)) {
      if (one.stage() == Stage.RUNNING) {
        moves.add(ends(world, one, Stage.DONE));
        world.paying(Budget.FAULT).ifPresent(paid -> moves.add(ends(paid, one, Stage.FAILED)));
      }
      world
          .paying(Budget.RING)
          .ifPresent(
              paid -> moves.add(new Move("ring for " + one.ref().id(), ring(paid, one.ref()))));
    }
    if (world.task().isPresent()) {
      world
          .paying(Budget.RING)
          .flatMap(paid -> paid.paying(Budget.FAULT))
          .ifPresent(paid -> moves.add(new Move("ring for another", ring(paid, FOREIGN))));
    }
    if (world.lives().isEmpty() && visible(world).isEmpty()) { // no queue holds a check for hours
      world.paying(Budget.JUMP).flatMap(Moves::passing).ifPresent(moves::add);
    }
  }

  /** A provider's task comes to its end. */
  Move ends(World world, Theirs one, Stage stage) {
    return new Move(
        one.ref().id() + " is " + stage.name().toLowerCase(java.util.Locale.ROOT),
        effects.with(world, one.ended(stage, world.now())));
  }

  private World ring(World world, ProviderTaskRef ref) {
    var source = new Check.Source.Callback(world.now());
    return effects.queued(
        world, Check.of(Examples.request().taskId()).from(source).withHint(ref), world.now());
  }

  /** The sweep's check without the sweep's own steps. */
  Move swept(World world) {
    var check = Check.of(Examples.request().taskId()).from(new Check.Source.Sweep());
    return new Move("sweep", effects.queued(world, check, world.now()));
  }

  /** Dead letters are sent back. */
  Move redriven(World world, Check check) {
    return new Move(
        "a dead letter is sent back",
        effects.queued(world.with(Part.DEAD, values.of(List.of())), check, world.now()));
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
          List.of(new Move(name(live) + " ends: " + brief(result), ended(world, live, result)));
    };
  }

  private Move step(World before, Live live, Call call, Way way, World paid) {
    var after = paid.goesOn(live, live.script().with(way.reply()));
    return new Move(name(live) + ": " + way.label(), judge.after(before, call, after));
  }

  private static String brief(Object result) {
    return result instanceof Exception failed
        ? failed.toString()
        : result.getClass().getSimpleName();
  }

  private World ended(World world, Live live, Object result) {
    judge.ended(result);
    if (result instanceof ControlResult.Recorded) {
      return decided(world, live.script().work).ends(live);
    }
    boolean isFailed = result instanceof RuntimeException;
    boolean mustRetry = result instanceof SubmissionResult end && end.mustBeRetried();
    boolean isGivenUp = live.script().work.name().equals(Steps.SURRENDER);
    if (isFailed || (mustRetry && !isGivenUp)) {
      return comesBack(world.ends(live), live);
    }
    return isEvent(live) ? waits(world, live.script().work).ends(live) : world.ends(live);
  }

  private World decided(World world, Work work) {
    var all = new TreeSet<>(world.get(Part.DECIDED));
    all.add(work.name() + " " + work.input());
    return world.with(Part.DECIDED, values.of(Set.copyOf(all)));
  }

  /** An event that was taken hands its token over: somebody must hand it back. */
  private World waits(World world, Work submit) {
    var all = new TreeSet<>(world.get(Part.WAITING));
    all.add(Steps.token((Integer) submit.input()));
    return world.with(Part.WAITING, values.of(Set.copyOf(all)));
  }

  private World dies(World world, Live live) {
    return comesBack(world.ends(live), live);
  }

  /** What an invocation carried comes back: its check, or its event. */
  private World comesBack(World world, Live live) {
    return live.message()
        .map(message -> returned(world, message))
        .orElse(world.owed(world.owed() || isEvent(live)));
  }

  private static boolean isEvent(Live live) {
    var name = live.script().work.name();
    return name.equals(Steps.SUBMIT) || name.equals(Steps.SURRENDER);
  }

  private World returned(World world, Message message) {
    if (message.received() + 1 < MOST_RECEIVES) {
      return effects.queued(
          world,
          new Message(message.check(), world.now().plus(VISIBILITY), message.received() + 1));
    }
    var dead = new ArrayList<>(world.get(Part.DEAD));
    dead.add(message.check());
    return world.with(Part.DEAD, values.of(List.copyOf(dead)));
  }

  private static String name(Live live) {
    return live.script().work.name() + "#" + live.slot();
  }
}
