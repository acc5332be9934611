package dev.darkroom.submission;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.log.StepLog;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.Finished;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.routing.Route;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Records the result of a paid call. A known reference is never lost: if the store does not take
 * it, it travels on the settle queue.
 */
@ApplicationScoped
class SubmissionRecorder {
  private final ClaimWrites claims;
  private final SettleQueue queue;
  private final CallbackAddress callbacks;
  private final Clock clock;
  private final StepLog log;

  SubmissionRecorder(
      TaskStore store, SettleQueue queue, CallbackAddress callbacks, Clock clock, StepLog log) {
    this.claims = new ClaimWrites(store, log);
    this.queue = queue;
    this.callbacks = callbacks;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Records the reference of an accepted call, and queues the first check where no callback comes.
   */
  Task accepted(Task claimed, Route route, Accepted accepted) {
    var task = keepReference(claimed, accepted);
    if (task.state().isCancelled()) { // the provider is to be asked to cancel
      tryToQueue(Check.of(task), Duration.ZERO, task.provider());
    } else if (!route.provider().callsBack() || !callbacks.isConfigured()) {
      scheduleFirstCheck(task, route);
    }
    return task;
  }

  /**
   * Records a result that came with the answer. If the store does not take it, the reference
   * travels on the settle queue, and the check asks the provider for the result again.
   *
   * @throws RuntimeException if neither the store nor the queue takes it
   */
  Task finished(Task claimed, Finished finished) {
    var ref = finished.ref();
    try {
      var task =
          claims.withReference(
              claimed, ref, before -> before.resultKnown(ref, finished.result(), clock.instant()));
      claims.own(task, ref);
      tryToQueue(Check.of(task), Duration.ZERO, Optional.of(ref.provider()));
      return task;
    } catch (RuntimeException storeFailed) {
      sendOnItsWay(claimed, ref, storeFailed);
      return claimed.resultKnown(ref, finished.result(), clock.instant());
    }
  }

  /** The task as it is stored now, whose provider answered that it took nothing. */
  Task overtaken(Task claimed, Failure failure) {
    return claims.closedIfCancelled(claimed, failure, clock.instant());
  }

  /** Records a paid call whose fate is unknown, and queues the check that may learn it. */
  Task uncertain(Task claimed, Route route, InDoubt doubt) {
    var provider = route.provider();
    var state = new TaskState.InDoubt(provider.id(), doubt.why(), doubt.sent());
    var task = claims.over(claimed, before -> before.inDoubt(state, clock.instant()));
    if (task.isPresent() && provider.recovery().isPresent()) {
      tryToQueue(Check.of(task.get()), DoubtRecovery.REPEAT_AFTER, Optional.of(provider.id()));
    }
    return task.orElseGet(() -> claims.current(claimed));
  }

  /**
   * Marks an unfinished claim in doubt, as whether its paid call left is unknown, and queues the
   * check that may learn it.
   */
  Task abandoned(Task claimed) {
    var provider = claimed.provider().orElseThrow();
    var why = "the submission was interrupted before its answer";
    var task = claims.over(claimed, before -> before.inDoubt(provider, why, clock.instant()));
    task.ifPresent(this::countAndCheck);
    return task.orElseGet(() -> claims.current(claimed));
  }

  private void countAndCheck(Task abandoned) {
    log.info(
        Step.SUBMISSION,
        abandoned,
        "claim_abandoned",
        Duration.ZERO,
        Measures.one(Metric.IN_DOUBT));
    tryToQueue(Check.of(abandoned), Duration.ZERO, abandoned.provider());
  }

  /** Frees the id. The requester learns it from the answer, or the carrier retries the event. */
  Task notNow(Task claimed, Failure failure) {
    return claims
        .over(claimed, notTaken(before -> before.notAccepted(failure, true, clock.instant())))
        .orElseGet(() -> claims.closedIfCancelled(claimed, failure, clock.instant()));
  }

  /** Records a refusal, and queues the check that notifies the requester; else the sweep does. */
  Task refused(Task claimed, Failure failure) {
    var free =
        claims.over(
            claimed, notTaken(before -> before.notAccepted(failure, false, clock.instant())));
    free.ifPresent(task -> tryToQueue(Check.of(task), Duration.ZERO, failure.provider()));
    return free.orElseGet(() -> claims.closedIfCancelled(claimed, failure, clock.instant()));
  }

  /** Moves the claim to the next provider; empty if the claim is no longer ours. */
  Optional<Task> fallingBackTo(Route next, Task claimed, Failure why) {
    var provider = next.provider().id();
    return claims
        .over(
            claimed,
            notTaken(
                before -> before.fallingBackTo(provider, next.adjustments(), why, clock.instant())))
        .filter(task -> task.state() instanceof Claimed);
  }

  /**
   * Changes the claim, or marks it in doubt if an open hint exists. A provider that called back for
   * this claim and named a task may have taken it, whatever its answer says.
   */
  private UnaryOperator<Task> notTaken(UnaryOperator<Task> change) {
    return before ->
        before.progress().hints().isEmpty()
            ? change.apply(before)
            : before.inDoubt(
                before.provider().orElseThrow(),
                "its provider answered that it took nothing, but called back for it",
                clock.instant());
  }

  private Task keepReference(Task claimed, Accepted accepted) {
    var ref = accepted.ref();
    try {
      var task = claims.withReference(claimed, ref, before -> submitted(before, accepted));
      claims.own(task, ref);
      return task;
    } catch (RuntimeException storeFailed) {
      sendOnItsWay(claimed, ref, storeFailed);
      return submitted(claimed, accepted);
    }
  }

  /** Sends the reference on the settle queue; the check that carries it records it. */
  private void sendOnItsWay(Task claimed, ProviderTaskRef ref, RuntimeException storeFailed) {
    log.warn(
        Step.SUBMISSION,
        claimed,
        "reference_not_written:" + ref.id() + " " + storeFailed.getClass().getSimpleName(),
        Duration.ZERO);
    queue.put(Check.of(claimed, ref), Duration.ZERO);
  }

  private Task submitted(Task before, Accepted accepted) {
    if (before.state() instanceof Failed) { // it stays a failure, which is checked
      return before.acceptedLate(
          accepted.ref(), accepted.reserved(), accepted.estimate(), clock.instant());
    }
    return before.submitted(
        accepted.ref(), accepted.reserved(), accepted.estimate(), clock.instant());
  }

  private void scheduleFirstCheck(Task task, Route route) {
    var provider = route.provider();
    tryToQueue(Check.of(task), provider.firstCheckAfter(), Optional.of(provider.id()));
  }

  /** Queues a check if that is possible. The sweep finds what the queue did not take. */
  private void tryToQueue(Check check, Duration delay, Optional<ProviderId> provider) {
    try {
      queue.put(check, delay);
    } catch (RuntimeException queueFailed) {
      log.warn(
          Step.SUBMISSION,
          Optional.of(check.task()),
          provider,
          "check_not_queued:" + queueFailed.getClass().getSimpleName(),
          Duration.ZERO);
    }
  }
}
