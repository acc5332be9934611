package dev.darkroom.explorer;

import dev.darkroom.explorer.World.Stage;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.provider.CancelResult;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RepeatResult;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SentCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What calls to a provider do there, and what they are answered. */
record ProviderEffects(Interner values, Scenario scenario) {
  /** A task that no provider knows. */
  static final String NOBODYS = "nobodys";

  static final AccountFingerprint ACCOUNT = AccountFingerprint.of("the account's key");

  /** How far the list may be behind: less than its margin. */
  private static final Duration LAG = Duration.ofMinutes(4);

  /** What a provider does with idempotency keys, and what a canary saw of it. */
  enum Keys {
    /** It has neither keys nor a list. */
    NONE,
    /** It honours them, and a canary saw it. */
    HONOURED,
    /** It honours them, and nobody knows. */
    UNSEEN,
    /** It ignores them, though a canary once saw them honoured. */
    IGNORED
  }

  List<Way> submit(World world, ProviderId provider, IdempotencyKey key) {
    var ref = next(world, provider);
    var sent = sent(world, "paid call");
    var taken = with(sent, made(world, ref, key));
    var doubt = new SubmitResult.InDoubt("timed out", repeatable());
    var throttled =
        new SubmitResult.Transient(
            Failure.of(ErrorCode.RATE_LIMITED, "too many", provider), Optional.empty());
    var refused = new SubmitResult.Refused(Failure.of(ErrorCode.CONTENT_REFUSED, "no", provider));
    return List.of(
        Way.well("paid call: accepted as " + ref.id(), taken, accepted(ref)),
        Way.fault("paid call: accepted as " + ref.id() + ", answer lost", taken, doubt),
        Way.fault("paid call: lost on the way", sent, doubt),
        Way.fault("paid call: throttled", world, throttled),
        Way.fault("paid call: refused", world, refused));
  }

  private Theirs made(World world, ProviderTaskRef ref, IdempotencyKey key) {
    return new Theirs(ref, key.value(), Stage.RUNNING, world.now(), world.get(Part.LIFE));
  }

  private World sent(World world, String what) {
    var sent = new HashSet<>(world.get(Part.SENT));
    sent.add(what);
    return world.with(Part.SENT, values.of(Set.copyOf(sent)));
  }

  private Optional<SentCall> repeatable() {
    return scenario.keys() == Keys.NONE
        ? Optional.empty()
        : Optional.of(SentCall.of("{}", ACCOUNT));
  }

  private static SubmitResult.Accepted accepted(ProviderTaskRef ref) {
    return new SubmitResult.Accepted(ref, Optional.empty(), Optional.empty());
  }

  private static ProviderTaskRef next(World world, ProviderId provider) {
    return new ProviderTaskRef(provider, "t" + (world.get(Part.THEIRS).size() + 1));
  }

  /** The same call again: the first task where keys are honoured, otherwise another one. */
  List<Way> repeat(World world, ProviderId provider, IdempotencyKey key) {
    var first =
        world.get(Part.THEIRS).stream()
            .filter(one -> scenario.keys() != Keys.IGNORED && one.key().equals(key.value()))
            .findFirst();
    var ref = first.map(Theirs::ref).orElseGet(() -> next(world, provider));
    var sent = sent(world, "repeat");
    var after = first.isPresent() ? sent : with(sent, made(world, ref, key));
    return List.of(
        Way.well(
            "repeat: " + ref.id(), after, new RepeatResult.Taken(accepted(ref), first.isPresent())),
        Way.fault("repeat: answer lost", after, new RepeatResult.InDoubt("timed out")),
        Way.fault("repeat: never left", world, new RepeatResult.NotSent("no connection")),
        Way.fault("repeat: refused", sent, new RepeatResult.InDoubt("answered 409")));
  }

