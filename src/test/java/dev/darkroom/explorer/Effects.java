package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.PendingImage;
import dev.darkroom.explorer.World.Budget;
import dev.darkroom.explorer.World.Message;
import dev.darkroom.explorer.World.Stage;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.notification.PublishResult;
import dev.darkroom.notification.TokenResult;
import dev.darkroom.provider.CancelResult;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What each call does to the world, and what may go wrong with it. */
final class Effects {
  /** How long the links of a provider's result live. */
  static final Duration LINKS = Duration.ofHours(24);

  private static final Comparator<Message> ORDER =
      Comparator.comparing(Message::visibleAt).thenComparing(Message::toString);

  private final Interner values;

  Effects(Interner values) {
    this.values = values;
  }

  /**
   * One way in which a call may go.
   *
   * @param label for the history
   */
  record Way(String label, Budget cost, World world, Reply reply) {}

  List<Way> ways(World world, Call call) {
    return switch (call) {
      case Call.Find() -> read(world, "find", world.task().value());
      case Call.Claim(var fresh) -> claim(world, fresh);
      case Call.Replace(var next) -> replace(world, next);
      case Call.Postpone postpone -> postpone(world, postpone);
      case Call.Own(var ref) -> own(world, ref);
      case Call.Due(var window) -> read(world, "due", due(world, window::contains));
      case Call.OldestUnpublished() ->
          read(
              world,
              "oldest",
              world.task().value().filter(task -> !task.isPublished()).map(Task::createdAt));
      case Call.ReadPass() -> read(world, "pass", world.pass().value());
      case Call.KeepPass(var next) -> keep(world, next);
      case Call.Waiting() -> read(world, "waiting", 0);
      case Call.Put(var check, var delay) -> put(world, List.of(check), delay);
      case Call.PutAll(var checks) -> put(world, checks, Duration.ZERO);
      case Call.Submit(var provider) -> submit(world, new ProviderTaskRef(provider, ref(world)));
      case Call.Ask(var ref) -> ask(world, ref);
      case Call.Cancel(var ref) -> cancel(world, ref);
      case Call.Deliver(var task, var images) -> {
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
        yield List.of(
            way("stored", world, all),
            fault("not stored", world, Reply.of(none, world.now())),
            fault("bucket down", world, down(world)));
      }
      case Call.Publish(var channel, var task) -> publish(world, channel, task);
      case Call.UseToken(var token, var isSuccess) -> useToken(world, token, isSuccess);
    };
  }

  private List<Way> read(World world, String what, Object value) {
    return List.of(way(what, world, value), fault(what + " fails", world, down(world)));
  }

  /** An effect whose answer comes, does not come, or that fails before. */
  private List<Way> write(String what, World before, World after, Object value) {
    return List.of(
        way(what + (value instanceof Boolean done && !done ? ": lost race" : ""), after, value),
        fault(what + " fails", before, down(before)),
        fault(what + ", answer lost", after, down(after)));
  }

  private static Way way(String label, World world, Object value) {
    return new Way(label, Budget.FREE, world, Reply.of(value, world.now()));
  }

  private static Way fault(String label, World world, Reply reply) {
    return new Way(label, Budget.FAULT, world, reply);
  }

  private static Reply down(World world) {
    return Reply.failure("down", world.now());
  }

  private List<Way> claim(World world, Task fresh) {
    var there = world.task().value();
    if (there.isPresent() && !fresh.mayClaimFrom(there.get())) {
      return read(world, "claim: taken", new TaskStore.Claim.Taken(there.get()));
    }
    var mine = bare(there.map(fresh::replacing).orElse(fresh));
    return write("claim", world, stored(world, mine), new TaskStore.Claim.Won(mine));
  }

  private List<Way> replace(World world, Task next) {
    boolean isNext =
        world.task().value().filter(there -> there.version() == next.version() - 1).isPresent();
    return isNext
        ? write("write " + word(next), world, stored(world, bare(next)), true)
        : read(world, "write " + word(next) + ": lost race", false);
  }

  private List<Way> postpone(World world, Call.Postpone call) {
    var there =
        world
            .task()
            .value()
            .filter(task -> task.isOpen() && task.nextCheckAt().equals(call.seen()));
    if (there.isEmpty()) {
      return read(world, "postpone: lost race", false);
    }
    var task = there.get();
    var progress = call.retryCount().map(task.progress()::withRetryCount).orElseGet(task::progress);
    return write(
        "postpone", world, stored(world, task.knowing(progress).withNextCheck(call.next())), true);
  }

