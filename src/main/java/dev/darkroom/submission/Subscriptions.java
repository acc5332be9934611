package dev.darkroom.submission;

import dev.darkroom.notification.TaskTokenChannel;
import dev.darkroom.notification.TaskTokenClient;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.Subscribers;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

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
   * @return why the token is to be failed instead: the task was deleted meanwhile; mostly empty
   * @throws RuntimeException if the store or Step Functions could not be reached: a retry of the
   *     same event is safe
   */
  Optional<Rejection> add(Task task, String token) {
    var current = task;
    while (!current.tokens().contains(token)) {
      if (current.isPublished() || current.subscribers().wasPublishedOn(TaskTokenChannel.NAME)) {
        client.outcome(current, token);
        return Optional.empty();
      }
      if (!current.hasRoomForSubscriber()) {
        client.rejection(Rejection.tooManyWaiting(Subscribers.MOST_TOKENS), token);
        return Optional.empty();
      }
      if (store.replace(current.withSubscriber(token))) {
        return Optional.empty();
      }
      var changed = store.find(task.id());
      if (changed.isEmpty()) {
        return Optional.of(gone(task));
      }
      current = changed.get();
    }
    return Optional.empty();
  }

  private Rejection gone(Task task) {
    return store
        .findDeleted(task.id())
        .map(Rejection::deleted)
        .orElseThrow(() -> new IllegalStateException("the record's life has just ended"));
  }
}
