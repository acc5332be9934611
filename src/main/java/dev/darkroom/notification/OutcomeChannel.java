package dev.darkroom.notification;

import dev.darkroom.task.Task;

/** One way to publish outcomes. */
public interface OutcomeChannel {

  /** Kept with the task: a retry for another channel does not publish on this one again. */
  String name();

  /**
   * Publishes at least once: a receiver may see the same outcome id twice.
   *
   * @param task in a final state, recorded
   * @throws RuntimeException if Darkroom itself failed: the sweep has the outcome published again
   */
  PublishResult publish(Task task);
}
