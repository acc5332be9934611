package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
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
   * Settles what can be settled, and has it told: the record first, then its line, then the word.
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
    var settled = settle(task.get(), check);
    write(task.get(), settled, watch);
    settled.untold().ifPresent(notification::tell);
  }

  private void write(Task task, Settled settled, StopWatch watch) {
    log.done(
        "settlement",
        settled.untold().orElse(task),
        settled.word(),
        watch.elapsed(),
        settled.measures());
  }

  private Settled settle(Task task, Check check) {
    return switch (NextMove.of(task, check.hint(), clock.instant())) {
      case NextMove.Ask(var ref) -> asking.ask(task, ref, check);
      case NextMove.Fetch(var ref, var result) -> asking.fetch(task, ref, result, check);
      case NextMove.Tell _ -> tell(task, check);
      case NextMove.Doubt(var provider) -> doubt(task, provider);
      case NextMove.GiveUp(var provider) -> giveUp(task, provider, check);
      case NextMove.Rest(var why) -> Settled.of(why.name().toLowerCase(Locale.ROOT));
    };
  }

  private Settled tell(Task task, Check check) {
    try {
      var after = notification.tell(task);
      return after.told()
          ? Settled.of("told").counting(Counts.told(check))
          : meanwhile(after, check);
    } catch (RuntimeException untold) { // thrown on: the check comes again, and tells
      var watch = StopWatch.start();
      write(task, meanwhile(task, check), watch);
      throw untold;
    }
  }

  /** Images that still turn up must not die because somebody does not answer his door. */
  private Settled meanwhile(Task after, Check check) {
    return NextMove.meanwhile(after, check.hint()) instanceof NextMove.Ask(var ref)
        ? asking.ask(after, ref, check)
        : Settled.of("not_told_yet");
  }

  private Settled doubt(Task task, ProviderId provider) {
    var why = "the submission was interrupted before its answer";
    boolean isMine = store.replace(task.inDoubt(provider, why, clock.instant()));
    return Settled.of("in_doubt").counting(isMine ? Measures.one(Metric.IN_DOUBT) : Measures.NONE);
  }

  private Settled giveUp(Task task, ProviderId provider, Check check) {
    var failure =
        Failure.of(
            ErrorCode.SUBMISSION_IN_DOUBT,
            "it was never learnt whether the provider took the task; it may have been billed, and"
                + " was not submitted again",
            provider);
    var failed = task.failed(failure, Finality.PROVISIONAL, Optional.empty(), clock.instant());
    return store.replace(failed)
        ? new Settled("gave_up", Counts.of(failed, check, Optional.empty()), Optional.of(failed))
        : Settled.of("lost_race");
  }
}
