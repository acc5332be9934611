package dev.darkroom.task;

import dev.darkroom.base.Bounds;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The changes of submission. Each is a new value with the next version. */
public sealed interface SubmissionChanges permits Task {
  /** This task. */
  private Task task() {
    return (Task) this;
  }

  /** The claim of an id that an earlier refusal did not use up. Its waiters wait for this one. */
  default Task replacing(Task refused) {
    return task().toBuilder()
        .revision(refused.revision().reclaimed())
        .subscribers(task().subscribers().with(refused.unnotifiedTokens(), task().ownToken()))
        .build();
  }

  /** The former provider has not accepted the task; the next one is asked. */
  default Task fallingBackTo(
      ProviderId next, List<Adjustment> adjustments, Failure why, Instant now) {
    var note = "not accepted: " + why.code().text() + "; falling back to " + next;
    return task()
        .changed(new Claimed(next), now, Step.SUBMISSION, note)
        .terms(task().terms().adjusted(adjustments))
        .progress(task().progress().anew())
        .build();
  }

  /** The provider took the task. References that callbacks named before are void. */
  default Task submitted(
      ProviderTaskRef ref, Optional<Cost> reserved, Optional<Duration> expected, Instant now) {
    var note = "accepted by " + ref.provider() + " as " + ref.id();
    return task()
        .changed(new Submitted(ref), now, Step.SUBMISSION, note)
        .terms(task().terms().accepted(reserved, expected))
        .subscribers(task().subscribers().published(false))
        .progress(task().progressOf(ref))
        .build();
  }

  /** The provider took a task that failed during its paid call. The failure stays a failure. */
  default Task acceptedLate(
      ProviderTaskRef ref, Optional<Cost> reserved, Optional<Duration> expected, Instant now) {
    var soon = Bounds.atMost(now.plus(Schedule.CLAIM_GRACE), task().nextCheckAt());
    var attached = task().attached(ref, soon, now);
    return attached.toBuilder().terms(attached.terms().accepted(reserved, expected)).build();
  }

  /**
   * No provider took a task that was cancelled during its paid call: nothing was spent.
   *
   * @param answer of the last provider that was asked
   */
  default Task cancelledUnspent(Failure answer, Instant now) {
    var note = "closed: not accepted: " + answer.code().text();
    return task()
        .changed(Cancellation.unspent(), now, Step.SUBMISSION, note)
        .terms(task().terms().unspent())
        .build();
  }

  /**
   * The provider took the task and answered with its result at once. A task that was cancelled
   * meanwhile stays cancelled: its images are delivered late, unless they are not wanted.
   */
  default Task resultKnown(ProviderTaskRef ref, ProviderReport.Succeeded result, Instant now) {
    if (task().state() instanceof Failed failed) {
      return failed.finality() == Finality.DISCARDED
          ? task().discarded(ref, result, now)
          : madeLate(failed, ref, result, now);
    }
    var links = ImageList.ofLinks(result.images());
    var note = "made at once by " + ref.provider() + " as " + ref.id();
    return task()
        .changed(new ResultKnown(ref, result.kept(links.images())), now, Step.SUBMISSION, note)
        .schedule(task().schedule().at(now.plus(Schedule.CLAIM_GRACE)))
        .terms(task().terms().billed(result.billed()))
        .subscribers(task().subscribers().published(false))
        .progress(task().progressOf(ref).imagesKnown(List.of(), links.surplus(), Optional.empty()))
        .build();
  }

  /** The failure stays one, whatever becomes of the images: a final state is not opened again. */
  private Task madeLate(
      Failed failed, ProviderTaskRef ref, ProviderReport.Succeeded result, Instant now) {
    var links = ImageList.ofLinks(result.images());
    var soon = Bounds.atMost(now.plus(Schedule.CLAIM_GRACE), task().nextCheckAt());
    var note = "made at once by " + ref.provider() + " as " + ref.id() + ", after the failure";
    return task()
        .next()
        .state(
            failed.failure().code() == ErrorCode.CANCELLED
                ? Cancellation.taken(ref, failed.finality())
                : new Failed(failed.failure(), failed.finality(), Optional.of(ref)))
        .timeline(task().timeline().noted(now, Step.SUBMISSION, note))
        .schedule(task().schedule().at(soon))
        .terms(task().terms().billed(result.billed()))
        .progress(task().progressOf(ref).made(result.kept(links.images()), links.surplus()))
        .build();
  }

  /** No readable answer came, and the call is never repeated. */
  default Task inDoubt(ProviderId provider, String why, Instant now) {
    return inDoubt(new InDoubt(provider, why), now);
  }

  /** No readable answer came. */
  default Task inDoubt(InDoubt doubt, Instant now) {
    boolean hasHints = !task().progress().hints().isEmpty();
    return task()
        .changed(doubt, now, Step.SUBMISSION, "in doubt: " + doubt.why())
        .schedule(task().schedule().inDoubt(hasHints, doubt.sent().isPresent(), now))
        .build();
  }

  /**
   * No provider took the task: nothing was spent, and the id may be used again.
   *
   * @param knows whether the requester learns it from the answer, or retries by itself
   */
  default Task notAccepted(Failure failure, boolean knows, Instant now) {
    var state = new Failed(failure, Finality.NOT_ACCEPTED, Optional.empty());
    return task()
        .settled(state, now, Step.SUBMISSION, List.of("not accepted: " + failure.code().text()))
        .terms(task().terms().unspent())
        .subscribers(task().subscribers().published(knows))
        .build();
  }
}
