package dev.darkroom.explorer;

import dev.darkroom.explorer.World.Stage;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;

/** The invariants, after every call and at the end. */
final class Judge {
  private static final int MOST_CALLS = 150;
  private final int mostPaid;

  /**
   * A judge.
   *
   * @param mostPaid how many tasks of one request may be paid for
   */
  Judge(int mostPaid) {
    this.mostPaid = mostPaid;
  }

  /** An invariant does not hold. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String what) {
      super(what);
    }
  }

  /** A step fails because a port did, and for no other reason. */
  void ended(Object result) {
    boolean isPorts =
        result instanceof Ports.Down
            || (result instanceof Throwable failed && failed.getCause() instanceof Ports.Down);
    if (result instanceof Throwable failed && !isPorts) {
      throw new Broken("a step broke: " + failed);
    }
  }

  /** No step makes calls without end. */
  void begins(Script script) {
    if (script.length() > MOST_CALLS) {
      throw new Broken("a step never ends: " + script.work);
    }
  }

  World after(World before, Call call, World after) {
    if (after.get(Part.THEIRS).size() > mostPaid) {
      throw new Broken("paid twice: " + after.get(Part.THEIRS));
    }
    boolean isEarly =
        call instanceof Call.UseToken(_, var isSuccess)
            && before.task().filter(task -> mayRelease(task, isSuccess)).isEmpty();
    if (isEarly) {
      throw new Broken("a token is released before the outcome is recorded");
    }
    if (after.task().filter(task -> isWronglyFree(task, after)).isPresent()) {
      throw new Broken("said to be not taken, and was");
    }
    if (!before.hasSameTask(after) && before.task().isPresent()) {
      transition(before.task().get(), after.task().orElseThrow());
    }
    return after;
  }

  /** A task that says that nothing was spent, and whose claim a provider took. */
  private static boolean isWronglyFree(Task task, World world) {
    var key = IdempotencyKey.of(task).value();
    return task.isNotAccepted()
        && world.get(Part.THEIRS).stream().anyMatch(one -> one.key().equals(key));
  }

  /** A refusal may be told while the next claim of the id runs. */
  private static boolean mayRelease(Task task, boolean isSuccess) {
    return isSuccess
        ? task.state() instanceof Delivered
        : task.state() instanceof TaskState.Final || task.revision().attempt() > 1;
  }

  private static void transition(Task before, Task after) {
    boolean isAllowed =
        switch (before.state()) {
          case Delivered state -> after.state().equals(state);
          case Failed(_, var finality, _) ->
              switch (finality) {
                case CERTAIN -> after.state().equals(before.state());
                case NOT_ACCEPTED ->
                    after.state().isCancelled()
                        || after.state().equals(before.state())
                        || after.state() instanceof TaskState.Claimed;
                case DISCARDED -> after.state().isCancelled();
                case PROVISIONAL ->
                    after.state() instanceof Delivered(_, _, _, var late)
                        ? late
                        : after.state() instanceof Failed(_, var next, _)
                            && next != Finality.NOT_ACCEPTED;
              };
          case TaskState.Open _ -> true;
        };
    if (!isAllowed) {
      throw new Broken("a final state changed: " + before.state() + " -> " + after.state());
    }
  }

  /** Whether a paid image may stay away: people did not want it. */
  private static boolean mayEndWithout(Task task, World world) {
    return task.state() instanceof Delivered
        || world.get(Part.DECIDED).stream()
            .anyMatch(one -> one.startsWith(Steps.ABANDON) || one.equals(Steps.CANCEL + " DROP"))
        || (task.state().isCancelled() && isDropped(world));
  }

  /** Whether a cancel may have been written whose answer was lost. */
  private static boolean isDropped(World world) {
    return world.get(Part.DECIDED).isEmpty();
  }

  void atTheEnd(World world) {
    var theirs = world.get(Part.THEIRS);
    boolean isAnyDone = theirs.stream().anyMatch(one -> one.stage() == Stage.DONE);
    boolean isEachDone = theirs.stream().allMatch(one -> one.stage() == Stage.DONE);
    var task = world.task();
    if (task.isEmpty()) {
      if (isAnyDone) {
        throw new Broken("paid, and no record");
      }
      return;
    }
    var there = task.get();
    if (there.isOpen()) {
      throw new Broken("still open: " + there.state());
    }
    boolean isInTime =
        world.get(Part.THEIRS).stream()
            .anyMatch(
                one -> one.at().isBefore(there.deadline().plus(World.LINKS).minusSeconds(3600)));
    if (isAnyDone && isEachDone && isInTime && world.known() && !mayEndWithout(there, world)) {
      throw new Broken("paid, known, and lost: " + there.state());
    }
    if (there.state() instanceof Delivered && !isAnyDone) {
      throw new Broken("delivered, and never paid");
    }
    if (!there.isNotAccepted()
        && !world
            .get(Part.TOLD)
            .contains(NotificationChannel.EVENT_BUS.text() + " " + there.outcomeId())) {
      throw new Broken(
          "the outcome is not told: " + there.outcomeId() + " of " + world.get(Part.TOLD));
    }
    for (var token : world.get(Part.WAITING)) {
      if (!world.get(Part.TOKENS).containsKey(token)) {
        throw new Broken("a state machine waits for ever: " + token);
      }
    }
  }
}
