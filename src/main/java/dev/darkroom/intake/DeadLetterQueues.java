package dev.darkroom.intake;

import java.util.List;

/** Where events lie that their carriers have given up. */
public interface DeadLetterQueues {
  /** The queues; empty: nothing is known of any. */
  List<String> all();

  /**
   * Some of the letters of a queue, which hides them for some minutes.
   *
   * @return empty: none is to be seen
   * @throws RuntimeException if the queue was not to be had
   */
  List<Letter> receive(String queue);

  /**
   * Shows letters again that were hidden, for whoever looks after the queue.
   *
   * @throws RuntimeException if the queue was not to be had: they show by themselves, later
   */
  void show(String queue, List<Letter> letters);

  /**
   * Takes a letter away that is dealt with.
   *
   * @throws RuntimeException if the queue was not to be had: the letter shows again, later
   */
  void remove(String queue, Letter letter);

  /**
   * A dead letter.
   *
   * @param id of the message, the same as when it was alive
   * @param receipt what the queue wants to see to show or remove it
   */
  record Letter(String id, String receipt, String body) {}
}
