package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.explorer.World.Message;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore.DueTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What each call does to the world, and what may go wrong with it. */
final class Effects {
  private static final Comparator<Message> ORDER =
      Comparator.comparing(Message::visibleAt).thenComparing(Message::toString);

  private final Interner values;
  private final Scenario scenario;
  private final StoreEffects store;
  private final ProviderEffects provider;
  private final ImageEffects images;
  private final ToldEffects told;
  private final LetterEffects letters;
  private long droppedCopies;

  Effects(Interner values, Scenario scenario) {
    this.values = values;
    this.scenario = scenario;
    this.store = new StoreEffects(values);
    this.provider = new ProviderEffects(values, scenario);
    this.images = new ImageEffects(values, scenario);
    this.told = new ToldEffects(values);
    this.letters = new LetterEffects(values);
  }

  /** Every way in which the call may go; the first one is without a fault. */
  List<Way> ways(World world, Call call) {
    return switch (call) {
      case Call.OfStore known -> store(world, known);
      case Call.OfProvider known -> provider(world, known);
      case Call.Backlog() -> Way.read("waiting", world, 0);
      case Call.Put(var check, var delay) -> put(world, List.of(check), delay);
      case Call.PutAll(var checks) -> put(world, checks, Duration.ZERO);
      case Call.Receive() -> letters.receive(world);
      case Call.Show(var some) -> letters.show(world, some);
      case Call.Remove(var letter) -> letters.remove(world, letter);
      case Call.OfBucket known -> bucket(world, known);
      case Call.Publish(var channel, var task) -> told.publish(world, channel, task);
      case Call.UseToken(var token, var isSuccess) -> told.useToken(world, token, isSuccess);
    };
  }

  private List<Way> bucket(World world, Call.OfBucket call) {
    return switch (call) {
      case Call.Deliver(var task, var remote) -> images.deliver(world, task, remote);
      case Call.Look(var task, var indexes) -> images.look(world, task, indexes);
      case Call.DeleteObjects(var keys) -> images.delete(world, keys);
      case Call.EmptyAll(var deleted) -> images.empty(world, deleted);
      case Call.Empty(var some) -> images.empty(world, some);
    };
  }

  private List<Way> store(World world, Call.OfStore call) {
    return switch (call) {
      case Call.Delete(var task, var at) -> store.delete(world, task, at);
      case Call.FindDeleted() -> Way.read("find deleted", world, world.get(Part.TOMBSTONE));
      case Call.Find() -> Way.read("find", world, world.task());
      case Call.Claim(var fresh) -> store.claim(world, fresh);
      case Call.Replace(var next) -> store.replace(world, next);
      case Call.Attach(var next, var ref) -> store.attach(world, next, ref);
      case Call.Postpone postpone -> store.postpone(world, postpone);
      case Call.Own(var ref, var claim) -> store.own(world, ref, claim);
      case Call.OwnerOf(var ref) -> store.ownerOf(world, ref);
      case Call.ReadCanary() -> Way.read("read canary", world, world.get(Part.CANARY));
      case Call.KeepCanary(var seen) -> store.keepCanary(world, seen);
      case Call.Due(var window) ->
          due(world, StoreEffects.due(world, window::contains), window.until());
      case Call.OldestUnpublished() -> Way.read("oldest", world, oldestUnpublished(world));
      case Call.ReadPass() -> Way.read("pass", world, world.get(Part.PASS));
      case Call.KeepPass(var next) -> store.keepPass(world, next);
    };
  }

  private List<Way> provider(World world, Call.OfProvider call) {
    return switch (call) {
      case Call.Submit(var id, var key) -> provider.submit(world, id, key);
      case Call.Repeat(var id, var key) -> provider.repeat(world, id, key);
      case Call.ListTasks(var id) -> provider.list(world, id);
      case Call.Ask(var ref) -> provider.ask(world, ref);
      case Call.Cancel(var ref) -> provider.cancel(world, ref);
    };
  }

  /** The index may be a moment behind: it lacks a task, or has one that is not due any more. */
  private List<Way> due(World world, List<DueTask> due, Instant until) {
    var ways = new ArrayList<>(Way.read("due: " + due.size(), world, due));
    if (scenario.has(Feature.INDEX_LAG)) {
      var behind =
          due.isEmpty()
              ? world.task().stream().map(task -> new DueTask(task.id(), until)).toList()
              : List.<DueTask>of();
      ways.add(Way.fault("due: the index is behind", world, behind));
    }
    return ways;
  }

  private static Object oldestUnpublished(World world) {
    return world.task().filter(task -> !task.isPublished()).map(Task::createdAt);
  }

  private List<Way> put(World world, List<Check> checks, Duration delay) {
    boolean isTooLong = delay.compareTo(SettleQueue.LONGEST_DELAY) > 0;
    var at = world.now().plus(isTooLong ? SettleQueue.LONGEST_DELAY : delay);
    var after = world;
    for (var check : checks) {
      after = queued(after, check, at);
    }
    return Way.write("queue", world, after, "queued");
  }

  World queued(World world, Check check, Instant visibleAt) {
    return queued(world, new Message(check, visibleAt, 0));
  }

  /** A second copy of the same message says everything that a third one would. */
  World queued(World world, Message message) {
    if (world.get(Part.QUEUE).stream().filter(message::equals).count() >= 2) {
      droppedCopies++;
      return world;
    }
    var messages =
        Stream.concat(world.get(Part.QUEUE).stream(), Stream.of(message)).sorted(ORDER).toList();
    return world
        .with(Part.QUEUE, values.of(messages))
        .known(world.known() || StoreEffects.holdsOurs(world, message));
  }

  /** How often a third copy of a message was left out. */
  long droppedCopies() {
    return droppedCopies;
  }

  World without(World world, Message message) {
    var messages = new ArrayList<>(world.get(Part.QUEUE));
    messages.remove(message);
    return world.with(Part.QUEUE, values.of(List.copyOf(messages)));
  }

  World with(World world, Theirs one) {
    return provider.with(world, one);
  }

  World dead(World world, Check check) {
    return letters.dead(world, check);
  }

  boolean areAllLost(World world, Theirs one) {
    return images.areAllLost(world, one.ref());
  }
}
