package dev.darkroom.explorer;

import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.Check;
import dev.darkroom.check.TestingSweep;
import dev.darkroom.explorer.World.Budget;
import dev.darkroom.explorer.World.Live;
import dev.darkroom.explorer.World.Message;
import dev.darkroom.explorer.World.Stage;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.Providers;
import dev.darkroom.routing.Route;
import dev.darkroom.settlement.Settlement;
import dev.darkroom.settlement.TestingSettlement;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.TestingSubmission;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Steps through every interleaving of the real steps, within a budget of events and faults. */
final class Explorer {
  private static final int MOST_AT_ONCE = 2;
  private static final Duration INVOCATION = Duration.ofMinutes(2);
  private static final int MOST_RECEIVES = 5;
  private final Interner values = new Interner();
  private final Ports ports = new Ports();
  private final Effects effects = new Effects(values);
  private final Judge judge = new Judge();
  private final Settlement settlement;
  private final Providers providers;
  private final boolean callsBack;
  final KeySet seen = new KeySet();
  private final KeySet closed = new KeySet();
  long transitions;
  long leaves;

  /** A state as a key. */
  record Key(long high, long low) {}

  /** One thing that happens. */
  record Move(String label, World world) {}

  Explorer(boolean callsBack) {
    this.callsBack = callsBack;
    providers =
        Providers.of(
            ports.provider(Examples.ACME, callsBack), ports.provider(Examples.BOLT, callsBack));
    var notification =
        RecordingChannel.notification(
            ports.store(),
            ports.clock(),
            ports.channel("bus"),
            TestingTokens.channel(ports.tokens()));
    settlement =
        TestingSettlement.of(
            ports.store(), providers, ports.queue(), ports.delivery(), notification, ports.clock());
  }

  World start(Budget budget) {
    return new World(
        Examples.NOW,
        values.of(Optional.<Task>empty()),
        values.of(Set.<ProviderTaskRef>of()),
        values.of(List.<Message>of()),
        values.of(List.<Check>of()),
        values.of(List.<Theirs>of()),
        values.of(Set.<String>of()),
        values.of(Map.<String, Boolean>of()),
        values.of(Optional.empty()),
        List.of(),
        budget,
        false,
        false);
  }

  private Object run(Script.Work work) {
    return switch (work.name()) {
      case "submit" ->
          TestingSubmission.of(
                  ports.store(),
                  ports.queue(),
                  TestingCallback.addresses(),
                  TestingTokens.client(ports.tokens()),
                  ports.clock())
              .submit(request((Integer) work.input()), routes());
      case "settle" -> {
        settlement.settle((Check) work.input());
        yield "done";
      }
      case "sweep" -> TestingSweep.of(ports.store(), ports.queue(), ports.clock()).run(Duration.ofSeconds(1));
      default -> throw new IllegalArgumentException(work.name());
    };
  }

  private List<Route> routes() {
    return providers.all().stream()
        .map(
            one ->
                new Route(
                    one,
                    new ImageRequest("their-model", ImageSpec.of("a red fox"), Optional.empty()),
                    List.of()))
        .toList();
  }

  /** Every event has a task token of its own. */
  private static GenerationRequest request(int number) {
    var plain = Examples.request();
    var delivery = plain.delivery();
    return new GenerationRequest(
        plain.id(),
        plain.model(),
        plain.spec(),
        plain.preference(),
        new DeliveryOptions(
            delivery.deadline(),
            Optional.of("token" + number),
            delivery.notifyTarget(),
            delivery.metadata(),
            delivery.trace()));
  }

  Script.Next next(Live live) {
    return live.script().next(ports, this::run);
  }

  /** Everything that may happen now, within the budget. */
  List<Move> moves(World world) {
    var moves = new ArrayList<Move>();
    for (var live : world.lives()) {
      moves.addAll(steps(world, live));
      pay(world, Budget.FAULT).ifPresent(paid -> moves.add(new Move(name(live) + " dies", dies(paid, live))));
    }
    if (world.lives().size() < MOST_AT_ONCE) {
      begin(world, moves);
    }
    outside(world, moves);
    return moves;
  }

  private void begin(World world, List<Move> moves) {
    pay(world, Budget.SUBMIT).ifPresent(paid -> moves.add(submit(paid)));
    for (var message : Set.copyOf(world.queue().value())) {
      if (!message.visibleAt().isAfter(world.now())) {
        moves.add(receive(world, message));
      }
    }
    if (world.task().value().filter(task -> isDue(task, world)).isPresent()) {
      pay(world, Budget.SWEEP)
          .ifPresent(
              paid ->
                  moves.add(
                      new Move(
                          "sweep begins",
                          paid.begins(begun(paid, new Script.Work("sweep", 0)), Optional.empty()))));
    }
  }

