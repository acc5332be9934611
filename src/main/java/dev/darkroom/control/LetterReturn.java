package dev.darkroom.control;

import dev.darkroom.check.CheckJson;
import dev.darkroom.check.SettleDeadLetters;
import dev.darkroom.check.SettleDeadLetters.Letter;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.control.RecheckResult.LetterCount;
import dev.darkroom.log.StepLog;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings the dead letters of one task back to the settle queue. A letter is put on the queue first
 * and removed afterwards: a crash in between doubles it, and never loses it.
 */
@ApplicationScoped
class LetterReturn {
  /** The caller waits for the answer: API Gateway gives up after 30 s. */
  private static final Duration BUDGET = Duration.ofSeconds(10);

  /** Letters of other tasks are hidden meanwhile. */
  private static final int MOST_LETTERS = 1000;

  private final SettleDeadLetters dead;
  private final SettleQueue queue;
  private final Clock clock;
  private final StepLog log;

  LetterReturn(SettleDeadLetters dead, SettleQueue queue, Clock clock, StepLog log) {
    this.dead = dead;
    this.queue = queue;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Looks through the queue, within bounds of time and number.
   *
   * @return empty: no such queue is configured
   * @throws RuntimeException if a queue failed; every letter stays, or is back on the settle queue
   */
  Optional<LetterCount> bringBack(Task task) {
    return dead.isConfigured() ? Optional.of(search(task)) : Optional.empty();
  }

  private LetterCount search(Task task) {
    var others = new ArrayList<Letter>();
    try {
      return search(task, others);
    } finally {
      show(task, others);
    }
  }

  private LetterCount search(Task task, List<Letter> others) {
    var end = clock.instant().plus(BUDGET);
    int back = 0;
    while (others.size() + back < MOST_LETTERS && clock.instant().isBefore(end)) {
      var letters = dead.receive();
      if (letters.isEmpty()) {
        return new LetterCount(others.size() + back, back, true);
      }
      others.addAll(letters); // all of them are shown again if this fails
      for (var letter : letters) {
        if (isBroughtBack(task, letter)) {
          others.remove(letter);
          back++;
        }
      }
    }
    return new LetterCount(others.size() + back, back, false);
  }

  /** A letter keeps its hint and what began it. Its chain of checks begins anew. */
  private boolean isBroughtBack(Task task, Letter letter) {
    var check = CheckJson.read(letter.body()).filter(one -> one.task().equals(task.id()));
    if (check.isEmpty()) {
      return false;
    }
    queue.put(check.get().withRetryCount(0), Duration.ZERO);
    dead.remove(letter);
    return true;
  }

  /** Letters that cannot be shown now become visible by themselves. */
  private void show(Task task, List<Letter> others) {
    try {
      dead.show(others);
    } catch (RuntimeException failed) {
      var why = "letters_hidden:" + failed.getClass().getSimpleName();
      log.warn(Step.CONTROL, task, why, Duration.ZERO);
    }
  }
}
