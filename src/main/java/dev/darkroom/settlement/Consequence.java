package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.task.Decision;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;

/** Carries a decision out. */
@ApplicationScoped
class Consequence {
  static final String STILL_RUNNING = "still_running";

  private final Delivering delivering;
  private final Recording recording;
  private final Patience patience;

  Consequence(Delivering delivering, Recording recording, Patience patience) {
    this.delivering = delivering;
    this.recording = recording;
    this.patience = patience;
  }

  /**
   * Carries it out.
   *
   * @return what came of it
   */
  Settled of(Task task, ProviderTaskRef ref, Decision decision, Check check) {
    return switch (decision) {
      case Decision.Deliver(var done) -> delivering.deliver(task, ref, done, check);
      case Decision.Fail(var failure, var finality) ->
          recording.failed(task, ref, failure, finality, check);
      case Decision.Attach _ -> recording.attached(task, ref, check);
      case Decision.AskAgain(var notBefore) -> {
        patience.askLater(task, notBefore, check);
        yield Settled.of(STILL_RUNNING);
      }
      case Decision.Ignore _ -> Settled.of("already_settled");
    };
  }
}
