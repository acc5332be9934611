package dev.darkroom.settlement;

import static dev.darkroom.check.SettleQueue.LONGEST_DELAY;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.Progress.Listed;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Final;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to ask again: doubling waits, on the queue as far as it can wait, by the sweep beyond, with
 * the round in the record.
 *
 * <p>Of several chains of checks about one task one goes on: the one that wrote the record's round
 * last, in one conditional write with the time of the next check.
 */
@ApplicationScoped
class Patience {
  /** The sweep keeps out of the way of a check that is on the queue. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  /** A task that runs may be done at any moment, and somebody waits for it. */
  private static final Duration LONGEST_WAIT_FOR_NEWS = Duration.ofMinutes(5);

  /** What submission, too, leaves to the ring or the check on the queue. */
  private static final Duration HEAD_START = Duration.ofMinutes(1);

  /** No provider keeps results longer (LiangXin's model keeps media for 14 days). */
  private static final Duration LONGEST_LIFE = Duration.ofDays(15);

  private static final Duration LEAST_LIFE = Duration.ofMinutes(15);
  private static final int MOST_DOUBLINGS = 16;

  /** So often a check that could not even be looked into is put back; then the queue's own. */
  private static final int MOST_RETURNS = 40;

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

  /** A check that the sweep began goes on from the round in the record; a ring starts anew. */
  static Check resumed(Task task, Check check) {
    return check.source() instanceof Check.Source.Sweep && check.round() == 0
        ? check.atRound(task.progress().round())
        : check;
  }

  /**
   * Has another check follow on one that brought nothing.
   *
   * @param notBefore how long the provider wants to be left alone, where it says so
   */
  void askAgain(Task task, Optional<Duration> notBefore, Check check) {
    ask(task, longer(delay(check, config.longestWait()), notBefore), check);
  }

  /**
   * It runs over there: its provider will ring, or we ask again. A provider that rang while it was
   * running does not ring again.
   *
   * @param notBefore how long the provider wants to be left alone, where it says so
   */
  void awaitNews(Task task, Optional<Duration> notBefore, Check check) {
    boolean hasRung = check.source() instanceof Check.Source.Callback;
    if (willRing(task) && !hasRung) {
      awaitCallback(task, notBefore);
    } else {
      askForNews(task, notBefore, check);
    }
  }

  /** It runs over there, and nobody will say when it is done. */
  void askForNews(Task task, Optional<Duration> notBefore, Check check) {
    ask(task, longer(delay(check, longestWaitForNews()), notBefore), check);
  }

  /** Somebody else recorded something meanwhile: the check comes again and finds it. */
  void comeAgain(Check check) {
    queue.put(check.again(), atMost(delay(check, config.longestWait()), LONGEST_DELAY));
  }

  /** Whether a check that failed carries what must not be lost, and may still be put back. */
  static boolean mayReturn(Check check) {
    return check.hint().isPresent() && check.round() < MOST_RETURNS;
  }

  /** Nobody can be asked until the end: the sweep looks once more then. */
  void awaitEnd(Task task) {
    var end = end(task);
    if (!task.nextCheckAt().equals(end)) {
      move(task, end, task.progress().round());
    }
  }

  /** When a task whose reference was just found is looked at by the sweep, as after a submit. */
  Instant firstCheck(Task task) {
    var wait =
        task.provider()
            .flatMap(providers::find)
            .map(ImageProvider::firstCheckAfter)
            .orElse(Duration.ZERO);
    return bounded(task, clock.instant().plus(wait).plus(HEAD_START));
  }

  /**
   * Whether the requester should hear by now that the images could not be had. Not of links that
   * are known to our record alone: those are kept until they are dead.
   */
  boolean isOver(Task task, Check check) {
    return check.round() >= config.deliveryRounds() || !clock.instant().isBefore(task.deadline());
  }

  /**
   * Until when the links of a result may live: the longest that the provider said, else the default
   * life from the first look on. What it lists as over may be of a clock that is wrong.
   *
   * @param expireAt when they die, where the provider says so
   */
  Instant linksUntil(Task task, Optional<Instant> expireAt) {
    var life = expireAt.isPresent() ? LEAST_LIFE : config.resultLifetime();
    var listed = task.progress().listed().map(Listed::until);
    var least = listed.orElseGet(() -> clock.instant().plus(life));
    var until = expireAt.filter(least::isBefore).orElse(least);
    return earlier(until, task.deadline().plus(LONGEST_LIFE));
  }

