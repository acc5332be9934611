package dev.darkroom.entrypoint;

import dev.darkroom.intake.DeadLetterQueues;
import dev.darkroom.intake.DeadLetterQueues.Letter;
import dev.darkroom.log.Measures;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.pipeline.SurrenderPipeline;
import dev.darkroom.task.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notifies whoever waits for events that their carriers have given up, once.
 *
 * <p>A letter that can still be submitted stays where it is: its owner sends it back or deletes it.
 * A letter is removed if its request was taken nevertheless, or can never be taken, as it would be
 * on the submit queue.
 */
@ApplicationScoped
class DeadLetters {
  private final DeadLetterQueues queues;
  private final SurrenderPipeline pipeline;
  private final StepLog log;

  DeadLetters(DeadLetterQueues queues, SurrenderPipeline pipeline, StepLog log) {
    this.queues = queues;
    this.pipeline = pipeline;
    this.log = log;
  }

  /**
   * Looks through all queues once.
   *
   * @param budget the time after which no more letters are read. Letters that were read stay hidden
   *     for some minutes, so that the next runs reach the others
   * @return how many letters were read
   * @throws RuntimeException if a queue or the record could not be reached; no letter is lost
   */
  int tell(Duration budget) {
    var watch = StopWatch.start();
    int seen = 0;
    var broken = new ArrayList<RuntimeException>();
    var passes = new ArrayDeque<>(queues.all().stream().map(QueuePass::of).toList());
    while (!passes.isEmpty() && watch.elapsed().compareTo(budget) < 0) {
      var pass = passes.removeFirst(); // in turns: a full queue blocks no other
      int looked = look(pass, broken);
      seen += looked;
      if (looked > 0) {
        passes.addLast(pass);
      }
    }
    if (seen > 0) {
      log.event(
          Step.SWEEP, Optional.empty(), "dead_letters:" + seen, watch.elapsed(), Measures.NONE);
    }
    if (!broken.isEmpty()) {
      var first = broken.removeFirst();
      broken.forEach(first::addSuppressed);
      throw first;
    }
    return seen;
  }

  /** The letters of one queue that were read and stay there. */
  private record QueuePass(String queue, List<Letter> staying) {
    static QueuePass of(String queue) {
      return new QueuePass(queue, new ArrayList<>());
    }
  }

  /** Reads some letters; 0: all letters of the queue were read, or it cannot be reached. */
  private int look(QueuePass pass, List<RuntimeException> broken) {
    try {
      var letters = queues.receive(pass.queue());
      if (letters.isEmpty()) {
        queues.show(pass.queue(), pass.staying());
      }
      letters.stream()
          .filter(letter -> !isDone(pass.queue(), letter, broken))
          .forEach(pass.staying()::add);
      return letters.size();
    } catch (RuntimeException failed) {
      broken.add(failed);
      return 0;
    }
  }

  /** Surrenders the event of a letter. A letter that fails stops no other. */
  private boolean isDone(String queue, Letter letter, List<RuntimeException> broken) {
    try {
      var event = QueuedEvent.ofDeadLetter(letter.id(), letter.body()).from("dead letter");
      if (pipeline.surrender(event).mustBeRetried()) {
        return false;
      }
      queues.remove(queue, letter);
      return true;
    } catch (RuntimeException failed) {
      broken.add(failed);
      return false;
    }
  }
}