  private List<Way> own(World world, ProviderTaskRef ref) {
    if (ref.id().startsWith("foreign")) {
      return read(world, "own: of another", false);
    }
    var owned = new HashSet<>(world.owned().value());
    owned.add(ref);
    return write("own", world, world.owned(values.of(Set.copyOf(owned))), true);
  }

  private static List<TaskStore.DueTask> due(
      World world, java.util.function.Predicate<Instant> window) {
    return world.task().value().stream()
        .filter(task -> task.isOpen() && window.test(task.nextCheckAt()))
        .map(task -> new TaskStore.DueTask(task.id(), task.nextCheckAt()))
        .toList();
  }

  private List<Way> keep(World world, SweepPass next) {
    boolean isNext = world.pass().value().map(SweepPass::version).orElse(0L) == next.version() - 1;
    return isNext
        ? write("keep pass", world, world.pass(values.of(Optional.of(next))), true)
        : read(world, "keep pass: lost race", false);
  }

  private List<Way> put(World world, List<Check> checks, Duration delay) {
    var after = world;
    for (var check : checks) {
      after = queued(after, check, world.now().plus(shorter(delay)));
    }
    return write("queue", world, after, "queued");
  }

  private static Duration shorter(Duration delay) {
    return delay.compareTo(SettleQueue.LONGEST_DELAY) > 0 ? SettleQueue.LONGEST_DELAY : delay;
  }

  /** A second copy of the same message says everything that a third one would. */
  World queued(World world, Check check, Instant visibleAt) {
    return queued(world, new Message(check, visibleAt, 0));
  }

  World queued(World world, Message message) {
    var same = world.queue().value().stream().filter(message::equals).count();
    if (same >= 2) {
      return world;
    }
    var messages =
        Stream.concat(world.queue().value().stream(), Stream.of(message)).sorted(ORDER).toList();
    return world
        .queue(values.of(messages))
        .known(
            world.known() || message.check().hint().filter(ref -> isOurs(world, ref)).isPresent());
  }

  World without(World world, Message message) {
    var messages = new ArrayList<>(world.queue().value());
    messages.remove(message);
    return world.queue(values.of(List.copyOf(messages)));
  }

  private List<Way> submit(World world, ProviderTaskRef ref) {
    var taken = with(world, new Theirs(ref, Stage.RUNNING, Instant.EPOCH));
    var throttled =
        new SubmitResult.Transient(
            Failure.of(ErrorCode.RATE_LIMITED, "too many", ref.provider()), Optional.empty());
    var refused =
        new SubmitResult.Refused(Failure.of(ErrorCode.CONTENT_REFUSED, "no", ref.provider()));
    return List.of(
        way(
            "paid call: accepted as " + ref.id(),
            taken,
            new SubmitResult.Accepted(ref, Optional.empty(), Optional.empty())),
        fault(
            "paid call: accepted as " + ref.id() + ", answer lost",
            taken,
            Reply.of(new SubmitResult.InDoubt("timed out"), world.now())),
        fault(
            "paid call: lost on the way",
            world,
            Reply.of(new SubmitResult.InDoubt("timed out"), world.now())),
        fault("paid call: throttled", world, Reply.of(throttled, world.now())),
        fault("paid call: refused", world, Reply.of(refused, world.now())));
  }

  World with(World world, Theirs one) {
    var all =
        Stream.concat(
                world.theirs().value().stream().filter(it -> !it.ref().equals(one.ref())),
                Stream.of(one))
            .sorted(Comparator.comparing(it -> it.ref().id()))
            .toList();
    return world.theirs(values.of(all));
  }

  private static String ref(World world) {
    return "t" + (world.theirs().value().size() + 1);
  }

  private List<Way> ask(World world, ProviderTaskRef ref) {
    var ways = new ArrayList<Way>();
    ways.add(way("ask about " + ref.id(), world, answer(world, ref)));
    ways.add(
        fault(
            "ask: silent",
            world,
            Reply.of(new CheckResult.Transient("answered 503", Optional.empty()), world.now())));
    if (find(world, ref).isPresent()) {
      ways.add(
          fault("ask: knows nothing", world, Reply.of(new CheckResult.NotKnown(), world.now())));
    }
    return ways;
  }

