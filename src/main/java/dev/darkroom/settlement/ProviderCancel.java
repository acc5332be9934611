package dev.darkroom.settlement;

import dev.darkroom.log.StepLog;
import dev.darkroom.provider.CancelResult;
import dev.darkroom.provider.CancelResult.NotKnown;
import dev.darkroom.provider.CancelResult.NotOffered;
import dev.darkroom.provider.CancelResult.Removed;
import dev.darkroom.provider.CancelResult.Requested;
import dev.darkroom.provider.CancelResult.TooLate;
import dev.darkroom.provider.CancelResult.Transient;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks the provider to cancel a task that its requester cancelled. Each check asks, as long as the
 * provider still works on the task; what the provider answered is in the timeline.
 */
@ApplicationScoped
class ProviderCancel {
  private final Providers providers;
  private final OutcomeRecorder recorder;
  private final StepLog log;

  ProviderCancel(Providers providers, OutcomeRecorder recorder, StepLog log) {
    this.providers = providers;
    this.recorder = recorder;
    this.log = log;
  }

  /**
   * Asks to cancel, where there is something to cancel.
   *
   * @return the task as it is stored; empty: a race was lost, and nothing may follow from it
   */
  Optional<Task> ask(Task task) {
    return ref(task).map(ref -> record(task, ref, ask(task, ref))).orElse(Optional.of(task));
  }

  private Optional<Task> record(Task task, ProviderTaskRef ref, CancelResult result) {
    var words = words(ref, result);
    return isNoted(task, words)
        ? Optional.of(task)
        : recorder.recordProgress(
            result instanceof Removed ? task.removedFromQueue() : task, List.of(words));
  }

  /** The provider's task, if its requester cancelled it and it has not ended. */
  private static Optional<ProviderTaskRef> ref(Task task) {
    return task.state() instanceof Failed(_, var finality, var ref)
            && task.state().isCancelled()
            && finality.isOpen()
        ? ref
        : Optional.empty();
  }

  private CancelResult ask(Task task, ProviderTaskRef ref) {
    return providers
        .find(ref.provider())
        .filter(ImageProvider::isOn)
        .map(provider -> ask(task, ref, provider))
        .orElse(new Transient("the provider is off"));
  }

  private CancelResult ask(Task task, ProviderTaskRef ref, ImageProvider provider) {
    try {
      return provider.cancel(ref);
    } catch (RuntimeException broken) {
      var why = "cancel_broken:" + broken.getClass().getSimpleName();
      log.warn(Step.SETTLEMENT, task, why, Duration.ZERO);
      return new Transient(why);
    }
  }

  private static String words(ProviderTaskRef ref, CancelResult result) {
    return switch (result) {
      case Removed _ -> "asked %s to cancel: it took it out of its queue".formatted(ref.provider());
      case Requested _ -> "asked %s to cancel: it will try".formatted(ref.provider());
      case TooLate _ -> "asked %s to cancel: too late, it has ended".formatted(ref.provider());
      case NotKnown _ -> "asked %s to cancel: it knows no such task".formatted(ref.provider());
      case NotOffered _ -> "%s cannot be asked to cancel".formatted(ref.provider());
      case Transient(var why) -> "asked %s to cancel: %s".formatted(ref.provider(), why);
    };
  }

  /** The same answer is noted once: a long timeline says no more. */
  private static boolean isNoted(Task task, String words) {
    return task.timeline().entries().stream().anyMatch(entry -> entry.outcome().equals(words));
  }
}
