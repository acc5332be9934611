package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.notification.Notification;
import dev.darkroom.task.CheckAction;
import dev.darkroom.task.Decision;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.Tombstone;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Settles checks. The same check, settled any number of times, leads to one outcome. */
@ApplicationScoped
public class Settlement {
  private final TaskStore store;
  private final DecisionExecutor executor;
  private final HintResolver hints;
  private final ProviderCancel cancel;
  private final LeftoverSearch leftovers;
  private final CheckScheduler scheduler;
  private final Notification notification;
  private final Clock clock;
  private final StepLog log;

  Settlement(
      TaskStore store,
      DecisionExecutor executor,
      HintResolver hints,
      ProviderCancel cancel,
      LeftoverSearch leftovers,
      CheckScheduler scheduler,
      Notification notification,
      Clock clock,
      StepLog log) {
    this.store = store;
    this.executor = executor;
    this.hints = hints;
    this.cancel = cancel;
    this.leftovers = leftovers;
    this.scheduler = scheduler;
    this.notification = notification;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Settles a check. First comes the record, then the log line, then the notification.
   *
   * @throws RuntimeException if a store, the bucket or a channel failed: the check must be retried
   */
  public void settle(Check check) {
    try {
      settleOnce(check);
    } catch (RuntimeException broken) {
      putBack(check, broken);
    }
  }

  /**
   * Puts a check with a hint back, with growing waits. The queue's own few retries would be used up
   * within an hour, and a hint is kept until it is settled.
   */
  private void putBack(Check check, RuntimeException broken) {
    if (!CheckScheduler.mayPutBack(check)) {
      throw broken;
    }
    try {
      scheduler.putBack(check);
    } catch (RuntimeException queueFailed) {
      broken.addSuppressed(queueFailed);
      throw broken;
    }
    warn(check, "put_back:" + broken.getClass().getSimpleName(), Duration.ZERO);
  }

  private void settleOnce(Check check) {
    var watch = StopWatch.start();
    var stored = store.find(check.task());
    if (stored.isEmpty()) {
      var tombstone = store.findDeleted(check.task());
      tombstone.ifPresent(leftovers::emptyOf);
      unmatched(check, tombstone, watch);
      return;
    }
    var task = stored.get();
    var resumed = CheckScheduler.resumed(task, ofItsClaim(check, task));
    var result = cancel.ask(task).map(it -> settle(it, resumed)).orElseGet(() -> lost(resumed));
    write(task, result, watch);
    result.unpublished().ifPresent(settled -> scheduleNext(notification.publish(settled), resumed));
    leftovers.nameLate(task, resumed);
  }

  /** Each deletion queues a last check of its own: to find a tombstone is no surprise. */
  private void unmatched(Check check, Optional<Tombstone> tombstone, StopWatch watch) {
    var word = SettlementOutcome.UNMATCHED.text();
    if (tombstone.isPresent()) {
      log.info(Step.SETTLEMENT, check.task(), Optional.empty(), word, watch.elapsed());
    } else {
      warn(check, word, watch.elapsed());
    }
  }

  /** A reference that was named to an earlier claim of the id is not attached to this one. */
  private Check ofItsClaim(Check check, Task task) {
    if (!check.isOfAnotherClaim(task)) {
      return check;
    }
    check.hint().ifPresent(ref -> warn(check, "reference_outlived:" + ref.id(), Duration.ZERO));
    return check.withoutHint();
  }

  private SettlementResult lost(Check check) {
    scheduler.putBack(check);
    return SettlementResult.of(SettlementOutcome.LOST_RACE);
  }

  /** Schedules the next check of a provisional failure, which is published and still open. */
  private void scheduleNext(Task published, Check check) {
    if (!published.isProvisional()) {
      return;
    }
    var current = current(published);
    boolean canBePolled = !current.isWithoutReference() || !current.progress().hints().isEmpty();
    if (canBePolled) {
      scheduler.retry(current, Optional.empty(), check);
    } else {
      scheduler.awaitEnd(current);
    }
  }

  /** The stored task: a channel that is to be retried has moved the next check. */
  private Task current(Task after) {
    return after.isPublished() ? after : store.find(after.id()).orElse(after);
  }

  private void write(Task task, SettlementResult result, StopWatch watch) {
    log.info(
        Step.SETTLEMENT,
        result.written().orElse(task),
        result.text(),
        watch.elapsed(),
        result.measures());
  }

  private void warn(Check check, String outcome, Duration took) {
    log.warn(Step.SETTLEMENT, Optional.of(check.task()), Optional.empty(), outcome, took);
  }

  private SettlementResult settle(Task task, Check check) {
    var action = CheckAction.of(task, check.lead(), clock.instant());
    return action instanceof CheckAction.Notify
        ? publish(task, check)
        : execute(task, action, check);
  }

  private SettlementResult execute(Task task, CheckAction action, Check check) {
    return switch (action) {
      case CheckAction.Poll(var ref) -> executor.poll(new SettlementContext(task, ref, check));
      case CheckAction.Verify verify -> hints.verify(task, verify, check);
      case CheckAction.Attach(var ref) -> hints.attach(new SettlementContext(task, ref, check));
      case CheckAction.Fetch(var ref, var result) ->
          executor.execute(new SettlementContext(task, ref, check), new Decision.Deliver(result));
      case CheckAction.MarkInDoubt _,
          CheckAction.Heal _,
          CheckAction.GiveUp _,
          CheckAction.AwaitEnd _,
          CheckAction.NoAction _ ->
          hints.actWithoutHints(task, action, check);
      case CheckAction.Notify _ ->
          throw new IllegalStateException(task.id() + " is published already");
    };
  }

  private SettlementResult publish(Task task, Check check) {
    try {
      var after = notification.publish(task);
      return after.isPublished() && !after.isProvisional()
          ? SettlementResult.written(
              SettlementOutcome.TOLD, SettlementMetrics.published(check), after)
          : lookForLateImages(current(after), check);
    } catch (RuntimeException unpublished) { // thrown on: the check is retried, and publishes
      var watch = StopWatch.start();
      write(task, lookForLateImages(current(task), check), watch);
      throw unpublished;
    }
  }

  /** Late images must not be lost because a channel does not answer. */
  private SettlementResult lookForLateImages(Task after, Check check) {
    return after.isProvisional()
        ? execute(after, CheckAction.forLateImages(after, check.lead()), check)
        : SettlementResult.of(SettlementOutcome.NOT_TOLD_YET);
  }
}
