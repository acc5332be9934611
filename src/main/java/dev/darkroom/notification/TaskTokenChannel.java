package dev.darkroom.notification;

import dev.darkroom.notification.TokenResult.Permanent;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.Task;
import jakarta.inject.Singleton;
import java.util.ArrayList;

/** Publishes to every state machine that waits for the task. */
@Singleton
public final class TaskTokenChannel implements OutcomeChannel {
  public static final String NAME = NotificationChannel.TASK_TOKEN.text();

  private final TaskTokenClient client;

  TaskTokenChannel(TaskTokenClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** A late delivery finds its tokens used. A failed token stops no other. */
  @Override
  public PublishResult publish(Task task) {
    if (task.tokens().isEmpty() || task.subscribers().wasPublishedOn(NAME)) {
      return new PublishResult.NoSubscriber();
    }
    var unused = new ArrayList<String>();
    var failures = new ArrayList<RuntimeException>();
    for (var token : task.tokens()) {
      try {
        if (client.outcome(task, token) instanceof Permanent(var why)) {
          unused.add(why);
        }
      } catch (RuntimeException failed) {
        failures.add(failed);
      }
    }
    if (!failures.isEmpty()) {
      var first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
    return unused.isEmpty()
        ? new PublishResult.Published()
        : new PublishResult.Permanent(String.join(", ", unused));
  }
}
