package dev.darkroom.task;

import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The decision about a provider's report: a total function of state, report and time. */
public sealed interface Decision {
  /** Fetch and store the images, then record the delivery. */
  record Deliver(Succeeded result) implements Decision {}

  /** Record the failure. */
  record Fail(Failure failure, Finality finality) implements Decision {}

  /** Record the reference of a task that had none, then decide again. */
  record Attach() implements Decision {}

  /** The task runs at the provider. */
  record StillRunning(Running report) implements Decision {}

  /**
   * Nothing new: retry later.
   *
   * @param notBefore how long the provider wants to be left alone, where it says so
   */
  record RetryLater(Optional<Duration> notBefore) implements Decision {}

  /** Make a provisional failure certain: no image will come. */
  record Close(Failure lastWord) implements Decision {}

  /**
   * Close a cancelled task whose images are not wanted. They were made, and are not stored.
   *
   * @param result with what they cost, where the provider says so
   */
  record Discard(Succeeded result) implements Decision {}

  /** Do nothing: a final state never changes. */
  record Ignore() implements Decision {}

  /** Decides what the report means for the task. */
  static Decision of(Task task, ProviderReport report, Instant now) {
    return switch (task.state()) {
      case Delivered _ -> new Ignore();
      case Failed(_, var finality, var ref) ->
          finality.isOpen() ? meanwhile(finality, ref, report) : new Ignore();
      case ResultKnown(_, var result) -> new Deliver(result); // our record is the only source
      case Claimed _, InDoubt _ -> new Attach(); // a callback may overtake our own write
      case Submitted(var ref) ->
          switch (report) {
            case Running running ->
                now.isBefore(task.deadline())
                    ? new StillRunning(running)
                    : tooLate(task, ref.provider());
            case Succeeded done -> new Deliver(done);
            case Rejected(var failure) -> new Fail(failure, Finality.CERTAIN);
          };
    };
  }

  /**
   * Decides what a missing answer means. The deadline holds for a provider without an answer, too.
   *
   * @param notBefore how long the provider wants to be left alone, where it says so
   */
  static Decision withoutReport(Task task, Optional<Duration> notBefore, Instant now) {
    return switch (task.state()) {
      case Submitted(var ref) ->
          now.isBefore(task.deadline()) ? new RetryLater(notBefore) : tooLate(task, ref.provider());
      case ResultKnown(_, var result) -> new Deliver(result);
      case Claimed _, InDoubt _ -> new RetryLater(notBefore);
      case Failed(_, var finality, _) ->
          finality.isOpen() ? new RetryLater(notBefore) : new Ignore();
      case Delivered _ -> new Ignore();
    };
  }

  /** A provisional failure gives way to images, and to nothing else. */
  private static Decision meanwhile(
      Finality finality, Optional<ProviderTaskRef> ref, ProviderReport report) {
    if (ref.isEmpty()) {
      return new Attach();
    }
    return switch (report) {
      case Running(var notBefore, _) -> new RetryLater(notBefore);
      case Succeeded done when finality == Finality.DISCARDED -> new Discard(done);
      case Succeeded done -> new Deliver(done);
      case Rejected(var lastWord) -> new Close(lastWord);
    };
  }

  private static Decision tooLate(Task task, ProviderId provider) {
    return new Fail(
        Failure.of(
            ErrorCode.DEADLINE_PASSED,
            "no result within "
                + task.request().delivery().deadline().toSeconds()
                + " s; if the images still come they are delivered late",
            provider),
        Finality.PROVISIONAL);
  }
}
