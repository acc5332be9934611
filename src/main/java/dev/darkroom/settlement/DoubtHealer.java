package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.log.StepLog;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.settlement.CallRepeater.Outcome.Attached;
import dev.darkroom.settlement.CallRepeater.Outcome.LostRace;
import dev.darkroom.settlement.CallRepeater.Outcome.StillInDoubt;
import dev.darkroom.settlement.ListEvidence.Weight.Alike;
import dev.darkroom.settlement.ListEvidence.Weight.NothingAlike;
import dev.darkroom.settlement.ListEvidence.Weight.Unreadable;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Learns the fate of a paid call without a callback, where the provider offers a way.
 *
 * <p>First comes the one repeat with the call's own key, where the account was seen to honour keys.
 * Later the provider's list of tasks may prove that nothing was taken. An open hint of a callback
 * goes before both.
 */
@ApplicationScoped
class DoubtHealer {
  /** Wait between two looks at a list that proves nothing. */
  private static final Duration NEXT_LOOK = Duration.ofMinutes(1);

  private final TaskStore store;
  private final Providers providers;
  private final CallRepeater repeater;
  private final ListEvidence evidence;
  private final DecisionExecutor executor;
  private final OutcomeRecorder recorder;
  private final CheckScheduler scheduler;
  private final Clock clock;
  private final StepLog log;

  DoubtHealer(
      TaskStore store,
      Providers providers,
      CallRepeater repeater,
      ListEvidence evidence,
      DecisionExecutor executor,
      OutcomeRecorder recorder,
      CheckScheduler scheduler,
      Clock clock,
      StepLog log) {
    this.store = store;
    this.providers = providers;
    this.repeater = repeater;
    this.evidence = evidence;
    this.executor = executor;
    this.recorder = recorder;
    this.scheduler = scheduler;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Does what can be done now about a task in doubt before its deadline, and schedules the rest.
   *
   * @param task without an open hint
   */
  SettlementResult heal(Task task, ProviderId provider, Check check) {
    var known = providers.find(provider).filter(ImageProvider::isOn);
    var recovery = known.flatMap(ImageProvider::recovery);
    if (known.isEmpty() || recovery.isEmpty()) {
      scheduler.awaitDeadline(task);
      return stillInDoubt();
    }
    var doubt = new Doubt(task, known.get(), recovery.get(), check);
    if (doubt.sent().isEmpty()) { // nobody knows for which account the call was made
      scheduler.awaitDeadline(task);
      return stillInDoubt();
    }
    return heal(doubt);
  }

  /**
   * Judges the trust in the account's keys, where the reference that a repeat's answer named comes
   * by the queue. Whether that answer was a replay is not known any more.
   *
   * @param task as it was before it had that reference
   */
  void judgeRepeat(Task task, ProviderTaskRef ref, Check check) {
    if (!(task.state() instanceof InDoubt(var id, _, var sent))
        || sent.flatMap(SentCall::repeatedAt).isEmpty()) {
      return;
    }
    var known = providers.find(id).filter(ImageProvider::isOn);
    known
        .flatMap(ImageProvider::recovery)
        .map(recovery -> new Doubt(task, known.get(), recovery, check))
        .ifPresent(
            doubt ->
                trust(doubt, sent.get()).ifPresent(record -> repeater.judge(doubt, ref, record)));
  }

  private SettlementResult heal(Doubt doubt) {
    var now = clock.instant();
    var untilRepeat = doubt.untilRepeat(now);
    if (untilRepeat.isPositive()) {
      return later(doubt, untilRepeat);
    }
    var sent = doubt.repeatable(now);
    var trust = sent.flatMap(call -> trust(doubt, call));
    if (sent.isPresent() && trust.isPresent()) {
      return repeat(doubt, sent.get(), trust.get());
    }
    var untilList = doubt.untilList(now);
    return untilList.isPositive() ? later(doubt, untilList) : weigh(doubt);
  }

  /** The record of a canary that trusts the account of the call. An unreadable one trusts none. */
  private Optional<CanaryRecord> trust(Doubt doubt, SentCall sent) {
    try {
      return store
          .canary(doubt.provider().id())
          .filter(record -> record.isTrustedFor(sent.account()));
    } catch (RuntimeException unreadable) {
      var why = "canary_unreadable:" + unreadable.getClass().getSimpleName();
      log.warn(Step.SETTLEMENT, doubt.task(), why, Duration.ZERO);
      return Optional.empty();
    }
  }

  private SettlementResult repeat(Doubt doubt, SentCall sent, CanaryRecord trust) {
    return switch (repeater.repeat(doubt, sent, trust)) {
      case Attached(var task, var ref) ->
          executor.poll(new SettlementContext(task, ref, doubt.check()).withNews());
      case StillInDoubt(var task) -> {
        var next = doubt.with(task);
        boolean maySend = next.repeatable(clock.instant()).isPresent();
        yield maySend
            ? again(next, Optional.empty())
            : later(next, next.untilList(clock.instant()));
      }
      case LostRace() -> recorder.lostRace(doubt.check());
    };
  }

  private SettlementResult weigh(Doubt doubt) {
    var weight = evidence.weigh(doubt, Optional.empty());
    return switch (weight) {
      case NothingAlike() -> notTaken(doubt);
      case Alike() -> {
        note(doubt, "list:alike");
        yield again(doubt, Optional.empty());
      }
      case Unreadable(var why, var notBefore) -> {
        note(doubt, "list:" + why);
        yield again(doubt, notBefore);
      }
    };
  }

  /** Records that nothing was taken: nothing was spent, and the id is free. */
  private SettlementResult notTaken(Doubt doubt) {
    var failure =
        Failure.of(
            ErrorCode.PROVIDER_UNAVAILABLE,
            "its list of tasks shows that nothing was taken: nothing was spent, and the id can be"
                + " used again",
            doubt.provider().id());
    return recorder.recordFinal(
        doubt.task().notAccepted(failure, /* knows= */ false, clock.instant()),
        Optional.empty(),
        doubt.check());
  }

  private SettlementResult again(Doubt doubt, Optional<Duration> notBefore) {
    var wait = notBefore.filter(asked -> asked.compareTo(NEXT_LOOK) > 0).orElse(NEXT_LOOK);
    scheduler.retry(doubt.task(), Optional.of(wait), doubt.check());
    return stillInDoubt();
  }

  private SettlementResult later(Doubt doubt, Duration wait) {
    scheduler.retryAfter(doubt.task(), wait, doubt.check());
    return stillInDoubt();
  }

  private void note(Doubt doubt, String outcome) {
    log.info(Step.SETTLEMENT, doubt.task(), outcome, Duration.ZERO);
  }

  private static SettlementResult stillInDoubt() {
    return SettlementResult.of(SettlementOutcome.STILL_IN_DOUBT);
  }
}
