package dev.darkroom.task;

import dev.darkroom.task.Subscribers.Publication;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Final;
import java.time.Instant;
import java.util.Optional;

/** The present outcome of a task, as it is published. */
public sealed interface TaskOutcome permits Task {
  /** This task. */
  private Task task() {
    return (Task) this;
  }

  /** The type of the outcome; empty as long as there is none. */
  default Optional<OutcomeType> outcomeType() {
    return task().state() instanceof Final ended
        ? Optional.of(OutcomeType.of(ended))
        : Optional.empty();
  }

  /** The same for every retelling of the same outcome: what consumers deduplicate by. */
  default String outcomeId() {
    return task().id() + "-" + task().claimMark() + "-" + suffix();
  }

  /** As outcomes were named before claims had a mark of their own. */
  private String formerOutcomeId() {
    return task().id() + "-" + task().revision().attempt() + "-" + suffix();
  }

  private String suffix() {
    var late = task().state() instanceof Delivered(_, _, _, var isLate) && isLate ? "-late" : "";
    return task().state().status() + late;
  }

  /**
   * When the outcome was recorded. Telling it moves the time of the last change; a replay keeps
   * this one.
   */
  default Instant outcomeAt() {
    return task().subscribers().history().replays().stream()
        .filter(one -> isPresentOutcome(one.publication()))
        .map(PublishHistory.Replay::outcomeAt)
        .findFirst()
        .orElseGet(
            () ->
                task().isPublished()
                    ? task().timeline().settledAt()
                    : task().timeline().updatedAt());
  }

  /** Whether the publication is of the present outcome, under either of its names. */
  default boolean isPresentOutcome(Publication one) {
    return one.outcomeId().equals(outcomeId()) || one.outcomeId().equals(formerOutcomeId());
  }

  /** Whether this channel is through with the present outcome. */
  default boolean isPublishedOn(String channel) {
    return task().subscribers().isPublishedOn(channel, outcomeId())
        || task().subscribers().isPublishedOn(channel, formerOutcomeId());
  }

  /** The present outcome on this channel. */
  default ChannelState on(String channel) {
    return new ChannelState(task(), channel);
  }
}
