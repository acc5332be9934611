package dev.darkroom.task;

import java.time.Instant;
import java.util.List;

/** The changes of notification. */
public sealed interface NotificationChanges permits Task {
  /** This task. */
  private Task task() {
    return (Task) this;
  }

  /** The requester was notified. */
  default Task published(Instant now) {
    return published(List.of(), List.of(), now);
  }

  /**
   * The requester was notified, as far as possible.
   *
   * @param channels that took this outcome just now
   * @param notes about channels that will never take it
   */
  default Task published(List<String> channels, List<String> notes, Instant now) {
    return task()
        .next()
        .timeline(
            task()
                .timeline()
                .noted(now, Step.NOTIFICATION, notes)
                .changed(now, Step.NOTIFICATION, List.of("told")))
        .subscribers(task().subscribers().publishedOn(channels, task().outcomeId()).published(true))
        .build();
  }

  /**
   * Some channels are done with this outcome. Others are to be retried, as long as the record is
   * not older than {@link Timeline#updatedAt} says.
   */
  default Task publishedOn(List<String> channels, List<String> notes, Instant now) {
    return task()
        .next()
        .timeline(task().timeline().noted(now, Step.NOTIFICATION, notes))
        .subscribers(
            task().subscribers().publishedOn(channels, task().outcomeId()).published(false))
        .build();
  }

  /** Another state machine waits for the same outcome. */
  default Task withSubscriber(String token) {
    var subscribers = task().subscribers().with(List.of(token), task().ownToken());
    return task().next().subscribers(subscribers).build();
  }
}
