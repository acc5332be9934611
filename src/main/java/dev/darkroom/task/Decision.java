package dev.darkroom.task;

import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Made;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What follows from a provider's report: a total function of state, report and time. */
public sealed interface Decision {
  /** Fetch and store these, then record the delivery. */
  record Deliver(Succeeded result) implements Decision {}

  /** Record the failure. */
  record Fail(Failure failure, Finality finality) implements Decision {}

  /** A task whose submission was in doubt turns out to run over there: record its reference. */
  record Attach() implements Decision {}

  /**
   * Ask again later.
   *
   * @param notBefore how long the provider wants to be left alone, where it says so
   */
  record AskAgain(Optional<Duration> notBefore) implements Decision {}

  /** A final state never changes. */
  record Ignore() implements Decision {}

  /** Decides what the report means for the task. */
  static Decision of(Task task, ProviderReport report, Instant now) {
    return switch (task.state()) {
      case Delivered _ -> new Ignore();
      case Failed(_, var finality, _) ->
          switch (report) {
            case Succeeded done when finality == Finality.PROVISIONAL -> new Deliver(done);
            case Succeeded _, Running _, Rejected _ -> new Ignore();
          };
      case Made(_, var result) -> new Deliver(result); // nobody knows better than our record
      case Claimed _, InDoubt _ ->
          switch (report) { // a callback may overtake our own write
            case Running _ -> new Attach();
            case Succeeded done -> new Deliver(done);
            case Rejected(var failure) -> new Fail(failure, Finality.CERTAIN);
          };
      case Submitted(var ref) ->
          switch (report) {
            case Running(var notBefore) -> stillRunning(task, ref.provider(), notBefore, now);
            case Succeeded done -> new Deliver(done);
            case Rejected(var failure) -> new Fail(failure, Finality.CERTAIN);
          };
    };
  }

  /**
   * What no answer about a task means: the deadline holds also for a provider that is silent.
   *
   * @param notBefore how long the provider wants to be left alone, where it says so
   */
  static Decision withoutReport(Task task, Optional<Duration> notBefore, Instant now) {
    return switch (task.state()) {
      case Submitted(var ref) -> stillRunning(task, ref.provider(), notBefore, now);
      case Made(_, var result) -> new Deliver(result);
      case Claimed _, InDoubt _ -> new AskAgain(notBefore);
      case Delivered _, Failed _ -> new Ignore();
    };
  }

  private static Decision stillRunning(
      Task task, ProviderId provider, Optional<Duration> notBefore, Instant now) {
    if (now.isBefore(task.deadline())) {
      return new AskAgain(notBefore);
    }
    return new Fail(
        Failure.of(
            ErrorCode.DEADLINE_PASSED,
            "no result within "
                + task.request().handling().deadline().toSeconds()
                + " s; if the images still come they are delivered late",
            provider),
        Finality.PROVISIONAL);
  }
}
