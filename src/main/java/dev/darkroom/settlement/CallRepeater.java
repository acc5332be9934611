package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.provider.RepeatResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.settlement.ListEvidence.Weight;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Repeats a paid call in doubt once, with its key and its bytes.
 *
 * <p>The record is marked before the call leaves. From then on the call is never repeated, unless
 * it provably did not leave.
 */
@ApplicationScoped
class CallRepeater {
  /** A list is read within a minute. */
  private static final Duration JUDGED_WITHIN = Duration.ofMinutes(2);

  private final TaskStore store;
  private final SettleQueue queue;
  private final ListEvidence evidence;
  private final CheckScheduler scheduler;
  private final Clock clock;
  private final StepLog log;

  CallRepeater(
      TaskStore store,
      SettleQueue queue,
      ListEvidence evidence,
      CheckScheduler scheduler,
      Clock clock,
      StepLog log) {
    this.store = store;
    this.queue = queue;
    this.evidence = evidence;
    this.scheduler = scheduler;
    this.clock = clock;
    this.log = log;
  }

  /** What came of it. */
  sealed interface Outcome {
    /** The provider's task is known, and recorded. */
    record Attached(Task task, ProviderTaskRef ref) implements Outcome {}

    /** The call stays in doubt. */
    record StillInDoubt(Task task) implements Outcome {}

    /** Another check was faster. */
    record LostRace() implements Outcome {}
  }

  /**
   * Repeats the call.
   *
   * @param sent as its record holds it
   * @param trust that the account honours keys
   * @throws RuntimeException if the mark may not be written: then nothing has left
   */
  Outcome repeat(Doubt doubt, SentCall sent, CanaryRecord trust) {
    var marked = doubt.task().repeating(clock.instant());
    if (!store.replace(marked)) {
      return new Outcome.LostRace();
    }
    var watch = StopWatch.start();
    var result = doubt.recovery().repeat(doubt.key(), sent);
    log.info(Step.SETTLEMENT, marked, word(result), watch.elapsed());
    return switch (result) {
      case RepeatResult.Taken(var accepted, var isReplay) ->
          taken(doubt.with(marked), accepted, isReplay ? Optional.empty() : Optional.of(trust));
      case RepeatResult.NotSent _ -> noted(marked.notRepeated(sent, clock.instant()));
      case RepeatResult.InDoubt(var why) ->
          noted(marked.progressed(List.of("repeated, still in doubt: " + why), clock.instant()));
    };
  }

  /**
   * Records the reference that the repeat's answer named.
   *
   * @param trust to be judged, as the answer is not a replay; empty: it is one
   */
  private Outcome taken(Doubt doubt, Accepted accepted, Optional<CanaryRecord> trust) {
    var ref = accepted.ref();
    if (isAnothers(ref, doubt.task())) {
      trust.ifPresent(record -> judge(doubt, ref, record));
      return noted(
          doubt
              .task()
              .progressed(
                  List.of("repeated, answered with another task of ours"), clock.instant()));
    }
    var judged = trust.filter(_ -> isOnItsWay(doubt.task(), ref));
    judged.ifPresent(record -> judge(doubt, ref, record));
    var attached = attach(doubt.task(), accepted);
    if (judged.isEmpty()) {
      trust.ifPresent(record -> judge(doubt, ref, record));
    }
    return attached
        .filter(task -> !(task.state() instanceof Failed)) // it is told first, by another check
        .<Outcome>map(task -> new Outcome.Attached(task, ref))
        .orElseGet(Outcome.LostRace::new);
  }

  private boolean isAnothers(ProviderTaskRef ref, Task task) {
    try {
      return !store.own(ref, task);
    } catch (RuntimeException storeFailed) {
      warn(task, "reference_not_owned:" + storeFailed.getClass().getSimpleName());
      return false;
    }
  }

