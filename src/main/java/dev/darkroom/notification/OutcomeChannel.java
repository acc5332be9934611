package dev.darkroom.notification;

import dev.darkroom.task.Task;

/** One way to tell outcomes. */
public interface OutcomeChannel {

  /** Kept with the task: what was taken here is not told again because of another channel. */
  String name();

  /**
   * Tells; at least once, so a receiver may see the same outcome id twice.
   *
   * @param task in a final state, recorded
   * @throws RuntimeException if something of ours failed: the sweep has it told again
   */
  Telling tell(Task task);
}
