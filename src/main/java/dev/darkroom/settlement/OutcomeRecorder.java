package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.log.Measures;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Final;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes an outcome down, before anybody is notified. A lost race means that another check recorded
 * something; then the check is retried and finds it.
 */
@ApplicationScoped
class OutcomeRecorder {
  private final TaskStore store;
  private final CheckScheduler scheduler;
  private final LeftoverSearch leftovers;
  private final Clock clock;

  OutcomeRecorder(
      TaskStore store, CheckScheduler scheduler, LeftoverSearch leftovers, Clock clock) {
    this.store = store;
    this.scheduler = scheduler;
    this.leftovers = leftovers;
    this.clock = clock;
  }

  /**
   * Records a task in its final state.
   *
   * @param linksExpireAt when the provider's links expire, where it says so
   */
  SettlementResult recordFinal(Task settled, Optional<Instant> linksExpireAt, Check check) {
    if (!(settled.state() instanceof Final state)) {
      throw new IllegalArgumentException(settled.id() + " is not settled");
    }
    return record(settled, SettlementOutcome.of(state), linksExpireAt, check);
  }

  /** Records a failure. */
  SettlementResult recordFailure(SettlementContext context, Failure failure, Finality finality) {
    var failed =
        context.task().failed(failure, finality, Optional.of(context.ref()), clock.instant());
    return record(failed, SettlementOutcome.FAILED, Optional.empty(), context.check());
  }

  /** Records that a submission stayed in doubt until its deadline. */
  SettlementResult recordGivenUp(Task task, Failure failure, Check check) {
    var failed = task.failed(failure, Finality.PROVISIONAL, Optional.empty(), clock.instant());
    return record(failed, SettlementOutcome.GAVE_UP, Optional.empty(), check);
  }

  private SettlementResult record(
      Task settled, SettlementOutcome outcome, Optional<Instant> linksExpireAt, Check check) {
    return write(settled, outcome, SettlementMetrics.of(settled, check, linksExpireAt), check);
  }

  /** Objects that this outcome leaves over are named in the same write. */
  private SettlementResult write(
      Task settled, SettlementOutcome outcome, Measures measures, Check check) {
    var next = leftovers.named(settled);
    return store.replace(next)
        ? SettlementResult.written(outcome, measures, next)
        : lostRace(next, check);
  }

  /** Closes a provisional failure of which nothing can come. The requester knows it already. */
  SettlementResult close(Task task, String why, Check check) {
    var closed = task.closed(why, clock.instant());
    return write(closed, SettlementOutcome.CLOSED, Measures.NONE, check);
  }

  /** Closes a cancelled task whose images were made, and are not wanted. */
  SettlementResult discard(SettlementContext context, Succeeded done) {
    var closed = context.task().discarded(context.ref(), done, clock.instant());
    var measures = SettlementMetrics.discarded(closed, context.check());
    return write(closed, SettlementOutcome.CLOSED, measures, context.check());
  }

  /**
   * Records what was learnt.
   *
   * @return the task as it is stored; empty: a race was lost, and nothing may follow from it
   */
  Optional<Task> recordProgress(Task knowing, List<String> notes) {
    return replaced(knowing.progressed(notes, clock.instant()));
  }

  /**
   * Records a reference that was not known before.
   *
   * @return the task as it is stored; empty: a race was lost, and nothing may follow from it
   */
  Optional<Task> attach(Task task, ProviderTaskRef ref) {
    return replaced(found(task, ref));
  }

  /** The task with a reference that was not known before, to be written. */
  Task found(Task task, ProviderTaskRef ref) {
    return task.attached(ref, scheduler.firstCheck(task), clock.instant());
  }

  private Optional<Task> replaced(Task next) {
    return store.replace(next) ? Optional.of(next) : Optional.empty();
  }

  /**
   * Retries a check whose write came too late.
   *
   * @param unwritten what it would have written
   */
  SettlementResult lostRace(Task unwritten, Check check) {
    leftovers.nameUnguessable(unwritten);
    return lostRace(check);
  }

  /** Retries a check whose write came too late. */
  SettlementResult lostRace(Check check) {
    scheduler.putBack(check);
    return SettlementResult.of(SettlementOutcome.LOST_RACE);
  }
}
