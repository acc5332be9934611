package dev.darkroom.submission;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.log.StepLog;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.Finished;
import dev.darkroom.routing.Route;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes down what a paid call came to. A reference, once known, is not lost: if the store does not
 * take it, it travels on the settle queue.
 */
@ApplicationScoped
class SubmissionRecorder {
  private final TaskStore store;
  private final SettleQueue queue;
  private final CallbackAddress callbacks;
  private final Clock clock;
  private final StepLog log;

  SubmissionRecorder(
      TaskStore store, SettleQueue queue, CallbackAddress callbacks, Clock clock, StepLog log) {
    this.store = store;
    this.queue = queue;
    this.callbacks = callbacks;
    this.clock = clock;
    this.log = log;
  }

  Task accepted(Task claimed, Route route, Accepted accepted) {
    var task = keepReference(claimed, accepted);
    if (!route.provider().callsBack() || !callbacks.isConfigured()) {
      scheduleFirstCheck(task, route);
    }
    return task;
  }

  /**
   * The result came with the answer. If it cannot be written down, its provider is asked for it
   * once more, by the reference that travels.
   *
   * @throws RuntimeException if neither the store nor the queue takes it
   */
  Task finished(Task claimed, Finished finished) {
    var ref = finished.ref();
    try {
      var task =
          written(
              claimed, ref, before -> before.resultKnown(ref, finished.result(), clock.instant()));
      own(task, ref);
      tryToQueue(Check.of(task), Duration.ZERO, Optional.of(ref.provider()));
      return task;
    } catch (RuntimeException storeFailed) {
      sendOnItsWay(claimed, ref, storeFailed);
      return claimed.resultKnown(ref, finished.result(), clock.instant());
    }
  }

  Task uncertain(Task claimed, Route route, String why) {
    return overClaim(claimed, before -> before.inDoubt(route.provider().id(), why, clock.instant()))
        .orElseGet(() -> current(claimed));
  }

  /** A claim that nobody finished: whether its paid call left is unknown. */
  Task abandoned(Task claimed) {
    var provider = claimed.provider().orElseThrow();
    var why = "the submission was interrupted before its answer";
    return overClaim(claimed, before -> before.inDoubt(provider, why, clock.instant()))
        .orElseGet(() -> current(claimed));
  }

  /** The requester hears it with the answer, or its carrier brings the event again. */
  Task notNow(Task claimed, Failure failure) {
    return overClaim(
            claimed, notTaken(before -> before.notAccepted(failure, true, clock.instant())))
        .orElseGet(() -> current(claimed));
  }

  /** Settlement tells the requester; so does the sweep, if the queue is not to be had. */
  Task refused(Task claimed, Failure failure) {
    var free =
        overClaim(claimed, notTaken(before -> before.notAccepted(failure, false, clock.instant())));
    free.ifPresent(task -> tryToQueue(Check.of(task), Duration.ZERO, failure.provider()));
    return free.orElseGet(() -> current(claimed));
  }

  /** The claim for the next provider, while it is still ours; empty: it is not. */
  Optional<Task> fallingBackTo(Route next, Task claimed, Failure why) {
    var provider = next.provider().id();
    return overClaim(
            claimed,
            notTaken(
                before -> before.fallingBackTo(provider, next.adjustments(), why, clock.instant())))
        .filter(task -> task.state() instanceof Claimed);
  }

  /**
   * A provider that has rung for this claim, and named a task that it has not spoken about yet, is
   * not known to have taken nothing, whatever its answer says.
   */
  private UnaryOperator<Task> notTaken(UnaryOperator<Task> change) {
    return before ->
        before.progress().hints().isEmpty()
            ? change.apply(before)
            : before.inDoubt(
                before.provider().orElseThrow(),
                "it was turned down, and rung for",
                clock.instant());
  }

  /**
   * Writes over our claim, and over nothing else: not over a later one of the same id. Who began to
   * wait for it during the paid call is taken along.
   */
  private Optional<Task> overClaim(Task claimed, UnaryOperator<Task> change) {
    var before = claimed;
    while (true) {
      var next = change.apply(before);
      if (replaced(next)) {
        return Optional.of(next);
      }
      var there = current(claimed);
      boolean isOurs =
          there.revision().attempt() == claimed.revision().attempt()
              && there.state().equals(claimed.state());
      if (!isOurs || there.version() == before.version()) {
        return Optional.empty();
      }
      before = there;
    }
  }