  private Move submit(World paid) {
    int number = paid.budget().submits() + 1;
    return new Move(
        "submit " + number + " begins",
        paid.begins(begun(paid, new Script.Work("submit", number)), Optional.empty()));
  }

  private Move receive(World world, Message message) {
    return new Move(
        "settle begins: " + message.check().source().getClass().getSimpleName() + message.check().hint().map(ref -> " hint " + ref.id()).orElse(""),
        effects
            .without(world, message)
            .begins(begun(world, new Script.Work("settle", message.check())), Optional.of(message)));
  }

  private static boolean isDue(Task task, World world) {
    return task.isOpen() && !task.nextCheckAt().isAfter(world.now());
  }

  private final java.util.HashMap<List<Object>, Script> roots = new java.util.HashMap<>();

  private Script begun(World world, Script.Work work) {
    return roots.computeIfAbsent(List.of(work, world.now()), it -> Script.begun(work, world.now()));
  }

  private void outside(World world, List<Move> moves) {
    for (var one : world.theirs().value()) {
      if (one.stage() == Stage.RUNNING) {
        moves.add(
            new Move(
                one.ref().id() + " is done",
                effects.with(world, new Theirs(one.ref(), Stage.DONE, world.now()))));
      }
      pay(world, Budget.RING)
          .ifPresent(paid -> moves.add(new Move("ring for " + one.ref().id(), ring(paid, one.ref()))));
    }
    boolean isIdle =
        world.lives().isEmpty()
            && world.queue().value().stream()
                .allMatch(message -> message.visibleAt().isAfter(world.now()));
    if (isIdle) { // no queue holds a check back for hours
      pay(world, Budget.JUMP)
          .ifPresent(
              paid -> nextMoment(paid).ifPresent(at -> moves.add(new Move("time passes to " + at, paid.at(at)))));
    }
  }

  private World ring(World world, ProviderTaskRef ref) {
    var check =
        Check.of(Examples.request().taskId())
            .from(new Check.Source.Callback(world.now()))
            .withHint(ref);
    return effects.queued(world, check, world.now());
  }

  private List<Move> steps(World world, Live live) {
    var moves = new ArrayList<Move>();
    switch (next(live)) {
      case Script.Next.Calls(var call) -> {
        for (var way : effects.ways(world, call)) {
          pay(way.world(), way.cost())
              .ifPresent(
                  paid ->
                      moves.add(
                          new Move(
                              name(live) + ": " + way.label(),
                              judge.after(world, call, paid.goesOn(live, live.script().with(way.reply()))))));
        }
      }
      case Script.Next.Ends(var result) -> moves.add(new Move(name(live) + " ends: " + brief(result), ended(world, live, result)));
    }
    return moves;
  }

  private static String brief(Object result) {
    return result instanceof Exception failed ? failed.toString() : result.getClass().getSimpleName();
  }

  private World ended(World world, Live live, Object result) {
    var after = world.ends(live);
    if (result instanceof RuntimeException failed && !(failed instanceof Ports.Down)) {
      judge.isOurs(failed);
    }
    if (live.message().isPresent()) {
      return result instanceof RuntimeException ? returned(after, live.message().get()) : after;
    }
    boolean isOwed =
        live.script().work.name().equals("submit")
            && (result instanceof RuntimeException
                || (result instanceof SubmissionResult end && end.mustBeRetried()));
    return after.owed(after.owed() || isOwed);
  }

  private World dies(World world, Live live) {
    var after = world.ends(live);
    boolean isSubmit = live.script().work.name().equals("submit");
    return live.message().map(message -> returned(after, message)).orElse(after.owed(after.owed() || isSubmit));
  }

  private World returned(World world, Message message) {
    if (message.received() + 1 >= MOST_RECEIVES) {
      var dead = new ArrayList<>(world.dead().value());
      dead.add(message.check());
      return world.dead(values.of(List.copyOf(dead)));
    }
    return effects.queued(
        world,
        new Message(message.check(), world.now().plus(INVOCATION), message.received() + 1));
  }

  private static String name(Live live) {
    return live.script().work.name() + "#" + live.slot();
  }

  private static Optional<World> pay(World world, Budget cost) {
    return world.budget().covers(cost)
        ? Optional.of(cost.equals(Budget.FREE) ? world : world.budget(world.budget().less(cost)))
        : Optional.empty();
  }

  private static Optional<Instant> nextMoment(World world) {
    var moments = new ArrayList<Instant>();
    world.queue().value().forEach(message -> moments.add(message.visibleAt()));
    world.task().value().filter(Task::isOpen).ifPresent(task -> moments.add(task.nextCheckAt()));
    return moments.stream().filter(at -> at.isAfter(world.now())).min(Instant::compareTo);
  }

