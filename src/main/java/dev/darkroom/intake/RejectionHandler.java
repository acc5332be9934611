package dev.darkroom.intake;

import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.log.StepLog;
import dev.darkroom.notification.TaskTokenClient;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;

/** Handles events that never become a task. */
@ApplicationScoped
public class RejectionHandler {
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
  public void recordAndNotify(
      Rejection rejection, Event event, RequestId id, Optional<String> token) {
    try {
      store.keepRefusal(
          new Refusal(
              id,
              event.source(),
              rejection.code().text(),
              rejection.detail(),
              rejection.faults(),
              clock.instant()));
    } catch (RuntimeException notRecorded) {
      notifyNevertheless(rejection, event, id, token, notRecorded);
      throw notRecorded;
    }
    notify(rejection, event, id, token);
  }

  private void notifyNevertheless(
      Rejection rejection,
      Event event,
      RequestId id,
      Optional<String> token,
      RuntimeException notRecorded) {
    try {
      notify(rejection, event, id, token);
    } catch (RuntimeException notNotified) {
      notRecorded.addSuppressed(notNotified);
    }
  }

  /**
   * Counts the refusal, and hands the task token back. Otherwise its state machine would wait for
   * ever. This holds also where the sender gets an answer: the sender need not be the state
   * machine.
   *
   * @param token of the waiting state machine
   */
  public void notify(Rejection rejection, Event event, RequestId id, Optional<String> token) {
    log.refused(
        Step.INTAKE,
        new StepLog.Refused(
            id, event.source(), rejection.faults().stream().findFirst().map(Fault::path)),
        event.trace(),
        "refused:" + rejection.code().text(),
        Measures.one(Metric.REFUSED, rejection.code().text()));
    token.ifPresent(waiting -> client.rejection(rejection, waiting));
  }

  /**
   * Hands back the tokens that joined a request which no provider takes now. Only the sender gets
   * the answer, and nobody promises that it will retry. A failed token stops no other.
   *
   * @throws RuntimeException if Step Functions could not be reached; a retry of the same event is
   *     safe
   */
  public void notifySubscribers(Task notTaken) {
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
