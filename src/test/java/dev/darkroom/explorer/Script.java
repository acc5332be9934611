package dev.darkroom.explorer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A step in the middle of its work: what it was begun with, and the replies that it has had. The
 * same replies always lead to the same next call, so each script is run once, however many
 * histories it is part of.
 */
final class Script {
  private static int count;

  final int number = ++count;
  final Work work;
  final Instant startedAt;
  private final List<Reply> replies;
  private final Map<Reply, Script> after = new HashMap<>();
  private Next next;

  /** What a script does next. */
  sealed interface Next {
    record Calls(Call call) implements Next {}

    /** It has ended with this, an exception among others. */
    record Ends(Object result) implements Next {}
  }

  /** The work that is begun: one invocation. */
  record Work(String name, Object input) {}

  /** Runs a script from its start; throws {@link Ports.Stopped} at the first call without reply. */
  interface Runner {
    Object run(Work work);
  }

  private Script(Work work, Instant startedAt, List<Reply> replies) {
    this.work = work;
    this.startedAt = startedAt;
    this.replies = replies;
  }

  static Script begun(Work work, Instant now) {
    return new Script(work, now, List.of());
  }

  Script with(Reply reply) {
    return after.computeIfAbsent(
        reply,
        it -> {
          var longer = new ArrayList<>(replies);
          longer.add(it);
          return new Script(work, startedAt, List.copyOf(longer));
        });
  }

  Next next(Ports ports, Runner runner) {
    if (next == null) {
      next = run(ports, runner);
    }
    return next;
  }

  private Next run(Ports ports, Runner runner) {
    ports.begin(startedAt, replies);
    try {
      return new Next.Ends(runner.run(work));
    } catch (Ports.Stopped stopped) {
      return new Next.Calls(stopped.call);
    } catch (RuntimeException failed) {
      return failed.getCause() instanceof Ports.Stopped stopped
          ? new Next.Calls(stopped.call)
          : new Next.Ends(failed);
    }
  }
}
