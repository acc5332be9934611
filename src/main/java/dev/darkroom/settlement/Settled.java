package dev.darkroom.settlement;

import dev.darkroom.log.Measures;
import dev.darkroom.task.Task;
import java.util.Optional;

/**
 * What came of a check.
 *
 * @param word for the log
 * @param measures to be counted
 * @param untold a task whose outcome was recorded just now, and is to be told
 */
record Settled(String word, Measures measures, Optional<Task> untold) {
  /** Nothing to be told. */
  static Settled of(String word) {
    return new Settled(word, Measures.NONE, Optional.empty());
  }

  Settled counting(Measures next) {
    return new Settled(word, next, untold);
  }
}
