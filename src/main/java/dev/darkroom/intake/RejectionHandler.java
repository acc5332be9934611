package dev.darkroom.intake;

import dev.darkroom.answer.Problem;
import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.log.StepLog;
import dev.darkroom.notification.TaskTokenClient;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/** Handles events that never become a task. */
@ApplicationScoped
class RejectionHandler {
  private final TaskStore store;
  private final TaskTokenClient client;
  private final Clock clock;
  private final StepLog log;

  RejectionHandler(TaskStore store, TaskTokenClient client, Clock clock, StepLog log) {
    this.store = store;
    this.client = client;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Records the refusal for a sender that gets no answer, and notifies a waiting state machine. A
   * failure of the first does not prevent the second.
   *
   * @throws RuntimeException if either failed; a retry is safe
   */
  void recordAndNotify(
      Problem problem, Event event, RequestId id, String source, Optional<String> token) {
    try {
      store.keepRefusal(
          new Refusal(
              id, source, problem.code(), problem.detail(), problem.errors(), clock.instant()));
    } catch (RuntimeException notRecorded) {
      notifyNevertheless(problem, event, token, notRecorded);
      throw notRecorded;
    }
    notify(problem, event, token);
  }

  private void notifyNevertheless(
      Problem problem, Event event, Optional<String> token, RuntimeException notRecorded) {
    try {
      notify(problem, event, token);
    } catch (RuntimeException notNotified) {
      notRecorded.addSuppressed(notNotified);
    }
  }

  /**
   * Counts the refusal, and hands the task token back, whatever carried the event: its state
   * machine would wait for ever. This holds also where the sender gets an answer: the sender need
   * not be the state machine.
   *
   * @param token of the waiting state machine
   */
  void notify(Problem problem, Event event, Optional<String> token) {
    log.event(
        Step.INTAKE,
        event.trace(),
        "refused:" + problem.code(),
        Duration.ZERO,
        Measures.one(Metric.REFUSED, problem.code()));
    token.ifPresent(waiting -> client.refusal(problem, waiting));
  }

  /**
   * Hands back the tokens that joined a request which no provider takes now. Only the sender gets
   * the answer, and nobody promises that it will retry. A failed token stops no other.
   *
   * @throws RuntimeException if Step Functions could not be reached; a retry of the same event is
   *     safe
   */
  void notifySubscribers(Task notTaken) {
    var failures = new ArrayList<RuntimeException>();
    for (var token : notTaken.subscribers().tokens()) {
      try {
        client.outcome(notTaken, token);
      } catch (RuntimeException failed) {
        failures.add(failed);
      }
    }
    if (!failures.isEmpty()) {
      var first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }
}
