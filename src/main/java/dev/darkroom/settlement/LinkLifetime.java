package dev.darkroom.settlement;

import dev.darkroom.base.Bounds;
import dev.darkroom.task.Progress.Listed;
import dev.darkroom.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long the links of a result may work. An image is retried that long. */
record LinkLifetime(SettleConfig config, Clock clock) {
  /** No provider keeps results longer (LiangXin's model keeps media for 14 days). */
  private static final Duration LONGEST = Duration.ofDays(15);

  private static final Duration LEAST = Duration.ofMinutes(15);

  /**
   * The end of the links of a result. It is the latest that the provider said, or else the default
   * lifetime from the first look on. A link that is listed as expired may be so by a wrong clock.
   *
   * @param expireAt when the links expire, where the provider says so
   */
  Instant until(Task task, Optional<Instant> expireAt) {
    var lifetime = expireAt.isPresent() ? LEAST : config.resultLifetime();
    var listed = task.progress().listed().map(Listed::until);
    var least = listed.orElseGet(() -> clock.instant().plus(lifetime));
    var until = expireAt.filter(least::isBefore).orElse(least);
    return Bounds.atMost(until, task.deadline().plus(LONGEST));
  }

  /** Whether no image of the task can be had any more, wherever it may be. */
  boolean isOver(Task task) {
    return !clock.instant().isBefore(end(task));
  }

  /** The end of the known links, or of those that a late result would have. */
  Instant end(Task task) {
    return task.progress()
        .listed()
        .map(Listed::until)
        .orElseGet(() -> task.deadline().plus(config.resultLifetime()));
  }
}
