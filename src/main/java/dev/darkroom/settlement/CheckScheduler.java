package dev.darkroom.settlement;

import static dev.darkroom.check.SettleQueue.LONGEST_DELAY;

import dev.darkroom.base.Bounds;
import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Final;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Schedules the next check of a task. The queue carries it as far as a queue can wait; the sweep
 * does so beyond. The record has the retry count.
 *
 * <p>There may be several chains of checks about one task. Only the chain goes on that wrote the
 * record's retry count last, in one conditional write with the time of the next check.
 */
@ApplicationScoped
class CheckScheduler {
  /** Time that the sweep leaves to a check that is on the queue. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  /** Time that submission, too, leaves to the callback or the check on the queue. */
  private static final Duration HEAD_START = Duration.ofMinutes(1);

  /** Times that a broken check is put back; after that the queue's own retries take over. */
  private static final int MOST_RETURNS = 40;

  private final SettleConfig config;
  private final Providers providers;
  private final CallbackAddress callbacks;
  private final SettleQueue queue;
  private final TaskStore store;
  private final Clock clock;
  private final Backoff backoff;
  private final LinkLifetime lifetime;

  CheckScheduler(
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
    backoff = new Backoff(config);
    lifetime = new LinkLifetime(config, clock);
  }

  /** A check of the sweep goes on from the recorded retry count. A callback starts anew. */
  static Check resumed(Task task, Check check) {
    return check.source() instanceof Check.Source.Sweep && check.retryCount() == 0
        ? check.withRetryCount(task.progress().retryCount())
        : check;
  }

  /** How long the links of a result may work. */
  LinkLifetime lifetime() {
    return lifetime;
  }

  /**
   * Schedules a retry of a check that brought nothing.
   *
   * @param notBefore how long the provider wants to be left alone, where it says so
   */
  void retry(Task task, Optional<Duration> notBefore, Check check) {
    schedule(task, backoff.respecting(notBefore, backoff.after(check.retryCount())), check);
  }

  /** Schedules a retry after exactly this wait. */
  void retryAfter(Task task, Duration wait, Check check) {
    schedule(task, wait, check);
  }

  /** Schedules the end of a doubt that nothing but a callback can heal. */
  void awaitDeadline(Task task) {
    putOff(task, task.deadline());
  }

  /**
   * Waits for the callback of a running task, or schedules a poll. A provider that called back
   * while the task was running does not call back again.
   *
   * @param notBefore how long the provider wants to be left alone, where it says so
   */
  void awaitResult(Task task, Optional<Duration> notBefore, Check check) {
    boolean hasCalledBack = check.source() instanceof Check.Source.Callback;
    if (willCallBack(task) && !hasCalledBack) {
      awaitCallback(task, notBefore);
    } else {
      pollForResult(task, notBefore, check);
    }
  }

  /** Schedules a poll of a running task of which no callback will come. */
  void pollForResult(Task task, Optional<Duration> notBefore, Check check) {
    schedule(task, backoff.respecting(notBefore, backoff.whileRunning(check.retryCount())), check);
  }

  /** Retries a check whose race was lost: the next one finds what the other recorded. */
  void putBack(Check check) {
    queue.put(check.again(), Bounds.atMost(backoff.after(check.retryCount()), LONGEST_DELAY));
  }

  /** Whether a failed check is put back: it carries a hint that must not be lost. */
  static boolean mayPutBack(Check check) {
    return check.hint().isPresent() && check.retryCount() < MOST_RETURNS;
  }

  /** Schedules the last check, at the end of the links. */
  void awaitEnd(Task task) {
    putOff(task, lifetime.end(task));
  }

  /**
   * Moves the next check far away, because nothing is known that could be asked about. A hint that
   * was recorded meanwhile must not be put off with it, so this write names the version.
   */
  private void putOff(Task task, Instant until) {
    var next = bounded(task, until);
    if (task.isOpen() && !task.nextCheckAt().equals(next)) {
      store.replace(task.checkedNext(next));
    }
  }

  /** When the sweep checks a task whose reference was just found, as after a submit. */
  Instant firstCheck(Task task) {
    var wait =
        task.provider()
            .flatMap(providers::find)
            .map(ImageProvider::firstCheckAfter)
            .orElse(Duration.ZERO);
    return bounded(task, clock.instant().plus(wait).plus(HEAD_START));
  }

  /**
   * Whether the requester should learn by now that the images could not be had. Links that only our
   * record knows are no part of this: they are tried until they expire.
   */
  boolean isFailureDue(Task task, Check check) {
    return check.retryCount() >= config.deliveryRounds()
        || !clock.instant().isBefore(task.deadline());
  }

  private void schedule(Task task, Duration wanted, Check check) {
    var wait = untilTheEnd(task, wanted);
    boolean fitsTheQueue = wait.compareTo(LONGEST_DELAY) <= 0;
    var next = clock.instant().plus(fitsTheQueue ? wait.plus(MARGIN) : wait);
    boolean goesOn = isCurrent(task, check) && move(task, next, check.again().retryCount());
    if ((fitsTheQueue && goesOn) || isOnlyCarrier(task, check)) {
      queue.put(check.again(), Bounds.atMost(wait, LONGEST_DELAY));
    }
  }

  /** The last check is at the end of the links, not before. */
  private Duration untilTheEnd(Task task, Duration wait) {
    var left = Duration.between(clock.instant(), lifetime.end(task));
    return left.isPositive() ? Bounds.atMost(wait, left) : wait;
  }

  /** Whether no later chain of checks has taken the place of this one. */
  private static boolean isCurrent(Task task, Check check) {
    int recorded = task.progress().retryCount();
    return check.retryCount() == 0 || recorded == 0 || check.retryCount() == recorded;
  }

  /** Whether this check alone holds its hint, so that the sweep cannot replace it. */
  private static boolean isOnlyCarrier(Task task, Check check) {
    return task.isWithoutReference()
        && check.hint().filter(hint -> !task.progress().hints().contains(hint)).isPresent();
  }

  /** Schedules the sweep as the safety net, later for a task that has taken long. */
  private void awaitCallback(Task task, Optional<Duration> notBefore) {
    var age = Duration.between(task.createdAt(), clock.instant()).dividedBy(2);
    var wait = Bounds.atMost(Bounds.atLeast(age, MARGIN), backoff.longestWhileRunning());
    var next = clock.instant().plus(backoff.respecting(notBefore, wait));
    if (next.isAfter(task.nextCheckAt())) {
      move(task, next, task.progress().retryCount());
    }
  }

  private boolean move(Task task, Instant wanted, int retryCount) {
    var next = bounded(task, wanted);
    return task.isOpen()
        && store.postpone(
            task.id(),
            task.nextCheckAt(),
            next,
            Optional.of(new CheckNotes(retryCount, task.progress().notes().percent())));
  }

  /** Never past the deadline; and the notification of a requester is not put off. */
  private Instant bounded(Task task, Instant wanted) {
    if (task.state() instanceof Final && !task.isPublished()) {
      return Bounds.atMost(wanted, task.nextCheckAt());
    }
    boolean isBefore = clock.instant().isBefore(task.deadline());
    return isBefore ? Bounds.atMost(wanted, task.deadline()) : wanted;
  }

  private boolean willCallBack(Task task) {
    return callbacks.isConfigured()
        && task.provider().flatMap(providers::find).filter(ImageProvider::callsBack).isPresent();
  }
}
