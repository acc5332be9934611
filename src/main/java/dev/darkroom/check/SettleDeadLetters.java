package dev.darkroom.check;

import java.util.List;

/** The dead-letter queue of the settle queue: it holds checks whose consumers failed repeatedly. */
public interface SettleDeadLetters {
  /** Whether there is such a queue. */
  boolean isConfigured();

  /**
   * Receives some letters, which hides them for a minute.
   *
   * @return empty: no letter is visible
   * @throws RuntimeException if the queue could not be reached
   */
  List<Letter> receive();

  /**
   * Makes hidden letters visible again.
   *
   * @throws RuntimeException if the queue could not be reached: they become visible later
   */
  void show(List<Letter> letters);

  /**
   * Removes a letter.
   *
   * @throws RuntimeException if the queue could not be reached: the letter becomes visible later
   */
  void remove(Letter letter);

  /**
   * A dead letter.
   *
   * @param receipt the receipt handle, which the queue needs to show or remove the letter
   * @param body a check, as a rule
   */
  record Letter(String receipt, String body) {}
}
