package dev.darkroom.notification;

import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Notifies the requester, and only then closes the task. Every attempt is in the record. */
@ApplicationScoped
public class Notification {
  private final List<OutcomeChannel> channels;
  private final TaskStore store;
  private final Clock clock;
  private final StepLog log;

  Notification(@All List<OutcomeChannel> channels, TaskStore store, Clock clock, StepLog log) {
    this.channels = channels;
    this.store = store;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Publishes the outcome on every channel that is due and has not taken it yet. Closes the task
   * once all channels are completed.
   *
   * @param task in a final state, recorded
   * @return the task as it stands; still open if a channel needs a retry, which the sweep starts
   * @throws RuntimeException if Darkroom itself failed on the way to a channel: the task stays
   *     open, and the sweep has the outcome published again
   */
  public Task publish(Task task) {
    var watch = StopWatch.start();
    var broadcast = Broadcast.publish(task, channels, clock);
    if (broadcast.isComplete()) {
      var now = clock.instant();
      var closed = recorded(task, task.published(broadcast.attempts(), now), broadcast);
      log.info(Step.NOTIFICATION, closed, closed.state().status(), watch.elapsed());
      return closed;
    }
    var open = open(task, broadcast);
    broadcast.rethrow();
    if (!broadcast.attempts().isEmpty()) {
      log.warn(
          Step.NOTIFICATION,
          task,
          "not_yet:" + String.join(",", broadcast.incomplete()),
          watch.elapsed());
    }
    return open;
  }

  /** Records what was attempted together with the next check, in one write. */
  private Task open(Task task, Broadcast broadcast) {
    var now = clock.instant();
    var next = broadcast.nextTry();
    if (!broadcast.attempts().isEmpty()) {
      return recorded(task, task.attempted(broadcast.attempts(), next, now), broadcast);
    }
    if (!task.nextCheckAt().isAfter(now)) { // a check came before any channel was due
      store.postpone(task.id(), task.nextCheckAt(), next);
    }
    return task;
  }

  /**
   * The task with what was attempted. If somebody else wrote the record meanwhile, nothing of it
   * counts: a replay that was asked for meanwhile must not be lost. The attempts are told all the
   * same, as far as the record is still about this outcome.
   */
  private Task recorded(Task task, Task next, Broadcast broadcast) {
    if (store.replace(next)) {
      return next;
    }
    store
        .find(task.id())
        .filter(there -> there.outcomeId().equals(task.outcomeId()))
        .filter(_ -> !broadcast.attempts().isEmpty())
        .ifPresent(there -> store.replace(there.overtaken(broadcast.attempts())));
    return task;
  }
}
