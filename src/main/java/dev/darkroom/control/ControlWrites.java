package dev.darkroom.control;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.control.ControlResult.Deleted;
import dev.darkroom.control.ControlResult.LostRaces;
import dev.darkroom.control.ControlResult.NeverTask;
import dev.darkroom.control.ControlResult.NoSuchTask;
import dev.darkroom.control.ControlResult.NotThisTask;
import dev.darkroom.control.ControlResult.Recorded;
import dev.darkroom.control.ControlResult.Unchanged;
import dev.darkroom.log.StepLog;
import dev.darkroom.settlement.HintVerifier;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes decisions of people. A write that loses its race reads again and decides again, a bounded
 * number of times. A check follows each write, and each repetition whose requester was not notified
 * yet: a caller whose answer was lost repeats its request.
 */
@ApplicationScoped
class ControlWrites {
  private static final int MOST_RACES = 10;

  private final TaskStore store;
  private final SettleQueue queue;
  private final StepLog log;

  ControlWrites(TaskStore store, SettleQueue queue, StepLog log) {
    this.store = store;
    this.queue = queue;
    this.log = log;
  }

  /** What a decision means for the record as it is stored now. */
  sealed interface Next {
    /** The record changes. */
    record Write(Task next) implements Next {}

    /** The record gets the provider's task, unless that belongs to another task of ours. */
    record Attach(Task next, ProviderTaskRef ref) implements Next {}

    /** The record stays as it is. */
    record Stay(ControlResult result) implements Next {}
  }

  /** The task of that id, as it is stored now. */
  Optional<Task> find(EitherId id) {
    return id.find(store::find);
  }

  /**
   * Decides about a task, and records the decision.
   *
   * @param word for the log
   * @throws RuntimeException if the store failed: a repetition is safe
   */
  ControlResult write(EitherId id, String word, Function<Task, Next> decide) {
    var task = find(id);
    for (int race = 0; task.isPresent() && race < MOST_RACES; race++) {
      switch (decide.apply(task.get())) {
        case Next.Stay(var result) -> {
          return stayed(result);
        }
        case Next.Write(var next) -> {
          if (store.replace(next)) {
            return recorded(next, word);
          }
        }
        case Next.Attach(var next, var ref) -> {
          switch (store.attach(next, ref)) {
            case WRITTEN -> {
              return recorded(next, word);
            }
            case OF_ANOTHER -> {
              return new NotThisTask(ref, HintVerifier.OF_ANOTHER);
            }
            case LOST_RACE -> {}
          }
        }
      }
      task = find(id);
    }
    return task.<ControlResult>map(LostRaces::new).orElseGet(() -> absent(id));
  }

  private ControlResult recorded(Task next, String word) {
    log.info(Step.CONTROL, next, word, Duration.ZERO);
    tryToQueue(next);
    return new Recorded(next);
  }

  private ControlResult stayed(ControlResult result) {
    if (result instanceof Unchanged(var task) && !task.isPublished()) {
      tryToQueue(task);
    }
    return result;
  }

  /** Why there is no task of that id. */
  ControlResult absent(EitherId id) {
    return id.find(store::findDeleted)
        .<ControlResult>map(Deleted::new)
        .or(() -> id.find(store::findRefusal).map(NeverTask::new))
        .orElseGet(NoSuchTask::new);
  }

  /** Queues a check if that is possible. The sweep finds what the queue did not take. */
  private void tryToQueue(Task task) {
    try {
      queue.put(Check.of(task), Duration.ZERO);
    } catch (RuntimeException queueFailed) {
      var why = "check_not_queued:" + queueFailed.getClass().getSimpleName();
      log.warn(Step.CONTROL, task, why, Duration.ZERO);
    }
  }
}
