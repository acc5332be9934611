package dev.darkroom.submission;

import dev.darkroom.notification.TaskTokenChannel;
import dev.darkroom.notification.TaskTokenClient;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.Subscribers;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Adds state machines to those that wait for an existing task. Step Functions retries a state with
 * a new token, and two executions may ask for the same image.
 */
@ApplicationScoped
class Subscriptions {
  private final TaskStore store;
  private final TaskTokenClient client;

  Subscriptions(TaskStore store, TaskTokenClient client) {
    this.store = store;
    this.client = client;
  }

  /**
   * Adds a token to the task, or hands it back at once if the outcome was published already. A
   * record holds a limited number of tokens; the next one is handed back with a refusal, and the
   * task goes on.
   *
   * @throws RuntimeException if the store or Step Functions could not be reached: a retry of the
   *     same event is safe
   */
  void add(Task task, String token) {
    var current = task;
    while (!current.tokens().contains(token)) {
      if (current.isPublished() || current.subscribers().wasPublishedOn(TaskTokenChannel.NAME)) {
        client.outcome(current, token);
        return;
      }
      if (!current.hasRoomForSubscriber()) {
        client.rejection(Rejection.tooManyWaiting(Subscribers.MOST_TOKENS), token);
        return;
      }
      if (store.replace(current.withSubscriber(token))) {
        return;
      }
      current = store.find(task.id()).orElseThrow(); // it changed in between
    }
  }
}
