package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.notification.Notification;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.NextMove;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Takes a check to its end. The same check any number of times comes to one outcome. */
@ApplicationScoped
public class Settlement {
  private final TaskStore store;
  private final Asking asking;
  private final Notification notification;
  private final Clock clock;
  private final StepLog log;

  Settlement(TaskStore store, Asking asking, Notification notification, Clock clock, StepLog log) {
    this.store = store;
    this.asking = asking;
    this.notification = notification;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Settles what can be settled.
   *
   * @throws RuntimeException if a store, the bucket or a channel failed: the check must come again
   */
  public void settle(Check check) {
    var watch = StopWatch.start();
    var task = store.find(check.task());
    if (task.isEmpty()) {
      log.odd(
          "settlement", Optional.of(check.task()), Optional.empty(), "unmatched", watch.elapsed());
      return;
    }
    var outcome = settle(task.get(), check);
    log.done("settlement", check.task(), task.get().provider(), outcome, watch.elapsed());
  }

  private String settle(Task task, Check check) {
    return switch (NextMove.of(task, check.hint(), clock.instant())) {
      case NextMove.Ask(var ref) -> asking.ask(task, ref, check);
      case NextMove.Fetch(var ref, var result) -> asking.fetch(task, ref, result, check);
      case NextMove.Tell _ -> {
        notification.tell(task);
        yield "told";
      }
      case NextMove.Doubt(var provider) -> {
        store.replace(
            task.inDoubt(
                provider, "the submission was interrupted before its answer", clock.instant()));
        yield "in_doubt";
      }
      case NextMove.GiveUp(var provider) -> {
        giveUp(task, provider);
        yield "gave_up";
      }
      case NextMove.Rest(var why) -> why.name().toLowerCase(Locale.ROOT);
    };
  }

  private void giveUp(Task task, ProviderId provider) {
    var failure =
        Failure.of(
            ErrorCode.SUBMISSION_IN_DOUBT,
            "it was never learnt whether the provider took the task; it may have been billed, and"
                + " was not submitted again",
            provider);
    var failed = task.failed(failure, Finality.PROVISIONAL, Optional.empty(), clock.instant());
    if (store.replace(failed)) {
      notification.tell(failed);
    }
  }
}
