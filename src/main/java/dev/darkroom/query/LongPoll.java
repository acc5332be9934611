package dev.darkroom.query;

import dev.darkroom.concurrent.Pause;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Final;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Waits until a generation is over, for a caller who holds the line. */
@ApplicationScoped
public class LongPoll {
  /** One read of the record a second, and nothing else. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = Logger.getLogger(LongPoll.class);

  private final TaskStore store;
  private final Clock clock;
  private final Pause pause;

  LongPoll(TaskStore store, Clock clock, Pause pause) {
    this.store = store;
    this.clock = clock;
    this.pause = pause;
  }

  /** Whether there is nothing to wait for: the outcome is recorded. */
  public static boolean isOver(Task task) {
    return task.state() instanceof Final;
  }

  /**
   * The task once it is over, or as it was last read. A record that cannot be read ends the
   * waiting: the caller asks again.
   *
   * @param end when the caller is answered in any case
   * @return empty: it was deleted meanwhile
   */
  public Optional<Task> untilOver(Task task, Instant end) {
    var last = Optional.of(task);
    try {
      while (last.filter(there -> !isOver(there)).isPresent()
          && clock.instant().plus(PAUSE).isBefore(end)) {
        pause.pause(PAUSE);
        last = store.find(task.id());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException unread) {
      LOG.warnf("the waiting for %s ended: %s", task.id(), unread.getClass().getName());
    }
    return last;
  }
}
