package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.notification.Notification;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Writes an outcome down, then has it told. A lost race means that somebody else recorded
 * something; then the check comes again and finds it. Every method answers what came of it, in a
 * word.
 */
@ApplicationScoped
class Recording {
  private final TaskStore store;
  private final Notification notification;
  private final Patience patience;
  private final Clock clock;

  Recording(TaskStore store, Notification notification, Patience patience, Clock clock) {
    this.store = store;
    this.notification = notification;
    this.patience = patience;
    this.clock = clock;
  }

  String settled(Task settled, Check check) {
    if (!store.replace(settled)) {
      return lostRace(settled, check);
    }
    notification.tell(settled);
    return settled.state().status();
  }

  String failed(Task task, ProviderTaskRef ref, Failure failure, Finality finality, Check check) {
    if (task.state() instanceof Failed) {
      return "already_settled"; // a provisional failure only ever gives way to images
    }
    return settled(task.failed(failure, finality, Optional.of(ref), clock.instant()), check);
  }

  /** A task that was in doubt turns out to run. */
  String attached(Task task, ProviderTaskRef ref, Check check) {
    var attached = task.submitted(ref, Optional.empty(), Optional.empty(), clock.instant());
    if (!store.replace(attached)) {
      return lostRace(task, check);
    }
    patience.askLater(attached, Optional.empty(), check);
    return Consequence.STILL_RUNNING;
  }

  private String lostRace(Task task, Check check) {
    patience.askAgain(task, Optional.empty(), check);
    return "lost_race";
  }
}
