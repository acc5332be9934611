package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.PendingImage;
import dev.darkroom.explorer.ProviderEffects.Keys;
import dev.darkroom.explorer.World.Message;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.notification.PublishResult;
import dev.darkroom.notification.TokenResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What each call does to the world, and what may go wrong with it. */
final class Effects {
  private static final Comparator<Message> ORDER =
      Comparator.comparing(Message::visibleAt).thenComparing(Message::toString);

  private final Interner values;
  private final StoreEffects store;
  private final ProviderEffects provider;

  Effects(Interner values, Keys keys) {
    this.values = values;
    this.store = new StoreEffects(values);
    this.provider = new ProviderEffects(values, keys);
  }

  /** Every way in which the call may go; the first one is without a fault. */
  List<Way> ways(World world, Call call) {
    return switch (call) {
      case Call.Find() -> Way.read("find", world, world.task());
      case Call.Claim(var fresh) -> store.claim(world, fresh);
      case Call.Replace(var next) -> store.replace(world, next);
      case Call.Postpone postpone -> store.postpone(world, postpone);
      case Call.Own(var ref) -> store.own(world, ref);
      case Call.OwnerOf(var ref) -> store.ownerOf(world, ref);
      case Call.ReadCanary() -> Way.read("read canary", world, world.get(Part.CANARY));
      case Call.KeepCanary(var seen) -> store.keepCanary(world, seen);
      case Call.Due(var window) ->
          Way.read("due", world, StoreEffects.due(world, window::contains));
      case Call.OldestUnpublished() -> Way.read("oldest", world, oldestUnpublished(world));
      case Call.ReadPass() -> Way.read("pass", world, world.get(Part.PASS));
      case Call.KeepPass(var next) -> store.keepPass(world, next);
      case Call.Backlog() -> Way.read("waiting", world, 0);
      case Call.Put(var check, var delay) -> put(world, List.of(check), delay);
      case Call.PutAll(var checks) -> put(world, checks, Duration.ZERO);
      case Call.Submit(var id, var key) -> provider.submit(world, id, key);
      case Call.Repeat(var id, var key) -> provider.repeat(world, id, key);
      case Call.ListTasks(var id) -> provider.list(world, id);
      case Call.Ask(var ref) -> provider.ask(world, ref);
      case Call.Cancel(var ref) -> provider.cancel(world, ref);
      case Call.Deliver(var task, var images) -> deliver(world, task, images);
      case Call.Publish(var channel, var task) -> publish(world, channel, task);
      case Call.UseToken(var token, var isSuccess) -> useToken(world, token, isSuccess);
    };
  }

  private static Object oldestUnpublished(World world) {
    return world.task().filter(task -> !task.isPublished()).map(Task::createdAt);
  }

  private static List<Way> deliver(World world, Task task, List<RemoteImage> images) {
    var all =
        new DeliveryResult(
            images.stream().map(image -> Examples.stored(task.id(), image.index())).toList(),
            List.of(),
            List.of());
    var none =
        new DeliveryResult(
            List.of(),
            images.stream()
                .map(
                    image ->
                        new PendingImage(
                            image.index(), ErrorCode.RESULT_EXPIRED, "it answered 503"))
                .toList(),
            List.of());
    return List.of(
        Way.well("stored", world, all),
        Way.fault("not stored", world, none),
        Way.failure("bucket down", world));
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
      return world;
    }
    var messages =
        Stream.concat(world.get(Part.QUEUE).stream(), Stream.of(message)).sorted(ORDER).toList();
    return world
        .with(Part.QUEUE, values.of(messages))
        .known(world.known() || StoreEffects.holdsOurs(world, message));
  }

  World without(World world, Message message) {
    var messages = new ArrayList<>(world.get(Part.QUEUE));
    messages.remove(message);
    return world.with(Part.QUEUE, values.of(List.copyOf(messages)));
  }

  World with(World world, Theirs one) {
    return provider.with(world, one);
  }

  private List<Way> publish(World world, String channel, Task task) {
    var told = new HashSet<>(world.get(Part.TOLD));
    told.add(channel + " " + task.outcomeId());
    var after = world.with(Part.TOLD, values.of(Set.copyOf(told)));
    var what = "publish " + task.state().status() + " on " + channel;
    return List.of(
        Way.well(what, after, new PublishResult.Published()),
        Way.fault(what + ": not taken", world, new PublishResult.Transient("it answered 503")),
        Way.failure(what + ", answer lost", after));
  }

  private List<Way> useToken(World world, String token, boolean isSuccess) {
    if (world.get(Part.TOKENS).containsKey(token)) {
      return Way.read("token used before", world, new TokenResult.Permanent("TaskTimedOut"));
    }
    var used = new TreeMap<>(world.get(Part.TOKENS));
    used.put(token, isSuccess);
    var after = world.with(Part.TOKENS, values.of(Map.copyOf(used)));
    return Way.write("token " + token, world, after, new TokenResult.Accepted());
  }
}