  /** The task as it is stored now. */
  Task current(Task task) {
    return store.find(task.id()).orElse(task);
  }

  private Task keepReference(Task claimed, Accepted accepted) {
    var ref = accepted.ref();
    try {
      var task = written(claimed, ref, before -> submitted(before, accepted));
      own(task, ref);
      return task;
    } catch (RuntimeException storeFailed) {
      sendOnItsWay(claimed, ref, storeFailed);
      return submitted(claimed, accepted);
    }
  }

  /** The settle queue brings the reference to whoever can write it down. */
  private void sendOnItsWay(Task claimed, ProviderTaskRef ref, RuntimeException storeFailed) {
    log.warn(
        Step.SUBMISSION,
        claimed,
        "reference_not_written:" + ref.id() + " " + storeFailed.getClass().getSimpleName(),
        Duration.ZERO);
    queue.put(Check.of(claimed).withHint(ref), Duration.ZERO);
  }

  /**
   * So that no callback of another task can claim it: as far as it is to be had, for it is late.
   */
  private void own(Task task, ProviderTaskRef ref) {
    try {
      if (!store.own(ref, task)) {
        log.warn(Step.SUBMISSION, task, "reference_of_another_task", Duration.ZERO);
      }
    } catch (RuntimeException storeFailed) {
      log.warn(
          Step.SUBMISSION,
          task,
          "reference_not_owned:" + storeFailed.getClass().getSimpleName(),
          Duration.ZERO);
    }
  }

  /** What was paid for is worth a second try; an answer that was lost is found out by it. */
  private boolean replaced(Task next) {
    try {
      return store.replace(next);
    } catch (RuntimeException unanswered) {
      log.warn(
          Step.SUBMISSION,
          next,
          "write_unanswered:" + unanswered.getClass().getSimpleName(),
          Duration.ZERO);
      return store.replace(next) || isThere(next);
    }
  }

  /** Perhaps with somebody who has joined since, or a hint: those change neither state nor time. */
  private boolean isThere(Task next) {
    return store
        .find(next.id())
        .filter(there -> there.version() >= next.version())
        .filter(there -> there.state().equals(next.state()))
        .filter(there -> there.timeline().updatedAt().equals(next.timeline().updatedAt()))
        .isPresent();
  }

  /**
   * A check may have been faster than we: what it found out about this very task of the provider's
   * stands. Where a callback named another, the answer of the paid call itself knows better.
   */
  private Task written(Task claimed, ProviderTaskRef ref, UnaryOperator<Task> change) {
    var before = claimed;
    while (true) {
      var next = change.apply(before);
      if (replaced(next)) {
        return next;
      }
      before = current(claimed);
      if (!needsReference(before, ref)) {
        return before;
      }
    }
  }

  private static boolean needsReference(Task task, ProviderTaskRef ref) {
    return switch (task.state()) {
      case Claimed(var provider) -> provider.equals(ref.provider());
      case InDoubt(var provider, _) -> provider.equals(ref.provider());
      case Submitted(var other) -> other.provider().equals(ref.provider()) && !other.equals(ref);
      case Failed _ -> task.isProvisional() && task.isWithoutReference();
      case ResultKnown _, Delivered _ -> false;
    };
  }

  private Task submitted(Task before, Accepted accepted) {
    if (before.state() instanceof Failed) { // a failure stays one, and is asked about
      return before.attached(accepted.ref(), before.nextCheckAt(), clock.instant());
    }
    return before.submitted(
        accepted.ref(), accepted.reserved(), accepted.estimate(), clock.instant());
  }

  private void scheduleFirstCheck(Task task, Route route) {
    var provider = route.provider();
    tryToQueue(Check.of(task), provider.firstCheckAfter(), Optional.of(provider.id()));
  }

  /** The sweep finds what the queue did not take. */
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
