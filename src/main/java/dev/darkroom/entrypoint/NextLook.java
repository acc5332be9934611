package dev.darkroom.entrypoint;

import dev.darkroom.base.Bounds;
import dev.darkroom.query.LongPoll;
import dev.darkroom.task.Task;
import java.time.Duration;
import java.time.Instant;

/** When it is worth asking again about a generation that is not over. */
final class NextLook {
  private static final Duration SOONEST = Duration.ofSeconds(2);
  private static final Duration LATEST = Duration.ofSeconds(30);

  private NextLook() {}

  /** The reply, with {@code Retry-After} where the generation is not over. */
  static HttpReply in(HttpReply reply, Task task, Instant now) {
    return LongPoll.isOver(task)
        ? reply
        : reply.with("retry-after", Long.toString(wait(task, now).toSeconds()));
  }

  /**
   * Until the provider's estimate, where there is one and it has not passed; else a quarter of the
   * age, so that a task that takes long is not asked about all the time.
   */
  private static Duration wait(Task task, Instant now) {
    var age = Duration.between(task.createdAt(), now);
    var left = task.terms().estimate().map(estimate -> estimate.minus(age));
    return Bounds.atLeast(
        Bounds.atMost(left.filter(Duration::isPositive).orElse(age.dividedBy(4)), LATEST), SOONEST);
  }
}
