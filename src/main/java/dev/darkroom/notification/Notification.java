package dev.darkroom.notification;

import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells the requester, and only then closes the task. */
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
   * Tells the outcome on every channel that has not heard it yet, and closes the task once all of
   * them are through with it.
   *
   * @param task in a final state, recorded
   * @return the task as it stands; still open if a channel wants another try, which the sweep gives
   *     it
   * @throws RuntimeException if something of ours failed on the way to a channel: the task stays
   *     open, and the sweep has it told again
   */
  public Task tell(Task task) {
    var watch = StopWatch.start();
    var round = Round.of(task, channels);
    var now = clock.instant();
    if (round.isComplete()) {
      var told = task.told(round.done(), round.notes(), now);
      boolean isMine = store.replace(told); // else somebody else told it, or one more waits
      log.done("notification", task, task.state().status(), watch.elapsed());
      return isMine ? told : task;
    }
    var heard =
        round.done().isEmpty() ? task : kept(task.heardOn(round.done(), round.notes(), now), task);
    round.rethrow();
    store.postpone(task.id(), task.nextCheckAt(), nextTry(task, now));
    log.odd("notification", task, "not_yet:" + String.join(",", round.waiting()), watch.elapsed());
    return heard;
  }

  private Task kept(Task next, Task before) {
    return store.replace(next) ? next : before;
  }

  /** The longer it is known the longer the wait. */
  private static Instant nextTry(Task task, Instant now) {
    var age = Duration.between(task.updatedAt(), now);
    var wait = age.compareTo(FIRST_WAIT) < 0 ? FIRST_WAIT : age;
    return now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }
}