  /**
   * Whether a check carries the reference. The process may die while the trust is judged: that
   * check then judges it, and records the reference.
   */
  private boolean isOnItsWay(Task task, ProviderTaskRef ref) {
    try {
      queue.put(Check.of(task, ref), JUDGED_WITHIN);
      return true;
    } catch (RuntimeException queueFailed) { // the reference comes first, then
      warn(task, "check_not_queued:" + queueFailed.getClass().getSimpleName());
      return false;
    }
  }

  /** The task with its reference. If the store does not take it, it travels on the settle queue. */
  private Optional<Task> attach(Task marked, Accepted accepted) {
    try {
      var attached = write(marked, accepted);
      if (attached.isPresent()) {
        return attached;
      }
    } catch (RuntimeException storeFailed) {
      warn(marked, "reference_not_written:" + storeFailed.getClass().getSimpleName());
    }
    warn(marked, "reference_queued:" + accepted.ref().id());
    queue.put(Check.of(marked, accepted.ref()), Duration.ZERO);
    return Optional.empty();
  }

  /**
   * Writes the reference. A lost race is tried again as long as the claim has none: nothing else
   * holds what was paid for.
   */
  private Optional<Task> write(Task marked, Accepted accepted) {
    var there = Optional.of(marked);
    while (there.isPresent()) {
      var next = referenced(there.get(), accepted);
      if (store.replace(next)) {
        return Optional.of(next);
      }
      there =
          store
              .find(marked.id())
              .filter(marked::isSameClaimAs)
              .filter(Task::isWithoutReference)
              .filter(later -> later.version() >= next.version());
    }
    return Optional.empty();
  }

  private Task referenced(Task before, Accepted accepted) {
    var now = clock.instant();
    if (before.state() instanceof Failed) { // it stays a failure, which is checked
      return before.acceptedLate(accepted.ref(), accepted.reserved(), accepted.estimate(), now);
    }
    var next = before.submitted(accepted.ref(), accepted.reserved(), accepted.estimate(), now);
    return next.withNextCheck(scheduler.firstCheck(next));
  }

  /**
   * Withdraws the trust in the account's keys, unless the list shows that the first call was not
   * taken: then there was nothing to replay. What cannot be learnt withdraws it: a canary costs
   * less than second tasks.
   */
  void judge(Doubt doubt, ProviderTaskRef ref, CanaryRecord trust) {
    if (isFirstNotTaken(doubt, ref)) {
      return;
    }
    var why = "a repeat was not answered as one: " + ref.id() + " may be a second paid task";
    warn(doubt.task(), "trust_withdrawn:" + ref.id());
    try {
      store.keepCanary(trust.withdrawn(why, clock.instant()));
    } catch (RuntimeException storeFailed) {
      warn(doubt.task(), "trust_not_withdrawn:" + storeFailed.getClass().getSimpleName());
    }
  }

  private boolean isFirstNotTaken(Doubt doubt, ProviderTaskRef repeat) {
    try {
      return evidence.weigh(doubt, Optional.of(repeat)) instanceof Weight.NothingAlike;
    } catch (RuntimeException storeFailed) {
      warn(doubt.task(), "list_not_weighed:" + storeFailed.getClass().getSimpleName());
      return false;
    }
  }

  /** Records the result of a call that stays in doubt. A lost note loses nothing else. */
  private Outcome noted(Task next) {
    return store.replace(next) ? new Outcome.StillInDoubt(next) : new Outcome.LostRace();
  }

  private void warn(Task task, String outcome) {
    log.warn(Step.SETTLEMENT, task, outcome, Duration.ZERO);
  }

  private static String word(RepeatResult result) {
    return switch (result) {
      case RepeatResult.Taken(_, var isReplay) -> isReplay ? "repeated:replay" : "repeated:taken";
      case RepeatResult.NotSent _ -> "repeated:not_sent";
      case RepeatResult.InDoubt _ -> "repeated:in_doubt";
    };
  }
}
