package dev.darkroom.task;

import dev.darkroom.task.Progress.Listed;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The changes of settlement. */
public sealed interface SettlementChanges permits Task {
  /** This task. */
  private Task task() {
    return (Task) this;
  }

  /**
   * A reference for a task that had none, or had another from a callback. A failure stays a
   * failure.
   *
   * @param nextCheck when the sweep checks the task
   */
  default Task attached(ProviderTaskRef ref, Instant nextCheck, Instant now) {
    var note = "found with " + ref.provider() + " as " + ref.id();
    return found(ref, note, now)
        .schedule(task().schedule().at(nextCheck))
        .progress(task().progressOf(ref))
        .build();
  }

  private TaskBuilder found(ProviderTaskRef ref, String note, Instant now) {
    return task().state() instanceof Failed(var failure, var finality, _)
        ? task()
            .next()
            .state(
                task().state().isCancelled()
                    ? Cancellation.taken(ref, finality)
                    : new Failed(failure, finality, Optional.of(ref)))
            .timeline(task().timeline().noted(now, Step.SETTLEMENT, note))
        : task().changed(new Submitted(ref), now, Step.SETTLEMENT, note);
  }

  /**
   * The paid call is about to be repeated, and never again. The task must be in doubt.
   *
   * @throws IllegalStateException if no call is recorded that can be repeated
   */
  default Task repeating(Instant now) {
    return sent(call -> call.repeated(now), now, "repeating the paid call with its key");
  }

  /** The repeat did not leave, so another one may. */
  default Task notRepeated(SentCall before, Instant now) {
    return sent(call -> before, now, "the repeat did not leave");
  }

  private Task sent(UnaryOperator<SentCall> change, Instant now, String note) {
    if (!(task().state() instanceof InDoubt(var provider, var why, var sent)) || sent.isEmpty()) {
      throw new IllegalStateException("task " + task().id() + " has no call to repeat");
    }
    return task()
        .next()
        .state(new InDoubt(provider, why, sent.map(change)))
        .schedule(task().schedule().healed(now))
        .timeline(task().timeline().noted(now, Step.SETTLEMENT, note))
        .build();
  }

  /** The same version with other progress, to be written with the next change. */
  default Task knowing(Progress next) {
    return task().toBuilder().progress(next).build();
  }

  /** The same version with another next check. The index alone holds it, as a hint. */
  default Task withNextCheck(Instant next) {
    return task().toBuilder().schedule(task().schedule().at(next)).build();
  }

  /** Something was learnt that changes no state. */
  default Task progressed(List<String> notes, Instant now) {
    return task().next().timeline(task().timeline().noted(now, Step.SETTLEMENT, notes)).build();
  }

  /**
   * Nothing can come of a provisional failure any more. The requester was notified already, or the
   * notification is under way: its age does not start anew.
   *
   * @param why a few words
   */
  default Task closed(String why, Instant now) {
    if (!(task().state() instanceof Failed(var failure, _, var ref))) {
      throw new IllegalStateException("task " + task().id() + " has not failed");
    }
    var isRemoved = ref.map(Cancellation::removed).filter(failure::equals).isPresent();
    var note = "closed: " + (isRemoved ? ref.orElseThrow().provider() + " cancelled it" : why);
    return task()
        .next()
        .state(new Failed(isRemoved ? failure : over(failure, ref), Finality.CERTAIN, ref))
        .timeline(
            task().isPublished()
                ? task().timeline().changed(now, Step.SETTLEMENT, List.of(note))
                : task().timeline().noted(now, Step.SETTLEMENT, note)) // the outcome keeps its age
        .progress(task().progress().withoutHints())
        .build();
  }

  /** The words of a cancelled task promise no late images once it is closed. */
  private static Failure over(Failure failure, Optional<ProviderTaskRef> ref) {
    return failure.code() == ErrorCode.CANCELLED
        ? ref.map(Cancellation::over).orElse(failure)
        : failure;
  }

  /** The same version of a cancelled task that its provider took out of its queue. */
  default Task removedFromQueue() {
    if (!(task().state() instanceof Failed(_, var finality, var ref)) || ref.isEmpty()) {
      throw new IllegalStateException("task " + task().id() + " has no task at a provider");
    }
    return task().toBuilder()
        .state(new Failed(Cancellation.removed(ref.get()), finality, ref))
        .build();
  }

  /**
   * The images of a cancelled task were made, and are not wanted. What they cost is recorded, and
   * how many they are: a check that is under way may store them still.
   */
  default Task discarded(ProviderTaskRef ref, Succeeded result, Instant now) {
    var state = Cancellation.taken(ref, Finality.CERTAIN, LateImages.DROP);
    return task()
        .changed(state, now, Step.SETTLEMENT, "closed: its images were made, and are not stored")
        .terms(task().terms().billed(result.billed()))
        .progress(listing(result, now).withoutDelivery().withoutHints())
        .build();
  }

  private Progress listing(Succeeded result, Instant now) {
    var images = ImageList.of(result.images()).images().size();
    var listed = new Listed(images, result.linksExpireAt().orElse(now));
    var progress = task().progress();
    return progress.imagesKnown(progress.stored(), progress.missing(), Optional.of(listed));
  }

  /** The same version with more objects that are no part of the outcome. */
  default Task withLeftovers(List<StoredImage> found) {
    var left = task().progress().with(found);
    return knowing(
        task().state() instanceof Delivered(_, var images, _, _) ? left.without(images) : left);
  }

  /**
   * Every image that can be had is stored.
   *
   * @param missing what is lost for good
   */
  default Task delivered(
      ProviderTaskRef ref,
      List<StoredImage> images,
      List<MissingImage> missing,
      List<Adjustment> found,
      Optional<Cost> billed,
      Instant now) {
    var next = new Delivered(ref, images, missing, isLate());
    return task()
        .settled(next, now, Step.SETTLEMENT, notes(next.summary(), missing))
        .terms(task().terms().adjusted(found).billed(billed))
        .progress(task().progress().anew().without(images))
        .build();
  }

  /** Whether the requester was notified of another outcome before, or will be. */
  private boolean isLate() {
    return task().state() instanceof Failed || !task().subscribers().publications().isEmpty();
  }

  /** Nothing was learnt, and the next check is then. No change of the record goes unseen. */
  default Task checkedNext(Instant next) {
    return task().next().schedule(task().schedule().at(next)).build();
  }

  /** The task failed after a provider took it, or may have taken it. */
  default Task failed(
      Failure failure, Finality finality, Optional<ProviderTaskRef> ref, Instant now) {
    boolean isCertain = finality == Finality.CERTAIN;
    var progress = task().progress();
    var notes =
        notes("failed: " + failure.code().text(), isCertain ? progress.missing() : List.of());
    return task()
        .settled(new Failed(failure, finality, ref), now, Step.SETTLEMENT, notes)
        .progress(isCertain ? progress.withoutHints() : progress)
        .build();
  }

  private static List<String> notes(String first, List<MissingImage> missing) {
    return Stream.concat(Stream.of(first), missing.stream().map(MissingImage::note)).toList();
  }
}
