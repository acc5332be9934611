package dev.darkroom.notification;

import dev.darkroom.notification.PublishResult.NoSubscriber;
import dev.darkroom.notification.PublishResult.Permanent;
import dev.darkroom.notification.PublishResult.Published;
import dev.darkroom.notification.PublishResult.Transient;
import dev.darkroom.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One outcome on every channel that has not taken it yet; a failed channel stops no other. */
final class Broadcast {
  private final Task task;
  private final List<String> completed = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> incomplete = new ArrayList<>();
  private Optional<RuntimeException> failure = Optional.empty();

  private Broadcast(Task task) {
    this.task = task;
  }

  /** Publishes on each of the channels that the task does not name as completed. */
  static Broadcast publish(Task task, List<OutcomeChannel> channels) {
    var broadcast = new Broadcast(task);
    channels.stream()
        .filter(channel -> !task.isPublishedOn(channel.name()))
        .forEach(broadcast::publishOn);
    return broadcast;
  }

  /** Channels that need no retry for this outcome. */
  List<String> completed() {
    return List.copyOf(completed);
  }

  /** Remarks on completed channels, for the timeline. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Channels that need a retry. */
  List<String> incomplete() {
    return List.copyOf(incomplete);
  }

  boolean isComplete() {
    return incomplete.isEmpty() && failure.isEmpty();
  }

  /** Throws the exception of the first channel that failed with one. */
  void rethrow() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void publishOn(OutcomeChannel channel) {
    try {
      switch (channel.publish(task)) {
        case Published() -> completed.add(channel.name());
        case NoSubscriber() -> {}
        case Permanent(var why) -> {
          completed.add(channel.name());
          notes.add(channel.name() + " given up: " + why);
        }
        case Transient _ -> incomplete.add(channel.name());
      }
    } catch (RuntimeException failed) { // rethrown once the completed channels are recorded
      failure.ifPresentOrElse(
          first -> first.addSuppressed(failed), () -> failure = Optional.of(failed));
    }
  }
}
