package dev.darkroom.submission;

import dev.darkroom.log.StepLog;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStore.Claim.Deleted;
import dev.darkroom.task.TaskStore.Claim.Taken;
import dev.darkroom.task.TaskStore.Claim.Won;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Surrenders requests whose carriers have given them up. If no provider took the request, the
 * record says so, and settlement notifies whoever waits, once. Nothing is paid, and the id stays
 * free: the same event, sent again, is submitted.
 */
@ApplicationScoped
public class Surrender {
  private static final String WHY = "its event was given up after several tries";

  private final TaskStore store;
  private final Submission submission;
  private final Subscriptions subscriptions;
  private final Clock clock;
  private final StepLog log;

  Surrender(
      TaskStore store,
      Submission submission,
      Subscriptions subscriptions,
      Clock clock,
      StepLog log) {
    this.store = store;
    this.submission = submission;
    this.subscriptions = subscriptions;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Surrenders a request, unless its task runs or has an outcome of its own. Repeated calls lead to
   * one notification.
   *
   * @return {@link SubmissionResult.Transient} if no provider took it: the same id can still be
   *     submitted
   * @throws RuntimeException if something of ours failed; a retry is safe
   */
  public SubmissionResult of(GenerationRequest request) {
    while (true) { // repeats only if the record changed after it was read
      var there = store.find(request.taskId());
      var result = there.map(task -> over(request, task)).orElseGet(() -> free(request));
      if (result.isPresent()) {
        return result.get();
      }
    }
  }

  private Optional<SubmissionResult> over(GenerationRequest request, Task there) {
    if (there.isSurrendered() || isToldOf(there, request)) {
      return Optional.of(known(request, there));
    }
    if (!there.isReclaimable()) {
      return Optional.of(submission.repeated(request, there));
    }
    boolean isSame = there.request().isSameAs(request);
    var why = why(Optional.of(there).filter(_ -> isSame).map(Surrender::failure));
    var next = Task.surrendered(request, why, clock.instant()).replacing(there);
    return store.replace(next) ? Optional.of(givenUp(next, why)) : Optional.empty();
  }

  private Optional<SubmissionResult> free(GenerationRequest request) {
    var why = why(Optional.empty());
    return switch (store.claim(Task.surrendered(request, why, clock.instant()))) {
      case Won(var task) -> Optional.of(givenUp(task, why));
      case Taken _ -> Optional.empty();
      case Deleted(var tombstone) ->
          Optional.of(new SubmissionResult.Rejected(Rejection.deleted(tombstone)));
    };
  }

  private SubmissionResult givenUp(Task task, Failure why) {
    log.warn(Step.SUBMISSION, task, "given_up", Duration.ZERO);
    return new SubmissionResult.Transient(task, why, Optional.empty());
  }

  /** Whether settlement notifies of a refusal of this request, in the provider's words. */
  private static boolean isToldOf(Task refused, GenerationRequest request) {
    return refused.isNotAccepted()
        && refused.request().isSameAs(request)
        && (!refused.isPublished() || !refused.subscribers().publications().isEmpty());
  }

  private SubmissionResult known(GenerationRequest request, Task task) {
    if (!task.request().isSameAs(request)) {
      return new SubmissionResult.Rejected(Rejection.mismatch());
    }
    var gone = request.delivery().taskToken().flatMap(token -> subscriptions.add(task, token));
    if (gone.isPresent()) {
      return new SubmissionResult.Rejected(gone.get());
    }
    var failure = failure(task);
    return task.isSurrendered()
        ? new SubmissionResult.Transient(task, failure, Optional.empty())
        : new SubmissionResult.NotAccepted(task, failure);
  }

  /** The failure, with the reason of the last try where that is known. */
  private static Failure why(Optional<Failure> last) {
    var text =
        last.map(one -> WHY + "; the last one: " + one.code().text() + ": " + one.message())
            .orElse(WHY + ", before any provider was asked");
    return new Failure(
        ErrorCode.NOT_TAKEN,
        text,
        last.flatMap(Failure::provider),
        last.flatMap(Failure::providerCode));
  }

  private static Failure failure(Task notAccepted) {
    if (notAccepted.state() instanceof Failed(var failure, _, _)) {
      return failure;
    }
    throw new IllegalStateException("task " + notAccepted.id() + " has not failed");
  }
}
