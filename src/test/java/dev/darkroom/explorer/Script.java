package dev.darkroom.explorer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A step in the middle of its work: what it was begun with, and the replies that it has had. The
 * same replies always lead to the same next call, so each script is run once, however many
 * histories it is part of.
 */
final class Script {
  final int number;
  final Work work;
  final Instant startedAt;
  private final List<Reply> replies;
  private final Map<Reply, Script> after = new HashMap<>();
  private final AtomicInteger count;
  private Optional<Next> next = Optional.empty();

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

  private Script(Work work, Instant startedAt, List<Reply> replies, AtomicInteger count) {
    this.number = count.incrementAndGet();
    this.count = count;
    this.work = work;
    this.startedAt = startedAt;
    this.replies = replies;
  }

  /**
   * A script without any reply so far.
   *
   * @param count of all scripts, which numbers them
   */
  static Script begun(Work work, Instant now, AtomicInteger count) {
    return new Script(work, now, List.of(), count);
  }

  /** How many replies it has had. */
  int length() {
    return replies.size();
  }

  /** The same script after one more reply. */
  Script with(Reply reply) {
    return after.computeIfAbsent(
        reply,
        it -> {
          var longer = new ArrayList<>(replies);
          longer.add(it);
          return new Script(work, startedAt, List.copyOf(longer), count);
        });
  }

  /** The next call, or the end: found by one run over the replies, and kept. */
  Next next(Ports ports, Runner runner) {
    if (next.isEmpty()) {
      next = Optional.of(run(ports, runner));
    }
    return next.get();
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
