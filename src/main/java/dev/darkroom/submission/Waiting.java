package dev.darkroom.submission;

import dev.darkroom.answer.Problem;
import dev.darkroom.notification.HandBack;
import dev.darkroom.notification.TaskTokenChannel;
import dev.darkroom.task.Audience;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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
   * Has it told with the others, or at once if those were told. A record bears so many; one more is
   * turned away by its own token, and the task goes on.
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
      if (!current.hasRoomToWait()) {
        handBack.refusal(tooMany(), token);
        return;
      }
      if (store.replace(current.awaitedBy(token))) {
        return;
      }
      current = store.find(task.id()).orElseThrow(); // it changed in between
    }
  }

  private static Problem tooMany() {
    return Problem.of(
        429,
        "too_many_waiting",
        "Too many wait for this task",
        Audience.MOST_TOKENS
            + " task tokens wait for this task already. The task goes on; ask for its outcome by"
            + " its id.",
        List.of());
  }
}
