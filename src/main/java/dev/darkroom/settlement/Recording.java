package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
        : lostRace(check);
  }

  Settled failed(Task task, ProviderTaskRef ref, Failure failure, Finality finality, Check check) {
    return settled(
        task.failed(failure, finality, Optional.of(ref), clock.instant()), Optional.empty(), check);
  }

  /** Nothing can come of a provisional failure any more; who was told knows already. */
  Settled closed(Task task, String why, Check check) {
    return store.replace(task.closed(why, clock.instant()))
        ? Settled.of("closed")
        : lostRace(check);
  }

  /**
   * What was learnt.
   *
   * @return the task as it is stored; empty: a race was lost, and nothing may follow from it
   */
  Optional<Task> progressed(Task knowing, List<String> notes) {
    var next = knowing.progressed(notes, clock.instant());
    return store.replace(next) ? Optional.of(next) : Optional.empty();
  }

  /**
   * A reference that was not known before.
   *
   * @return the task as it is stored; empty: a race was lost, and nothing may follow from it
   */
  Optional<Task> attached(Task task, ProviderTaskRef ref) {
    var next = task.attached(ref, patience.firstCheck(task), clock.instant());
    return store.replace(next) ? Optional.of(next) : Optional.empty();
  }

  Settled lostRace(Check check) {
    patience.comeAgain(check);
    return Settled.of("lost_race");
  }
}
