package dev.darkroom.control;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.control.RecheckResult.Absent;
import dev.darkroom.control.RecheckResult.NothingToCheck;
import dev.darkroom.control.RecheckResult.Queued;
import dev.darkroom.log.StepLog;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Has a task checked now, and brings back its dead letters. */
@ApplicationScoped
public class Recheck {
  private final ControlWrites writes;
  private final SettleQueue queue;
  private final LetterReturn letters;
  private final StepLog log;

  Recheck(ControlWrites writes, SettleQueue queue, LetterReturn letters, StepLog log) {
    this.writes = writes;
    this.queue = queue;
    this.letters = letters;
    this.log = log;
  }

  /**
   * Puts a check of the task on the settle queue, whatever its state.
   *
   * @throws RuntimeException if the store or a queue failed: a repetition is safe
   */
  public RecheckResult recheck(EitherId id) {
    return writes.find(id).map(this::recheck).orElseGet(() -> new Absent(writes.absent(id)));
  }

  private RecheckResult recheck(Task task) {
    if (!task.isOpen()) {
      return new NothingToCheck(task);
    }
    queue.put(Check.of(task), Duration.ZERO);
    log.info(Step.CONTROL, task, "recheck", Duration.ZERO);
    return new Queued(task, letters.bringBack(task));
  }
}
