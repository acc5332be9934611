package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.notification.Notification;
import dev.darkroom.task.NextMove;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Takes a check to its end. The same check any number of times comes to one outcome. */
@ApplicationScoped
public class Settlement {
  private final TaskStore store;
  private final Asking asking;
  private final Doubts doubts;
  private final Patience patience;
  private final Notification notification;
  private final Clock clock;
  private final StepLog log;

  Settlement(
      TaskStore store,
      Asking asking,
      Doubts doubts,
      Patience patience,
      Notification notification,
      Clock clock,
      StepLog log) {
    this.store = store;
    this.asking = asking;
    this.doubts = doubts;
    this.patience = patience;
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
    try {
      settleOnce(check);
    } catch (RuntimeException broken) {
      comeAgain(check, broken);
    }
  }

  /**
   * A check that names the provider's task, perhaps alone, is put back with growing waits: the
   * queue's own few receives would be over in an hour, and a hint is kept until it is settled.
   */
  private void comeAgain(Check check, RuntimeException broken) {
    if (!Patience.mayReturn(check)) {
      throw broken;
    }
    try {
      patience.comeAgain(check);
    } catch (RuntimeException queueFailed) {
      broken.addSuppressed(queueFailed);
      throw broken;
    }
    log.warn(
        "settlement",
        Optional.of(check.task()),
        Optional.empty(),
        "put_back:" + broken.getClass().getSimpleName(),
        Duration.ZERO);
  }

  private void settleOnce(Check check) {
    var watch = StopWatch.start();
    var task = store.find(check.task());
    if (task.isEmpty()) {
      log.warn(
          "settlement", Optional.of(check.task()), Optional.empty(), "unmatched", watch.elapsed());
      return;
    }
    var resumed = Patience.resumed(task.get(), check);
    var settled = settle(task.get(), resumed);
    write(task.get(), settled, watch);
    settled.untold().ifPresent(untold -> follow(notification.publish(untold), resumed));
  }

  /** A provisional failure is told, and still open: the next check is seen to. */
  private void follow(Task told, Check check) {
    if (!told.isProvisional()) {
      return;
    }
    var current = current(told);
    boolean hasWhomToAsk = !current.isWithoutReference() || !current.progress().hints().isEmpty();
    if (hasWhomToAsk) {
      patience.askAgain(current, Optional.empty(), check);
    } else {
      patience.awaitEnd(current);
    }
  }

  /** A channel that wants another try has moved the next check. */
  private Task current(Task after) {
    return after.isPublished() ? after : store.find(after.id()).orElse(after);
  }

  private void write(Task task, Settled settled, StopWatch watch) {
    log.info(
        "settlement",
        settled.untold().orElse(task),
        settled.word(),
        watch.elapsed(),
        settled.measures());
  }

  private Settled settle(Task task, Check check) {
    var move = NextMove.of(task, check.lead(), clock.instant());
    return move instanceof NextMove.Tell ? tell(task, check) : carryOut(task, move, check);
  }

  private Settled carryOut(Task task, NextMove move, Check check) {
    return switch (move) {
      case NextMove.Ask(var ref) -> asking.ask(task, ref, check);
      case NextMove.Verify verify -> doubts.verify(task, verify, check);
      case NextMove.Attach(var ref) -> doubts.attach(task, ref, check);
      case NextMove.Fetch(var ref, var result) -> asking.fetch(task, ref, result, check);
      case NextMove.Doubt _, NextMove.GiveUp _, NextMove.AwaitEnd _, NextMove.Rest _ ->
          doubts.withoutHints(task, move, check);
      case NextMove.Tell _ -> throw new IllegalStateException(task.id() + " is told already");
    };
  }

  private Settled tell(Task task, Check check) {
    try {
      var after = notification.publish(task);
      return after.isPublished() && !after.isProvisional()
          ? Settled.of("told").counting(Counts.told(check))
          : meanwhile(current(after), check);
    } catch (RuntimeException untold) { // thrown on: the check comes again, and tells
      var watch = StopWatch.start();
      write(task, meanwhile(current(task), check), watch);
      throw untold;
    }
  }

  /** Images that still turn up must not die because somebody does not answer his door. */
  private Settled meanwhile(Task after, Check check) {
    return after.isProvisional()
        ? carryOut(after, NextMove.meanwhile(after, check.lead()), check)
        : Settled.of("not_told_yet");
  }
}
