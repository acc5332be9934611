package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.explorer.Moves.Move;
import dev.darkroom.explorer.Script.Work;
import dev.darkroom.explorer.World.Message;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The invocations that may begin in a world. */
final class Beginnings {
  static final ProviderTaskRef FOREIGN = new ProviderTaskRef(Examples.ACME, StoreEffects.FOREIGN);

  /** How far a clock may be ahead or behind: longer than a claim's grace. */
  private static final Duration SKEW = Duration.ofSeconds(90);

  /** The number of the event that its carrier gives up. */
  private static final int SURRENDERED = 1;

  private final Scenario scenario;
  private final Steps steps;
  private final Effects effects;

  /** An invocation that may begin. */
  private record Beginning(String label, World world, Work work, Optional<Message> message) {}

  Beginnings(Scenario scenario, Steps steps, Effects effects) {
    this.scenario = scenario;
    this.steps = steps;
    this.effects = effects;
  }

  /** Each of them, and where clocks may be wrong each with a wrong clock as well. */
  List<Move> of(World world) {
    var moves = new ArrayList<Move>();
    for (var one : all(world)) {
      moves.add(begun(one, one.world(), Duration.ZERO));
      if (scenario.has(Feature.SKEW)) {
        one.world()
            .paying(Budget.FAULT)
            .ifPresent(
                paid -> {
                  moves.add(begun(one, paid, SKEW));
                  moves.add(begun(one, paid, SKEW.negated()));
                });
      }
    }
    return moves;
  }

  private Move begun(Beginning one, World paid, Duration skew) {
    var script = steps.begun(one.work(), paid.now().plus(skew));
    var clock = skew.isZero() ? "" : ", its clock wrong by " + skew.toSeconds() + " s";
    return new Move(one.label() + clock, paid.begins(script, one.message(), skew));
  }

  private List<Beginning> all(World world) {
    var all = new ArrayList<Beginning>();
    world.paying(Budget.SUBMIT).ifPresent(paid -> all.add(event(paid)));
    for (var message : Set.copyOf(Moves.visible(world))) {
      all.add(check(world, message));
      world.paying(Budget.FAULT).ifPresent(paid -> all.add(checkTwice(paid, message)));
    }
    world.paying(Budget.DECISION).ifPresent(paid -> decisions(paid, all));
    if (Moves.isDue(world)) {
      world.paying(Budget.SWEEP).ifPresent(paid -> all.add(begin("sweep", paid, Steps.SWEEP, 0)));
    }
    return all;
  }

  private static Beginning begin(String label, World paid, String name, Object input) {
    return new Beginning(label + " begins", paid, new Work(name, input), Optional.empty());
  }

  private static Beginning event(World paid) {
    int number = paid.budget().submits() + 1;
    return begin("submit " + number, paid, Steps.SUBMIT, number);
  }

  /** The next event of the same id. */
  Move submit(World paid) {
    return begun(event(paid), paid, Duration.ZERO);
  }

  /** The sweep. */
  Move sweep(World world) {
    return begun(begin("sweep", world, Steps.SWEEP, 0), world, Duration.ZERO);
  }

  /** An operator has the task checked. */
  Move recheck(World world) {
    return begun(begin("recheck", world, Steps.RECHECK, ""), world, Duration.ZERO);
  }

  /** The requester repeats a deletion that has failed. */
  Move delete(World world) {
    return begun(begin("delete", world, Steps.DELETE, ""), world, Duration.ZERO);
  }

  /** A check is handed to settlement. */
  Move receive(World world, Message message) {
    var one = check(world, message);
    return begun(one, one.world(), Duration.ZERO);
  }

  private Beginning check(World world, Message message) {
    return new Beginning(
        "settle begins: " + label(message.check()),
        effects.without(world, message),
        new Work(Steps.SETTLE, message.check()),
        Optional.of(message));
  }

  /** The queue hands a check out, and keeps a second one of it. */
  private static Beginning checkTwice(World world, Message message) {
    return new Beginning(
        "settle begins, its message stays: " + label(message.check()),
        world,
        new Work(Steps.SETTLE, message.check()),
        Optional.empty());
  }

  private static String label(Check check) {
    return check.source().getClass().getSimpleName()
        + check.hint().map(ref -> " names " + ref.id()).orElse("");
  }

  private void decisions(World paid, List<Beginning> all) {
    if (scenario.has(Feature.SURRENDER) && paid.owed()) {
      all.add(begin("surrender", paid.owed(false), Steps.SURRENDER, SURRENDERED));
    }
    boolean isDeleted = paid.get(Part.TOMBSTONE).isPresent();
    if (scenario.has(Feature.DELETE) && (isDeleted || isOver(paid))) {
      all.add(begin("delete", paid, Steps.DELETE, ""));
    }
    if (paid.task().isEmpty()) {
      return;
    }
    if (scenario.has(Feature.CANCEL)) {
      for (var late : LateImages.values()) {
        all.add(begin("cancel (" + late.text() + ")", paid, Steps.CANCEL, late));
      }
    }
    if (scenario.has(Feature.ABANDON)) {
      all.add(begin("abandon", paid, Steps.ABANDON, ""));
    }
    if (scenario.has(Feature.RECHECK)) {
      all.add(begin("recheck", paid, Steps.RECHECK, ""));
    }
    if (scenario.has(Feature.ATTACH)) {
      var refs = new ArrayList<>(paid.get(Part.THEIRS).stream().map(Theirs::ref).toList());
      refs.add(FOREIGN);
      refs.forEach(ref -> all.add(begin("attach of " + ref.id(), paid, Steps.ATTACH, ref.id())));
    }
    replays(paid, all);
  }

  /** A deletion before the end changes nothing. */
  private static boolean isOver(World world) {
    return world.task().filter(task -> !task.isOpen()).isPresent();
  }

  private void replays(World paid, List<Beginning> all) {
    boolean hasOutcome = paid.task().filter(task -> task.outcomeType().isPresent()).isPresent();
    if (!scenario.has(Feature.REPLAY) || !hasOutcome) {
      return;
    }
    var bus = NotificationChannel.EVENT_BUS;
    all.add(begin("replay on " + bus.text(), paid, Steps.REPLAY, bus));
    if (scenario.has(Feature.WEBHOOK)) {
      var webhook = NotificationChannel.WEBHOOK;
      all.add(begin("replay on " + webhook.text(), paid, Steps.REPLAY, webhook));
    }
  }
}
