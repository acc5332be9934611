package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.settlement.HintVerifier.Answer.Confirmed;
import dev.darkroom.settlement.HintVerifier.Answer.Open;
import dev.darkroom.settlement.HintVerifier.Answer.Refuted;
import dev.darkroom.settlement.HintVerifier.Answer.Unknown;
import dev.darkroom.task.CheckAction;
import dev.darkroom.task.Decision;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Resolves tasks whose reference is not known. A hint of a callback is kept in the record until the
 * provider has confirmed or refuted it.
 */
@ApplicationScoped
class HintResolver {
  private final TaskStore store;
  private final HintVerifier verifier;
  private final DecisionExecutor executor;
  private final DoubtHealer healer;
  private final OutcomeRecorder recorder;
  private final CheckScheduler scheduler;
  private final Clock clock;

  HintResolver(
      TaskStore store,
      HintVerifier verifier,
      DecisionExecutor executor,
      DoubtHealer healer,
      OutcomeRecorder recorder,
      CheckScheduler scheduler,
      Clock clock) {
    this.store = store;
    this.verifier = verifier;
    this.executor = executor;
    this.healer = healer;
    this.recorder = recorder;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /**
   * Records a reference that is certain, then polls the provider about it. Its owner comes first: a
   * failure leaves the check, which carries the reference, on the queue.
   */
  SettlementResult attach(SettlementContext context) {
    store.own(context.ref(), context.task());
    healer.judgeRepeat(context.task(), context.ref(), context.check());
    return recorder
        .attach(context.task(), context.ref())
        .map(attached -> executor.poll(context.with(attached).withNews()))
        .orElseGet(() -> recorder.lostRace(context.check()));
  }

  /** Asks the provider about each candidate until one is confirmed. */
  SettlementResult verify(Task task, CheckAction.Verify action, Check check) {
    var open = new ArrayList<ProviderTaskRef>();
    var refuted = new ArrayList<ProviderTaskRef>();
    var notes = new ArrayList<String>();
    Optional<Duration> notBefore = Optional.empty();
    for (var candidate : action.candidates()) {
      switch (verifier.verify(task, candidate)) {
        case Confirmed(var report, _) -> {
          var context = new SettlementContext(task, candidate, check);
          var confirmed = confirm(context, report);
          if (confirmed.isPresent()) {
            return confirmed.get();
          }
          refuted.add(candidate);
          notes.add("hint refuted: " + HintVerifier.OF_ANOTHER);
        }
        case Open(_, var wait) -> {
          open.add(candidate);
          notBefore = notBefore.or(() -> wait);
        }
        case Unknown _ -> open.add(candidate);
        case Refuted(var why) -> {
          refuted.add(candidate);
          notes.add("hint refuted: " + why);
        }
      }
    }
    var search = new HintSearch(task, check, open, refuted, notes, notBefore);
    return act(search, action.otherwise());
  }

  /** Acts without any hint: nothing is known of the provider's task. */
  SettlementResult actWithoutHints(Task task, CheckAction action, Check check) {
    return act(HintSearch.none(task, check), action);
  }

  /**
   * The provider confirmed the hint: the reference and its owner are recorded first, then the
   * report is settled.
   *
   * @return empty: the hint belongs to another task of ours
   */
  private Optional<SettlementResult> confirm(SettlementContext context, ProviderReport report) {
    var attached = recorder.found(context.task(), context.ref());
    return switch (store.attach(attached, context.ref())) {
      case WRITTEN -> Optional.of(settle(context.with(attached).withNews(), report));
      case LOST_RACE -> Optional.of(recorder.lostRace(context.check()));
      case OF_ANOTHER -> Optional.empty();
    };
  }

  private SettlementResult settle(SettlementContext found, ProviderReport report) {
    if (Decision.of(found.task(), report, clock.instant())
        instanceof Decision.StillRunning(var running)) {
      scheduler.pollForResult(
          found.task(), running.notBefore(), found.check()); // no further callback may come
      return SettlementResult.of(SettlementOutcome.STILL_RUNNING);
    }
    return executor.settle(found, report);
  }

  /** Does what can be done without a reference. */
  private SettlementResult act(HintSearch search, CheckAction action) {
    return switch (action) {
      case CheckAction.MarkInDoubt(var provider) -> markInDoubt(search, provider);
      case CheckAction.GiveUp(var provider) -> giveUp(search, provider);
      case CheckAction.AwaitEnd _ when scheduler.lifetime().isOver(search.task()) ->
          recorder.close(
              search.knowing(),
              "no sign of it as long as its links could have lived",
              search.checkAfter());
      case CheckAction.AwaitEnd _ ->
          goOn(search, SettlementOutcome.AWAITING_END, scheduler::awaitEnd);
      case CheckAction.Heal(var provider) -> heal(search, provider);
      case CheckAction.NoAction(var reason) ->
          goOn(search, SettlementOutcome.of(reason), task -> {});
      case CheckAction.Poll _,
          CheckAction.Verify _,
          CheckAction.Attach _,
          CheckAction.Fetch _,
          CheckAction.Notify _ ->
          throw new IllegalArgumentException("needs a reference: " + action);
    };
  }

  /** An open hint names the task, perhaps: nothing else is done before it is settled. */
  private SettlementResult heal(HintSearch search, ProviderId provider) {
    if (!search.open().isEmpty()) {
      return goOn(search, SettlementOutcome.STILL_IN_DOUBT, task -> {});
    }
    var current =
        search.isNews()
            ? recorder.recordProgress(search.knowing(), search.notes())
            : Optional.of(search.task());
    return current
        .map(task -> named(search, healer.heal(task, provider, search.checkAfter())))
        .orElseGet(() -> recorder.lostRace(search.checkAfter()));
  }

  /** A check whose hint was refuted says so, where healing brought nothing. */
  private static SettlementResult named(HintSearch search, SettlementResult healed) {
    return healed.outcome() == SettlementOutcome.STILL_IN_DOUBT
        ? SettlementResult.of(search.word(SettlementOutcome.STILL_IN_DOUBT))
        : healed;
  }

  /** Records the open hints where that is new, and schedules a retry about them. */
  private SettlementResult goOn(
      HintSearch search, SettlementOutcome outcome, Consumer<Task> otherwise) {
    var current =
        search.isNews()
            ? recorder.recordProgress(search.knowing(), search.notes())
            : Optional.of(search.task());
    if (current.isEmpty()) {
      return recorder.lostRace(search.checkAfter());
    }
    if (search.open().isEmpty()) {
      otherwise.accept(current.get());
      return SettlementResult.of(search.word(outcome));
    }
    scheduler.retry(current.get(), search.notBefore(), search.checkAfter());
    return SettlementResult.of(SettlementOutcome.HINT_OPEN);
  }

  private SettlementResult markInDoubt(HintSearch search, ProviderId provider) {
    var why = "the submission was interrupted before its answer";
    var doubtful = search.knowing().inDoubt(provider, why, clock.instant());
    if (!store.replace(doubtful)) {
      return recorder.lostRace(search.checkAfter());
    }
    if (search.open().isEmpty()) {
      healer.heal(doubtful, provider, search.checkAfter());
    } else {
      scheduler.retry(doubtful, search.notBefore(), search.checkAfter());
    }
    return SettlementResult.written(
        SettlementOutcome.IN_DOUBT, Measures.one(Metric.IN_DOUBT), doubtful);
  }

  /** Fails provisionally; open hints are still asked about. */
  private SettlementResult giveUp(HintSearch search, ProviderId provider) {
    var failure =
        Failure.of(
            ErrorCode.SUBMISSION_IN_DOUBT,
            "it was never learnt whether the provider took the task; it may have been billed, and"
                + " was not submitted again",
            provider);
    return recorder.recordGivenUp(search.knowing(), failure, search.checkAfter());
  }
}