  /** Whether no image of the task can be had any more, wherever it may be. */
  boolean isLifeOver(Task task) {
    return !clock.instant().isBefore(end(task));
  }

  /** The end of the links that are known; without any, of those that a late result would have. */
  private Instant end(Task task) {
    return task.progress()
        .listed()
        .map(Listed::until)
        .orElseGet(() -> task.deadline().plus(config.resultLifetime()));
  }

  private void ask(Task task, Duration wanted, Check check) {
    var wait = untilTheEnd(task, wanted);
    boolean fitsTheQueue = wait.compareTo(LONGEST_DELAY) <= 0;
    var next = clock.instant().plus(fitsTheQueue ? wait.plus(MARGIN) : wait);
    boolean goesOn = isCurrent(task, check) && move(task, next, check.again().round());
    if ((fitsTheQueue && goesOn) || isOnlyCarrier(task, check)) {
      queue.put(check.again(), atMost(wait, LONGEST_DELAY));
    }
  }

  /** The last look is at the end, not before. */
  private Duration untilTheEnd(Task task, Duration wait) {
    var left = Duration.between(clock.instant(), end(task));
    return left.isPositive() ? atMost(wait, left) : wait;
  }

  /** Whether no later chain of checks has taken this one's place. */
  private static boolean isCurrent(Task task, Check check) {
    int recorded = task.progress().round();
    return check.round() == 0 || recorded == 0 || check.round() == recorded;
  }

  /** Whether the hint of this check is written nowhere else: the sweep cannot bring it again. */
  private static boolean isOnlyCarrier(Task task, Check check) {
    return task.isWithoutReference()
        && check.hint().filter(hint -> !task.progress().hints().contains(hint)).isPresent();
  }

  /** With the sweep behind it: later for a task that has taken long already. */
  private void awaitCallback(Task task, Optional<Duration> notBefore) {
    var age = Duration.between(task.createdAt(), clock.instant()).dividedBy(2);
    var wait = atMost(age.compareTo(MARGIN) < 0 ? MARGIN : age, longestWaitForNews());
    var next = clock.instant().plus(longer(wait, notBefore));
    if (next.isAfter(task.nextCheckAt())) {
      move(task, next, task.progress().round());
    }
  }

  private boolean move(Task task, Instant wanted, int round) {
    return task.isOpen()
        && store.postpone(task.id(), task.nextCheckAt(), bounded(task, wanted), Optional.of(round));
  }

  /** Never past the deadline; and whoever is still to be told is not put off. */
  private Instant bounded(Task task, Instant wanted) {
    if (task.state() instanceof Final && !task.isPublished()) {
      return earlier(wanted, task.nextCheckAt());
    }
    boolean isBefore = clock.instant().isBefore(task.deadline());
    return isBefore ? earlier(wanted, task.deadline()) : wanted;
  }

  private boolean willRing(Task task) {
    return callbacks.isConfigured()
        && task.provider().flatMap(providers::find).filter(ImageProvider::callsBack).isPresent();
  }

  private Duration longestWaitForNews() {
    return atMost(LONGEST_WAIT_FOR_NEWS, config.longestWait());
  }

  private Duration delay(Check check, Duration longest) {
    var wait = config.firstWait().multipliedBy(1L << Math.min(check.round(), MOST_DOUBLINGS));
    return atMost(wait, longest);
  }

  /** What the provider asks for, as far as we wait at all: the round after sees to the rest. */
  private Duration longer(Duration own, Optional<Duration> notBefore) {
    return notBefore
        .filter(asked -> asked.compareTo(own) > 0)
        .map(asked -> atMost(asked, longest(own)))
        .orElse(own);
  }

  private Duration longest(Duration own) {
    return own.compareTo(config.longestWait()) > 0 ? own : config.longestWait();
  }

  private static Duration atMost(Duration wait, Duration longest) {
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
