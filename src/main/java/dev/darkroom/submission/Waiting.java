package dev.darkroom.submission;

import dev.darkroom.notification.HandBack;
import dev.darkroom.notification.TaskTokenChannel;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * One more state machine waits for a task that there is already: Step Functions tries a state again
 * with a token of its own, and two executions may ask for the same.
 */
@ApplicationScoped
class Waiting {
  private final TaskStore store;
  private final HandBack handBack;

  Waiting(TaskStore store, HandBack handBack) {
    this.store = store;
    this.handBack = handBack;
  }

  /**
   * Has it told with the others, or at once if those were told.
   *
   * @throws RuntimeException if the store or Step Functions was not to be had: the same event again
   *     is safe
   */
  void join(Task task, String token) {
    var current = task;
    while (!current.tokens().contains(token)) {
      if (current.told() || current.hasEverHeard(TaskTokenChannel.NAME)) {
        handBack.outcome(current, token);
        return;
      }
      if (store.replace(current.awaitedBy(token))) {
        return;
      }
      current = store.find(task.id()).orElseThrow(); // it changed in between
    }
  }
}
