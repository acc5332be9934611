package dev.darkroom.submission;

import dev.darkroom.log.StepLog;
import dev.darkroom.task.Failure;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Replaces a claim of ours, even if others write its record at the same time. */
final class ClaimWrites {
  private final TaskStore store;
  private final StepLog log;

  ClaimWrites(TaskStore store, StepLog log) {
    this.store = store;
    this.log = log;
  }

  /**
   * Replaces our claim and nothing else, also no later claim of the same id. Subscribers that
   * joined during the paid call are kept.
   *
   * @return empty if the stored task is no longer our claim
   */
  Optional<Task> over(Task claimed, UnaryOperator<Task> change) {
    var before = claimed;
    while (true) {
      var next = change.apply(before);
      if (replaced(next)) {
        return Optional.of(next);
      }
      var there = current(claimed);
      boolean isOurs = there.isSameClaimAs(claimed) && there.state().equals(claimed.state());
      if (!isOurs || there.version() == before.version()) {
        return Optional.empty();
      }
      before = there;
    }
  }

  /**
   * Closes a claim of ours that was cancelled during its paid call, and that no provider took. A
   * provider that called back and named a task may have taken it: then the task stays as it is.
   *
   * @param why the provider's answer
   * @return the task as it is stored
   */
  Task closedIfCancelled(Task claimed, Failure why, Instant now) {
    while (true) {
      var there = current(claimed);
      boolean isOurs = there.isSameClaimAs(claimed) && there.provider().equals(claimed.provider());
      boolean isToClose =
          isOurs
              && there.state().isCancelled()
              && there.isWithoutReference()
              && there.progress().hints().isEmpty();
      if (!isToClose) {
        return there;
      }
      var closed = there.cancelledUnspent(why, now);
      if (replaced(closed)) {
        return closed;
      }
    }
  }

  /** The task as it is stored now. */
  Task current(Task task) {
    return store.find(task.id()).orElse(task);
  }

  /**
   * Records the owner of the provider's task, so that no callback of another task can claim it. A
   * failure is only logged: the paid call has been made.
   */
  void own(Task task, ProviderTaskRef ref) {
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

  /** Replaces the task, with a second try: it was paid for. A lost answer is looked up then. */
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

  /**
   * Whether the write is stored. A subscriber or a hint may have been added since; these change
   * neither state nor time.
   */
  private boolean isThere(Task next) {
    return store
        .find(next.id())
        .filter(there -> there.version() >= next.version())
        .filter(there -> there.state().equals(next.state()))
        .filter(there -> there.timeline().updatedAt().equals(next.timeline().updatedAt()))
        .isPresent();
  }

  /**
   * Records the reference that the paid call's answer named. A check may have been faster: what it
   * recorded about this very task of the provider stays. A reference that a callback named is
   * replaced.
   *
   * @throws IllegalStateException if somebody has deleted the record
   */
  Task withReference(Task claimed, ProviderTaskRef ref, UnaryOperator<Task> change) {
    var before = claimed;
    while (true) {
      var next = change.apply(before);
      if (replaced(next)) {
        return next;
      }
      before =
          store
              .find(claimed.id())
              .orElseThrow(() -> new IllegalStateException("the record is gone"));
      if (!needsReference(before, ref)) {
        return before;
      }
    }
  }

  private static boolean needsReference(Task task, ProviderTaskRef ref) {
    return switch (task.state()) {
      case Claimed(var provider) -> provider.equals(ref.provider());
      case InDoubt(var provider, _, _) -> provider.equals(ref.provider());
      case Submitted(var other) -> other.provider().equals(ref.provider()) && !other.equals(ref);
      case Failed(_, _, var other) ->
          task.isProvisional()
              && other
                  .map(one -> one.provider().equals(ref.provider()) && !one.equals(ref))
                  .orElse(true);
      case ResultKnown _, Delivered _ -> false;
    };
  }
}
