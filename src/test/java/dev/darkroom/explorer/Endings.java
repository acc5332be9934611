package dev.darkroom.explorer;

import dev.darkroom.control.ControlResult;
import dev.darkroom.control.DeletionResult;
import dev.darkroom.explorer.Script.Work;
import dev.darkroom.explorer.World.Live;
import dev.darkroom.explorer.World.Message;
import dev.darkroom.submission.SubmissionResult;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** How invocations end, and what comes back of what they carried. */
record Endings(Scenario scenario, Interner values, Effects effects, Judge judge) {
  /** An invocation that dies gives its message back after this. */
  private static final Duration VISIBILITY = Duration.ofMinutes(2);

  World ended(World world, Live live, Object result) {
    judge.ended(result);
    if (result instanceof DeletionResult) {
      return world.with(Part.DELETING, values.of(false)).ends(live);
    }
    if (result instanceof ControlResult.Recorded) {
      return decided(world, live.script().work).ends(live);
    }
    boolean isFailed = result instanceof RuntimeException;
    boolean mustRetry = result instanceof SubmissionResult end && end.mustBeRetried();
    boolean isGivenUp = live.script().work.name().equals(Steps.SURRENDER);
    if (isFailed || (mustRetry && !isGivenUp)) {
      return comesBack(world.ends(live), live);
    }
    boolean isTaken = isEvent(live) && !(result instanceof SubmissionResult.Rejected);
    return isTaken ? waits(world, live.script().work).ends(live) : world.ends(live);
  }

  World dies(World world, Live live) {
    return comesBack(world.ends(live), live);
  }

  private World decided(World world, Work work) {
    var all = new TreeSet<>(world.get(Part.DECIDED));
    all.add(work.name() + " " + work.input());
    return world.with(Part.DECIDED, values.of(Set.copyOf(all)));
  }

  /**
   * An event that was taken hands its token over: somebody must hand it back. That of a rejected
   * event is handed back by its door.
   */
  private World waits(World world, Work submit) {
    var all = new TreeSet<>(world.get(Part.WAITING));
    all.add(Steps.token((Integer) submit.input()));
    return world.with(Part.WAITING, values.of(Set.copyOf(all)));
  }

  /** What an invocation carried comes back: its check, or its event. */
  private World comesBack(World world, Live live) {
    return live.message()
        .map(message -> returned(world, message))
        .orElse(world.owed(world.owed() || isEvent(live)));
  }

  private static boolean isEvent(Live live) {
    var name = live.script().work.name();
    return name.equals(Steps.SUBMIT) || name.equals(Steps.SURRENDER);
  }

  private World returned(World world, Message message) {
    int received = message.received() + 1;
    return received < scenario.receives()
        ? effects.queued(
            world, new Message(message.check(), world.now().plus(VISIBILITY), received))
        : effects.dead(world, message.check());
  }
}
