package dev.darkroom.task;

import java.time.Instant;
import java.util.List;

/** What notification makes of a task. */
public sealed interface NotificationChanges permits Task {
  /** As timelines name the step. */
  String STEP = "notification";

  /** This task. */
  private Task task() {
    return (Task) this;
  }

  /** The requester was notified. */
  default Task told(Instant now) {
    return told(List.of(), List.of(), now);
  }

  /**
   * The requester was notified, as far as possible.
   *
   * @param channels that took this outcome just now
   * @param notes about channels that will never take it
   */
  default Task told(List<String> channels, List<String> notes, Instant now) {
    return task()
        .next()
        .timeline(task().timeline().noted(now, STEP, notes).changed(now, STEP, List.of("told")))
        .audience(task().audience().heard(channels, task().outcomeId()).told(true))
        .build();
  }

  /**
   * Some channels are done with this outcome. Others are to be retried, as long as the record is
   * not older than {@link Timeline#updatedAt} says.
   */
  default Task heardOn(List<String> channels, List<String> notes, Instant now) {
    return task()
        .next()
        .timeline(task().timeline().noted(now, STEP, notes))
        .audience(task().audience().heard(channels, task().outcomeId()).told(false))
        .build();
  }

  /** Another state machine waits for the same outcome. */
  default Task awaitedBy(String token) {
    var audience = task().audience().waiting(List.of(token), task().ownToken());
    return task().next().audience(audience).build();
  }
}
