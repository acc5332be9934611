package dev.darkroom.intake;

import dev.darkroom.answer.Problem;
import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.log.StepLog;
import dev.darkroom.notification.HandBack;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/** What is done about an event that can never become a task. */
@ApplicationScoped
class TurningAway {
  private final TaskStore store;
  private final HandBack handBack;
  private final Clock clock;
  private final StepLog log;

  TurningAway(TaskStore store, HandBack handBack, Clock clock, StepLog log) {
    this.store = store;
    this.handBack = handBack;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Keeps why, for a sender who hears nothing, and tells whoever waits. Neither depends on the
   * other: whoever waits is told also where nothing can be kept.
   *
   * @throws RuntimeException if either failed; the same again is safe
   */
  void keepAndTell(
      Problem problem, Event event, RequestId id, String source, Optional<String> token) {
    try {
      store.keepRefusal(
          new Refusal(
              id, source, problem.code(), problem.detail(), problem.errors(), clock.instant()));
    } catch (RuntimeException notKept) {
      tellAnyway(problem, event, token, notKept);
      throw notKept;
    }
    tell(problem, event, token);
  }

  private void tellAnyway(
      Problem problem, Event event, Optional<String> token, RuntimeException notKept) {
    try {
      tell(problem, event, token);
    } catch (RuntimeException notTold) {
      notKept.addSuppressed(notTold);
    }
  }

  /**
   * Lets a state machine that would wait for ever go on, whatever carried its event: also where the
   * sender hears the answer that need not be the state machine, which overlooks it.
   *
   * @param token of one who waits
   */
  void tell(Problem problem, Event event, Optional<String> token) {
    log.aside(
        "intake",
        event.trace(),
        "refused:" + problem.code(),
        Duration.ZERO,
        Measures.one(Metric.REFUSED, problem.code()));
    token.ifPresent(waiting -> handBack.refusal(problem, waiting));
  }

  /**
   * Lets those go on who joined a wish that no provider takes now: its sender hears the answer, and
   * nobody says that it will try again. One that cannot be told hinders no other.
   *
   * @throws RuntimeException if Step Functions was not to be had; the same event again is safe
   */
  void tellOthers(Task notTaken) {
    var broken = new ArrayList<RuntimeException>();
    for (var token : notTaken.audience().tokens()) {
      try {
        handBack.outcome(notTaken, token);
      } catch (RuntimeException notTold) {
        broken.add(notTold);
      }
    }
    if (!broken.isEmpty()) {
      var first = broken.removeFirst();
      broken.forEach(first::addSuppressed);
      throw first;
    }
  }
}
