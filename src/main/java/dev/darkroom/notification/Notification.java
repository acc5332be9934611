package dev.darkroom.notification;

import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Tells the requester, and only then closes the task. */
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
   * Tells the outcome on every channel and closes the task.
   *
   * @param task in a final state, recorded
   * @throws RuntimeException if a channel did not take it: the task stays open, and the sweep has
   *     it told again
   */
  public void tell(Task task) {
    var watch = StopWatch.start();
    var outcome = Outcome.of(task);
    channels.forEach(channel -> channel.tell(outcome));
    store.replace(task.told(clock.instant())); // lost: somebody else told it, or it came late
    log.done("notification", task.id(), task.provider(), outcome.status(), watch.elapsed());
  }
}
