package dev.darkroom.settlement;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

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

  /** Puts the next round of this check on the queue. */
  void askAgain(Task task, Check check) {
    var delay = delay(check);
    queue.put(check.again(), delay);
    keepSweepAway(task, clock.instant().plus(delay).plus(MARGIN));
  }

  /** Nothing new: the provider will ring, or we ask again. */
  void askLater(Task task, Check check) {
    boolean willRing =
        callbacks.isConfigured()
            && task.provider()
                .flatMap(providers::find)
                .filter(ImageProvider::callsBack)
                .isPresent();
    if (willRing) {
      awaitCallback(task);
    } else {
      askAgain(task, check);
    }
  }

  /** With the sweep behind it: later for a task that has taken long already. */
  private void awaitCallback(Task task) {
    var age = Duration.between(task.createdAt(), clock.instant());
    var wait = age.dividedBy(2);
    wait = wait.compareTo(MARGIN) < 0 ? MARGIN : wait;
    wait = wait.compareTo(config.longestWait()) > 0 ? config.longestWait() : wait;
    keepSweepAway(task, clock.instant().plus(wait));
  }

  /** Whether the requester should hear by now that the images could not be had. */
  boolean isOver(Task task, Check check) {
    return check.round() >= config.deliveryRounds() || !clock.instant().isBefore(task.deadline());
  }

  /** Whether the links may still be alive. */
  boolean isWorthTrying(Task task) {
    return clock.instant().isBefore(task.createdAt().plus(config.resultLifetime()));
  }

  private Duration delay(Check check) {
    var wait = config.firstWait().multipliedBy(1L << Math.min(check.round(), MOST_DOUBLINGS));
    var longest =
        config.longestWait().compareTo(SettleQueue.LONGEST_DELAY) > 0
            ? SettleQueue.LONGEST_DELAY
            : config.longestWait();
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  private void keepSweepAway(Task task, Instant wanted) {
    boolean beforeDeadline = clock.instant().isBefore(task.deadline());
    var next = beforeDeadline && wanted.isAfter(task.deadline()) ? task.deadline() : wanted;
    if (task.isOpen() && next.isAfter(task.nextCheckAt())) {
      store.postpone(task.id(), task.nextCheckAt(), next);
    }
  }
}