  /** A provider that is asked to cancel may have been too late, or may do it. */
  private List<Way> cancel(World world, ProviderTaskRef ref) {
    var running = find(world, ref).filter(one -> one.stage() == Stage.RUNNING);
    var requested =
        way("cancel: will try", world, new CancelResult.Requested());
    var tooLate = way("cancel: too late", world, new CancelResult.TooLate());
    var silent =
        fault(
            "cancel: silent",
            world,
            Reply.of(new CancelResult.Transient("answered 503"), world.now()));
    return running
        .map(
            one ->
                List.of(
                    requested,
                    way(
                        "cancel: done",
                        with(world, new Theirs(ref, Stage.FAILED, world.now())),
                        new CancelResult.Requested()),
                    silent))
        .orElseGet(() -> List.of(tooLate, silent));
  }

  private static Optional<Theirs> find(World world, ProviderTaskRef ref) {
    return world.theirs().value().stream().filter(one -> one.ref().equals(ref)).findFirst();
  }

  private static CheckResult answer(World world, ProviderTaskRef ref) {
    if (ref.id().startsWith("foreign")) { // it exists, and is another task's
      return reported(new ProviderReport.Running());
    }
    return find(world, ref)
        .<CheckResult>map(
            one ->
                switch (one.stage()) {
                  case RUNNING -> reported(new ProviderReport.Running());
                  case DONE ->
                      reported(
                          new ProviderReport.Succeeded(
                              List.of(Examples.remote(0)), Optional.empty()));
                  case FAILED ->
                      reported(
                          new ProviderReport.Rejected(
                              Failure.of(
                                  ErrorCode.GENERATION_FAILED, "it failed", ref.provider())));
                })
        .orElseGet(CheckResult.NotKnown::new);
  }

  private static CheckResult reported(ProviderReport report) {
    return new CheckResult.Reported(report, Optional.empty(), Optional.empty());
  }

  private List<Way> publish(World world, String channel, Task task) {
    var told = new HashSet<>(world.told().value());
    told.add(channel + " " + task.outcomeId());
    var after = world.told(values.of(Set.copyOf(told)));
    return List.of(
        way(
            "publish " + task.state().status() + " on " + channel,
            after,
            new PublishResult.Published()),
        fault(
            channel + " does not take it",
            world,
            Reply.of(new PublishResult.Transient("it answered 503"), world.now())),
        fault(channel + " took it, answer lost", after, down(after)));
  }

  private List<Way> useToken(World world, String token, boolean isSuccess) {
    if (world.tokens().value().containsKey(token)) {
      return read(world, "token used before", new TokenResult.Permanent("TaskTimedOut"));
    }
    var used = new TreeMap<>(world.tokens().value());
    used.put(token, isSuccess);
    var after = world.tokens(values.of(Map.copyOf(used)));
    return write("token " + token, world, after, new TokenResult.Accepted());
  }

  private World stored(World world, Task task) {
    boolean holdsOurs =
        task.progress().hints().stream().anyMatch(ref -> isOurs(world, ref))
            || referenceOf(task).filter(ref -> isOurs(world, ref)).isPresent();
    return world.task(values.of(Optional.of(task))).known(world.known() || holdsOurs);
  }

  static Optional<ProviderTaskRef> referenceOf(Task task) {
    return switch (task.state()) {
      case dev.darkroom.task.TaskState.Submitted(var ref) -> Optional.of(ref);
      case dev.darkroom.task.TaskState.ResultKnown(var ref, _) -> Optional.of(ref);
      case dev.darkroom.task.TaskState.Delivered(var ref, _, _, _) -> Optional.of(ref);
      case dev.darkroom.task.TaskState.Failed(_, _, var ref) -> ref;
      case dev.darkroom.task.TaskState.Claimed _, dev.darkroom.task.TaskState.InDoubt _ ->
          Optional.empty();
    };
  }

  /** A reference that becomes known when the links are about to die saves nothing. */
  private static boolean isOurs(World world, ProviderTaskRef ref) {
    var end = Examples.NOW.plus(Examples.request().delivery().deadline()).plus(LINKS);
    return find(world, ref).isPresent() && world.now().isBefore(end.minus(Duration.ofHours(1)));
  }

  /** No step reads the words of a timeline. */
  private static Task bare(Task task) {
    return task.toBuilder().timeline(task.timeline().withEntries(List.of())).build();
  }

  private static String word(Task task) {
    return task.state().status() + (task.isPublished() ? " (told)" : "");
  }
}
