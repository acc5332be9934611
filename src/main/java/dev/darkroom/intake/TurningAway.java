package dev.darkroom.intake;

import dev.darkroom.answer.Problem;
import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.log.StepLog;
import dev.darkroom.notification.HandBack;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
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

  /** Keeps why, for a sender who hears nothing. */
  void keep(Problem problem, RequestId id, String source) {
    store.keepRefusal(
        new Refusal(
            id, source, problem.code(), problem.detail(), problem.errors(), clock.instant()));
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
}