  /**
   * The list is true, or cannot be read, or shows another caller's task as well, or lacks the tasks
   * of the last minutes.
   */
  List<Way> list(World world, ProviderId provider) {
    var ours = world.theirs().stream().map(one -> listed(one.ref())).toList();
    var older =
        world.theirs().stream()
            .filter(
                one -> one.stage() != Stage.RUNNING || !one.at().isAfter(world.now().minus(LAG)))
            .map(one -> listed(one.ref()))
            .toList();
    var strange = listed(new ProviderTaskRef(provider, "of-another-caller"));
    return List.of(
        Way.well("list: " + ours.size(), world, new RecentTasks.Complete(ACCOUNT, ours)),
        Way.fault("list: unreadable", world, new RecentTasks.Unknown("answered 503")),
        Way.fault("list: behind", world, new RecentTasks.Complete(ACCOUNT, older)),
        Way.fault(
            "list: another caller's as well",
            world,
            new RecentTasks.Complete(
                ACCOUNT, Stream.concat(ours.stream(), Stream.of(strange)).toList())));
  }

  private static RecentTasks.ListedTask listed(ProviderTaskRef ref) {
    return new RecentTasks.ListedTask(ref, Optional.of("their-seedream"));
  }

  World with(World world, Theirs one) {
    var all =
        Stream.concat(
                world.get(Part.THEIRS).stream().filter(it -> !it.ref().equals(one.ref())),
                Stream.of(one))
            .sorted(Comparator.comparing(it -> it.ref().id()))
            .toList();
    return world.with(Part.THEIRS, values.of(all));
  }

  List<Way> ask(World world, ProviderTaskRef ref) {
    var ways = new ArrayList<Way>();
    ways.add(Way.well("ask about " + ref.id(), world, answer(world, ref)));
    ways.add(
        Way.fault(
            "ask: silent", world, new CheckResult.Transient("answered 503", Optional.empty())));
    if (world.find(ref).isPresent()) {
      ways.add(Way.fault("ask: knows nothing", world, new CheckResult.NotKnown()));
      if (scenario.has(Feature.ODD_ANSWERS)) {
        ways.add(Way.fault("ask: names another task", world, new CheckResult.Mismatched()));
        ways.add(Way.fault("ask: lags", world, reported(new ProviderReport.Running())));
      }
    }
    return ways;
  }

  private CheckResult answer(World world, ProviderTaskRef ref) {
    if (ref.id().startsWith(StoreEffects.FOREIGN)) { // it exists, and is another task's
      return reported(new ProviderReport.Running());
    }
    return world
        .find(ref)
        .<CheckResult>map(one -> reported(report(one)))
        .orElseGet(CheckResult.NotKnown::new);
  }

  private ProviderReport report(Theirs one) {
    return switch (one.stage()) {
      case RUNNING -> new ProviderReport.Running();
      case DONE ->
          new ProviderReport.Succeeded(
              ImageEffects.remote(one.ref(), scenario.images()),
              Optional.empty(),
              Optional.of(one.at().plus(scenario.links())).filter(_ -> scenario.saysHowLong()));
      case FAILED ->
          new ProviderReport.Rejected(
              Failure.of(ErrorCode.GENERATION_FAILED, "it failed", one.ref().provider()));
    };
  }

  private static CheckResult reported(ProviderReport report) {
    return new CheckResult.Reported(report, Optional.empty(), Optional.empty());
  }

  /** A provider that is asked to cancel may do it, or not. */
  List<Way> cancel(World world, ProviderTaskRef ref) {
    var silent = Way.fault("cancel: silent", world, new CancelResult.Transient("answered 503"));
    return world
        .find(ref)
        .filter(one -> one.stage() == Stage.RUNNING)
        .map(
            one ->
                List.of(
                    Way.well("cancel: will try", world, new CancelResult.Requested()),
                    Way.well(
                        "cancel: done",
                        with(world, one.ended(Stage.FAILED, world.now())),
                        new CancelResult.Requested()),
                    silent))
        .orElseGet(
            () -> List.of(Way.well("cancel: too late", world, new CancelResult.TooLate()), silent));
  }
}
