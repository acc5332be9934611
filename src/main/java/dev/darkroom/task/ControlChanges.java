package dev.darkroom.task;

import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The changes that people decide. */
public sealed interface ControlChanges permits Task {
  /** This task. */
  private Task task() {
    return (Task) this;
  }

  /**
   * Whether the fate of the paid call is unknown, and nobody works on it: an operator may decide.
   */
  default boolean isFateUnknown(Instant now) {
    return task().isWithoutReference()
        && (!(task().state() instanceof Claimed) || task().isAbandoned(now));
  }

  /**
   * Whether an operator has to decide. An abandoned task waits for nobody, until a callback names
   * the provider's task.
   */
  default boolean isToBeDecided(Instant now) {
    return isFateUnknown(now) && !isAbandonedByOperator();
  }

  /**
   * Whether an operator abandoned the task, and no callback has named the provider's task since.
   */
  default boolean isAbandonedByOperator() {
    return task().progress().isAbandoned() && task().progress().hints().isEmpty();
  }

  /**
   * Whether the paid call, or its repeat, may be under way. Its answer may still name the
   * provider's task, so nothing is closed meanwhile.
   */
  default boolean isCallUnderWay(Instant now) {
    var last =
        switch (task().state()) {
          case Claimed _ -> Optional.of(task().timeline().updatedAt());
          case InDoubt(_, _, var sent) -> sent.flatMap(SentCall::repeatedAt);
          case Failed _ when task().isWithoutReference() -> // it may have failed during the call
              Optional.of(task().timeline().updatedAt());
          case Failed _, Submitted _, ResultKnown _, Delivered _ -> Optional.<Instant>empty();
        };
    return last.filter(at -> now.isBefore(at.plus(Schedule.CLAIM_GRACE))).isPresent();
  }

  /**
   * The requester wants it no more.
   *
   * @return empty: the task has ended, and stays as it is
   */
  default Optional<Task> cancelled(LateImages late, Instant now) {
    return Cancellation.of(task(), late).map(state -> cancelled(state, late, now));
  }

  private Task cancelled(Failed state, LateImages late, Instant now) {
    boolean isOpen = state.finality().isOpen();
    var stored = task().progress().stored().size();
    var note =
        "cancelled"
            + (isOpen ? ", late images: " + late.text() : "")
            + (stored == 0 ? "" : "; " + stored + " stored before");
    return task()
        .settled(state, now, Step.CONTROL, List.of(note))
        .progress(after(state.finality()))
        .build();
  }

  /** What is stored of a task whose late images are dropped is no delivery. */
  private Progress after(Finality finality) {
    var kept =
        finality == Finality.DISCARDED ? task().progress().withoutDelivery() : task().progress();
    return finality.isOpen() ? kept : kept.withoutHints();
  }

  /**
   * An operator waits no more for a paid call whose fate is unknown. The task fails as it would at
   * its deadline: its images are delivered late if a callback still names the provider's task. A
   * requester who knows of the failure already is not notified again.
   */
  default Task abandoned(Instant now) {
    var note = "abandoned: it may have been billed";
    var progress = task().progress().abandoned();
    if (task().state() instanceof Failed) {
      return task()
          .next()
          .timeline(task().timeline().noted(now, Step.CONTROL, note)) // the outcome keeps its age
          .progress(progress)
          .build();
    }
    var provider = task().provider().orElseThrow();
    var why =
        Failure.of(
            ErrorCode.SUBMISSION_IN_DOUBT,
            "an operator gave it up: it was never learnt whether %s took it. It may have been"
                    .formatted(provider)
                + " billed, and was not submitted again. If its images still come they are"
                + " delivered late",
            provider);
    return task()
        .settled(
            new Failed(why, Finality.PROVISIONAL, Optional.empty()),
            now,
            Step.CONTROL,
            List.of(note))
        .progress(progress)
        .build();
  }

  /**
   * The provider's task, which an operator named and the provider confirmed.
   *
   * @param note what the provider confirmed
   */
  default Task attachedByOperator(ProviderTaskRef ref, String note, Instant now) {
    var attached = task().attached(ref, checkSoon(now), now);
    return attached.toBuilder()
        .timeline(attached.timeline().noted(now, Step.CONTROL, "attached by an operator: " + note))
        .build();
  }

  private Instant checkSoon(Instant now) {
    var soon = now.plus(Duration.ofMinutes(1));
    return soon.isBefore(task().nextCheckAt()) ? soon : task().nextCheckAt();
  }
}
