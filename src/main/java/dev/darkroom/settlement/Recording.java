package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes an outcome down, before anybody is told. A lost race means that somebody else recorded
 * something; then the check comes again and finds it.
 */
@ApplicationScoped
class Recording {
  private final TaskStore store;
  private final Patience patience;
  private final Clock clock;

  Recording(TaskStore store, Patience patience, Clock clock) {
    this.store = store;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * A task in its final state.
   *
   * @param linksExpireAt when the provider's links die, where it says so
   */
  Settled settled(Task settled, Optional<Instant> linksExpireAt, Check check) {
    return store.replace(settled)
        ? new Settled(
            settled.state().status(),
            Counts.of(settled, check, linksExpireAt),
            Optional.of(settled))
        : lostRace(settled, check);
  }

  Settled failed(Task task, ProviderTaskRef ref, Failure failure, Finality finality, Check check) {
    if (task.state() instanceof Failed) {
      return Settled.of("already_settled"); // a provisional failure only ever gives way to images
    }
    return settled(
        task.failed(failure, finality, Optional.of(ref), clock.instant()), Optional.empty(), check);
  }

  /** A task that was in doubt turns out to run. */
  Settled attached(Task task, ProviderTaskRef ref, Check check) {
    var attached = task.submitted(ref, Optional.empty(), Optional.empty(), clock.instant());
    if (!store.replace(attached)) {
      return lostRace(task, check);
    }
    patience.askLater(attached, Optional.empty(), check);
    return Settled.of(Consequence.STILL_RUNNING);
  }

  private Settled lostRace(Task task, Check check) {
    patience.askAgain(task, Optional.empty(), check);
    return Settled.of("lost_race");
  }
}
