package dev.darkroom.notification;

import dev.darkroom.base.Bounds;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Notifies the requester, and only then closes the task. */
@ApplicationScoped
public class Notification {
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

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
   * Publishes the outcome on every channel that has not taken it yet. Closes the task once all
   * channels are completed.
   *
   * @param task in a final state, recorded
   * @return the task as it stands; still open if a channel needs a retry, which the sweep starts
   * @throws RuntimeException if Darkroom itself failed on the way to a channel: the task stays
   *     open, and the sweep has the outcome published again
   */
  public Task publish(Task task) {
    var watch = StopWatch.start();
    var broadcast = Broadcast.publish(task, channels);
    var now = clock.instant();
    if (broadcast.isComplete()) {
      return closed(task, broadcast, now, watch);
    }
    var recorded = recorded(task, broadcast, now);
    broadcast.rethrow();
    store.postpone(task.id(), task.nextCheckAt(), nextTry(task, now));
    log.warn(
        Step.NOTIFICATION,
        task,
        "not_yet:" + String.join(",", broadcast.incomplete()),
        watch.elapsed());
    return recorded;
  }

  private Task closed(Task task, Broadcast broadcast, Instant now, StopWatch watch) {
    var closed = task.published(broadcast.completed(), broadcast.notes(), now);
    boolean isMine = store.replace(closed); // else somebody else closed it, or a subscriber joined
    log.info(Step.NOTIFICATION, task, task.state().status(), watch.elapsed());
    return isMine ? closed : task;
  }

  /** The task with the completed channels, which a retry leaves out. */
  private Task recorded(Task task, Broadcast broadcast, Instant now) {
    if (broadcast.completed().isEmpty()) {
      return task;
    }
    var next = task.publishedOn(broadcast.completed(), broadcast.notes(), now);
    return store.replace(next) ? next : task;
  }

  /** The older the outcome, the longer the wait. */
  private static Instant nextTry(Task task, Instant now) {
    var age = Duration.between(task.timeline().updatedAt(), now);
    return now.plus(Bounds.atMost(Bounds.atLeast(age, FIRST_WAIT), LONGEST_WAIT));
  }
}
