package dev.darkroom.settlement;

import static dev.darkroom.check.SettleQueue.LONGEST_DELAY;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Made;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When to ask again: doubling waits, on the queue, with the sweep behind it. */
@ApplicationScoped
class Patience {
  /** The sweep keeps out of the way of a check that is on the queue. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final int MOST_DOUBLINGS = 16;

  private final SettleConfig config;
  private final Providers providers;
  private final CallbackAddress callbacks;
  private final SettleQueue queue;
  private final TaskStore store;
  private final Clock clock;

  Patience(
      SettleConfig config,
      Providers providers,
      CallbackAddress callbacks,
      SettleQueue queue,
      TaskStore store,
      Clock clock) {
    this.config = config;
    this.providers = providers;
    this.callbacks = callbacks;
    this.queue = queue;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Puts the next round of this check on the queue.
   *
   * @param notBefore how long the provider wants to be left alone, where it says so
   */
  void askAgain(Task task, Optional<Duration> notBefore, Check check) {
    var delay = longer(delay(check), notBefore);
    queue.put(check.again(), delay);
    keepSweepAway(task, clock.instant().plus(delay).plus(MARGIN));
  }

  /** Nothing new: the provider will ring, or we ask again. */
  void askLater(Task task, Optional<Duration> notBefore, Check check) {
    boolean willRing =
        callbacks.isConfigured()
            && task.provider()
                .flatMap(providers::find)
                .filter(ImageProvider::callsBack)
                .isPresent();
    if (willRing) {
      awaitCallback(task, notBefore);
    } else {
      askAgain(task, notBefore, check);
    }
  }

  /** With the sweep behind it: later for a task that has taken long already. */
  private void awaitCallback(Task task, Optional<Duration> notBefore) {
    var age = Duration.between(task.createdAt(), clock.instant());
    var wait = age.dividedBy(2);
    wait = wait.compareTo(MARGIN) < 0 ? MARGIN : wait;
    wait = wait.compareTo(config.longestWait()) > 0 ? config.longestWait() : wait;
    keepSweepAway(task, clock.instant().plus(longer(wait, notBefore)));
  }

  /**
   * Whether the requester should hear by now that the images could not be had. Not of links that
   * are known to our record alone: those are kept until they are dead.
   */
  boolean isOver(Task task, Check check) {
    if (task.state() instanceof Made) {
      return false;
    }
    return check.round() >= config.deliveryRounds() || !clock.instant().isBefore(task.deadline());
  }

  /**
   * Whether the links may still be alive at the next round.
   *
   * @param expireAt when they die, where the provider says so
   */
  boolean isWorthTrying(Task task, Optional<Instant> expireAt, Check check) {
    var end = expireAt.orElseGet(() -> task.createdAt().plus(config.resultLifetime()));
    return clock.instant().plus(delay(check)).isBefore(end);
  }

  private Duration delay(Check check) {
    var wait = config.firstWait().multipliedBy(1L << Math.min(check.round(), MOST_DOUBLINGS));
    var longest =
        config.longestWait().compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : config.longestWait();
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  /** What the provider asks for, as far as the queue can wait: the round after sees to the rest. */
  private static Duration longer(Duration own, Optional<Duration> notBefore) {
    return notBefore
        .filter(asked -> asked.compareTo(own) > 0)
        .map(asked -> asked.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : asked)
        .orElse(own);
  }

  private void keepSweepAway(Task task, Instant wanted) {
    boolean beforeDeadline = clock.instant().isBefore(task.deadline());
    var next = beforeDeadline && wanted.isAfter(task.deadline()) ? task.deadline() : wanted;
    if (task.isOpen() && next.isAfter(task.nextCheckAt())) {
      store.postpone(task.id(), task.nextCheckAt(), next);
    }
  }
}