  Key key(World world) {
    long high = 1;
    long low = 7;
    for (long part : parts(world)) {
      high = mix(high ^ part) * 0x9E3779B97F4A7C15L;
      low = mix(low + part * 0xC2B2AE3D27D4EB4FL);
    }
    return new Key(high, low);
  }

  private static long mix(long value) {
    long one = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    long two = (one ^ (one >>> 29)) * 0xc4ceb9fe1a85ec53L;
    return two ^ (two >>> 32);
  }

  private long[] parts(World world) {
    var parts = new long[14 + 2 * MOST_AT_ONCE];
    int at = 0;
    parts[at++] = world.now().toEpochMilli();
    parts[at++] = world.task().number();
    parts[at++] = world.owned().number();
    parts[at++] = world.queue().number();
    parts[at++] = world.dead().number();
    parts[at++] = world.theirs().number();
    parts[at++] = world.told().number();
    parts[at++] = world.tokens().number();
    parts[at++] = world.pass().number();
    var budget = world.budget();
    parts[at++] =
        (((budget.submits() * 16L + budget.rings()) * 16 + budget.sweeps()) * 16 + budget.jumps())
                * 16
            + budget.faults();
    parts[at++] = world.known() ? 1 : 0;
    parts[at++] = world.owed() ? 1 : 0;
    var lives = world.lives().stream().mapToLong(this::part).sorted().toArray();
    for (long live : lives) {
      parts[at++] = live;
    }
    return parts;
  }

  private long part(Live live) {
    return live.script().number * 1_000_003L
        + live.message().map(message -> values.of(message).number()).orElse(0);
  }

  private static boolean add(KeySet set, Key key) {
    return set.add(key.high(), key.low());
  }

  /** Goes through everything, depth first. */
  Optional<List<String>> explore(World first, long most) {
    Deque<Iterator<Move>> stack = new ArrayDeque<>();
    Deque<String> labels = new ArrayDeque<>();
    try {
      add(seen, key(first));
      stack.push(moves(first).iterator());
      while (!stack.isEmpty() && seen.size() < most) {
        if (!stack.peek().hasNext()) {
          stack.pop();
          labels.poll();
          continue;
        }
        var move = stack.peek().next();
        transitions++;
        if (!add(seen, key(move.world()))) {
          continue;
        }
        labels.push(move.label());
        if (move.world().lives().isEmpty()) {
          leaves++;
          close(move.world(), labels);
        }
        stack.push(moves(move.world()).iterator());
      }
      return Optional.empty();
    } catch (Judge.Broken broken) {
      var history = new ArrayList<>(labels).reversed();
      history.add("==> " + broken.getMessage());
      return Optional.of(history);
    }
  }

  /** A day without faults; at its end everything must be right. */
  private void close(World leaf, Deque<String> labels) {
    var world = leaf;
    var way = new ArrayList<Key>();
    var said = new ArrayList<String>();
    try {
      for (int step = 0; step < 5_000; step++) {
        var key = key(world.budget(Budget.FREE));
        if (closed.contains(key.high(), key.low())) {
          way.forEach(one -> add(closed, one));
          return;
        }
        way.add(key);
        var next = calm(world);
        if (next.isEmpty()) {
          judge.atTheEnd(world);
          way.forEach(one -> add(closed, one));
          return;
        }
        said.add(next.get().label());
        world = next.get().world();
      }
      throw new Judge.Broken("it never ends");
    } catch (Judge.Broken broken) {
      labels.push("... then a day without faults:");
      said.forEach(labels::push);
      throw broken;
    }
  }

  private Optional<Move> calm(World world) {
    for (var live : world.lives()) {
      return Optional.of(steps(world, live).getFirst());
    }
    for (var message : world.queue().value()) {
      if (!message.visibleAt().isAfter(world.now())) {
        return Optional.of(receive(world, message));
      }
    }
    if (world.owed()) { // a carrier brings its event back after a while
      var later = world.owed(false).at(world.now().plus(INVOCATION));
      return Optional.of(submit(later.budget(new Budget(6, 0, 0, 0, 0))));
    }
    for (var check : world.dead().value()) {
      return Optional.of(
          new Move(
              "dead letter comes back",
              effects.queued(world.dead(values.of(List.of())), check, world.now())));
    }
    for (var one : world.theirs().value()) {
      if (one.stage() == Stage.RUNNING) {
        return Optional.of(
            new Move(
                one.ref().id() + " is done",
                effects.with(world, new Theirs(one.ref(), Stage.DONE, world.now()))));
      }
    }
    var task = world.task().value();
    if (task.filter(one -> isDue(one, world)).isPresent()) {
      return Optional.of(
          new Move(
              "sweep",
              effects.queued(
                  world,
                  Check.of(task.get().id()).from(new Check.Source.Sweep()),
                  world.now())));
    }
    return nextMoment(world).map(at -> new Move("time passes to " + at, world.at(at)));
  }

  int scripts() {
    return values.size();
  }
}
