package dev.darkroom.notification;

import dev.darkroom.notification.TaskTokens.Use.Gone;
import dev.darkroom.task.Task;
import jakarta.inject.Singleton;
import java.util.ArrayList;

/** Every state machine that waits for the task. */
@Singleton
public final class TaskTokenChannel implements OutcomeChannel {
  public static final String NAME = "task token";

  private final HandBack handBack;

  TaskTokenChannel(HandBack handBack) {
    this.handBack = handBack;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** A late delivery finds its tokens used. One token that fails stops no other. */
  @Override
  public Telling tell(Task task) {
    if (task.tokens().isEmpty() || task.hasEverHeard(NAME)) {
      return new Telling.Nobody();
    }
    var gone = new ArrayList<String>();
    var broken = new ArrayList<RuntimeException>();
    for (var token : task.tokens()) {
      try {
        if (handBack.outcome(task, token) instanceof Gone(var why)) {
          gone.add(why);
        }
      } catch (RuntimeException failed) {
        broken.add(failed);
      }
    }
    if (!broken.isEmpty()) {
      var first = broken.removeFirst();
      broken.forEach(first::addSuppressed);
      throw first;
    }
    return gone.isEmpty() ? new Telling.Told() : new Telling.GaveUp(String.join(", ", gone));
  }
}
