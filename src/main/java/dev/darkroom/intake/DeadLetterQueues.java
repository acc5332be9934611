package dev.darkroom.intake;

import java.util.List;

/** The dead-letter queues: they hold events that their carriers have given up. */
public interface DeadLetterQueues {
  /** The queues; empty: none is configured. */
  List<String> all();

  /**
   * Receives some letters of a queue, which hides them for some minutes.
   *
   * @return empty: no letter is visible
   * @throws RuntimeException if the queue could not be reached
   */
  List<Letter> receive(String queue);

  /**
   * Makes hidden letters visible again, for the operator of the queue.
   *
   * @throws RuntimeException if the queue could not be reached: they become visible later
   */
  void show(String queue, List<Letter> letters);

  /**
   * Removes a letter that needs no more work.
   *
   * @throws RuntimeException if the queue could not be reached: the letter becomes visible later
   */
  void remove(String queue, Letter letter);

  /**
   * A dead letter.
   *
   * @param id of the message, the same as on the first queue
   * @param receipt the receipt handle, which the queue needs to show or remove the letter
   */
  record Letter(String id, String receipt, String body) {}
}
