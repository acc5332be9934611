package dev.darkroom.settlement;

import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.task.Decision;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Polls the provider, decides what its answer means, and executes the decision. */
@ApplicationScoped
class DecisionExecutor {
  private final ProviderPoll poll;
  private final ResultDelivery delivery;
  private final OutcomeRecorder recorder;
  private final CheckScheduler scheduler;
  private final Clock clock;

  DecisionExecutor(
      ProviderPoll poll,
      ResultDelivery delivery,
      OutcomeRecorder recorder,
      CheckScheduler scheduler,
      Clock clock) {
    this.poll = poll;
    this.delivery = delivery;
    this.recorder = recorder;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Polls the provider about the task, and executes what follows. */
  SettlementResult poll(SettlementContext context) {
    return switch (poll.ask(context.ref(), context.task())) {
      case Reported(var report, _, _, _) -> settle(context, report);
      case Transient(_, var retryAfter) -> withoutReport(context, retryAfter);
      case NotKnown _, Mismatched _ -> withoutReport(context, Optional.empty());
    };
  }

  /** Executes what follows from a report. */
  SettlementResult settle(SettlementContext context, ProviderReport report) {
    return execute(context, Decision.of(context.task(), report, clock.instant()));
  }

  private SettlementResult withoutReport(SettlementContext context, Optional<Duration> notBefore) {
    return execute(context, Decision.withoutReport(context.task(), notBefore, clock.instant()));
  }

  /** Executes a decision: fetches, stores, records, schedules. */
  SettlementResult execute(SettlementContext context, Decision decision) {
    return switch (decision) {
      case Decision.Deliver(var done) -> delivery.deliver(context, done);
      case Decision.Fail(var failure, var finality) -> fail(context, failure, finality);
      case Decision.Close(var lastWord) -> conclude(context, lastWord);
      case Decision.Discard(var done) -> recorder.discard(context, done);
      case Decision.StillRunning(var report) -> {
        var task = context.task();
        var progress = task.progress();
        var seen = task.knowing(progress.with(progress.notes().at(report.percent())));
        scheduler.awaitResult(seen, report.notBefore(), context.check());
        yield SettlementResult.of(SettlementOutcome.STILL_RUNNING);
      }
      case Decision.RetryLater(var notBefore) -> retryLater(context, notBefore);
      case Decision.Attach _ ->
          throw new IllegalStateException("no reference of " + context.task().id());
      case Decision.Ignore _ -> SettlementResult.of(SettlementOutcome.ALREADY_SETTLED);
    };
  }

  private SettlementResult fail(SettlementContext context, Failure failure, Finality finality) {
    return finality == Finality.CERTAIN
        ? conclude(context, failure)
        : delivery.giveUp(context, failure);
  }

  /** Ends a task of which nothing more can come. Images that nobody wants are no delivery. */
  private SettlementResult conclude(SettlementContext context, Failure why) {
    return context.task().state() instanceof Failed(_, var finality, _)
            && finality == Finality.DISCARDED
        ? recorder.close(context.task(), why.code().text(), context.check())
        : delivery.conclude(context, why);
  }

  /** Retries as long as a link may live. */
  private SettlementResult retryLater(SettlementContext context, Optional<Duration> notBefore) {
    var task = context.task();
    if (task.state() instanceof Failed && scheduler.lifetime().isOver(task)) {
      var end =
          Failure.of(
              ErrorCode.RESULT_EXPIRED,
              "no image came as long as its link could have lived",
              context.ref().provider());
      return conclude(context, end);
    }
    scheduler.retry(task, notBefore, context.check());
    return SettlementResult.of(SettlementOutcome.STILL_RUNNING);
  }
}
