package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.task.Decision;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

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
   * @param ref the provider's task, which is ours
   * @return what came of it
   */
  Settled of(Task task, ProviderTaskRef ref, Decision decision, Check check) {
    return switch (decision) {
      case Decision.Deliver(var done) -> delivering.deliver(task, ref, done, check);
      case Decision.Fail(var failure, var finality) ->
          finality == Finality.CERTAIN
              ? delivering.conclude(task, ref, failure, check)
              : recording.failed(task, ref, failure, finality, check);
      case Decision.Close(var lastWord) -> delivering.conclude(task, ref, lastWord, check);
      case Decision.StillRunning(var notBefore) -> {
        patience.awaitNews(task, notBefore, check);
        yield Settled.of(STILL_RUNNING);
      }
      case Decision.AskAgain(var notBefore) -> askAgain(task, ref, notBefore, check);
      case Decision.Attach _ -> throw new IllegalStateException("no reference of " + task.id());
      case Decision.Ignore _ -> Settled.of("already_settled");
    };
  }

  /** As long as a link may live. */
  private Settled askAgain(
      Task task, ProviderTaskRef ref, Optional<Duration> notBefore, Check check) {
    if (task.state() instanceof Failed && patience.isLifeOver(task)) {
      var end =
          Failure.of(
              ErrorCode.RESULT_EXPIRED,
              "no image came as long as its link could have lived",
              ref.provider());
      return delivering.conclude(task, ref, end, check);
    }
    patience.askAgain(task, notBefore, check);
    return Settled.of(STILL_RUNNING);
  }
}
