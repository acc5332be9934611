package dev.darkroom.soak;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/**
 * A queue of SQS on moved time: delays, visibility, redelivery and dead letters follow the clock.
 * One message in fifty is delivered twice.
 */
final class TimedQueue {
  private static final int TWICE_OF = 50;
  private static final Duration SOON = Duration.ofSeconds(1);

  /** In real time: a consumer that has not answered by then never got the message. */
  private static final Duration LOST = Duration.ofSeconds(4);

  private final Clock clock;
  private final Duration visibility;
  private final Redrive redrive;
  private final Random random;
  private final TreeSet<Held> messages =
      new TreeSet<>(Comparator.comparing(Held::visibleAt).thenComparing(Held::number));
  private final Map<Long, Held> byNumber = new HashMap<>();
  private long count;
  private long received;

  /**
   * An empty queue.
   *
   * @param visibility how long a received message is hidden
   * @param seed of what is delivered twice
   */
  TimedQueue(Clock clock, Duration visibility, Redrive redrive, long seed) {
    this.clock = clock;
    this.visibility = visibility;
    this.redrive = redrive;
    this.random = new Random(seed);
  }

  synchronized void send(String body, Duration delay) {
    count++;
    put(new Held(count, body, clock.instant().plus(delay), 0, Optional.empty()));
    notifyAll();
  }

  /**
   * Takes up to so many messages.
   *
   * @param patience in real time
   */
  synchronized List<Received> receive(int most, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    var taken = visible(most);
    while (taken.isEmpty() && System.nanoTime() < end) {
      wait(20); // the clock may have moved meanwhile
      taken = visible(most);
    }
    return taken;
  }

  private List<Received> visible(int most) {
    var taken = new ArrayList<Received>();
    var now = clock.instant();
    while (taken.size() < most && !messages.isEmpty() && !messages.first().isHidden(now)) {
      take(messages.removeFirst(), now).ifPresent(taken::add);
    }
    received += taken.size();
    return taken;
  }

  private Optional<Received> take(Held message, Instant now) {
    if (redrive.isDead(message)) {
      byNumber.remove(message.number());
      return Optional.empty();
    }
    boolean isTwice = random.nextInt(TWICE_OF) == 0;
    put(message.hiddenUntil(now.plus(isTwice ? SOON : visibility)));
    return Optional.of(new Received(Long.toString(message.number()), message.body()));
  }

  synchronized void delete(String receipt) {
    find(receipt).ifPresent(this::remove);
  }

  /** Hides a received message for so long from now; zero shows it at once. */
  synchronized void hide(String receipt, Duration time) {
    find(receipt)
        .ifPresent(
            message -> {
              remove(message);
              put(message.shownAgainAt(clock.instant().plus(time)));
            });
    notifyAll();
  }

  /** How many messages a consumer could have now. */
  synchronized int waiting() {
    var now = clock.instant();
    int waiting = 0;
    for (var message : messages) {
      if (message.isHidden(now)) {
        break;
      }
      waiting++;
    }
    return waiting;
  }

  /** Whether no message is visible or with a consumer, or soon will be. */
  synchronized boolean isQuiet() {
    var soon = clock.instant().plus(SOON);
    long lost = System.nanoTime() - LOST.toNanos();
    return messages.stream().allMatch(it -> it.isHidden(soon) && !it.isUnderWay(lost));
  }

  /** The consumer is dead: what it had shows again when its time is over. */
  synchronized void forgetConsumer() {
    for (var message : List.copyOf(messages)) {
      remove(message);
      put(message.left());
    }
  }

  /** The bodies of all that lie there. */
  synchronized List<String> bodies() {
    return messages.stream().map(Held::body).toList();
  }

  synchronized long received() {
    return received;
  }

  private Optional<Held> find(String receipt) {
    return Optional.ofNullable(byNumber.get(Long.valueOf(receipt)));
  }

  private void put(Held message) {
    messages.add(message);
    byNumber.put(message.number(), message);
  }

  private void remove(Held message) {
    messages.remove(message);
    byNumber.remove(message.number());
  }

  /** What becomes of a message that was received too often. */
  interface Redrive {
    /** Nothing: it is received again, for ever. */
    Redrive NEVER = message -> false;

    /** Whether the message is taken away. */
    boolean isDead(Held message);

    /** It goes to another queue, after so many receives. */
    static Redrive to(TimedQueue dead, int receives) {
      return message -> {
        boolean isDead = message.receives() >= receives;
        if (isDead) {
          dead.send(message.body(), Duration.ZERO);
        }
        return isDead;
      };
    }
  }

  /** A message as a consumer has it. */
  record Received(String receipt, String body) {}

  /**
   * A message that lies there.
   *
   * @param takenAt when a consumer that lives took it, in real nanoseconds
   */
  record Held(long number, String body, Instant visibleAt, int receives, Optional<Long> takenAt) {
    boolean isUnderWay(long since) {
      return takenAt.filter(at -> at > since).isPresent();
    }

    boolean isHidden(Instant now) {
      return visibleAt.isAfter(now);
    }

    Held hiddenUntil(Instant next) {
      return new Held(number, body, next, receives + 1, Optional.of(System.nanoTime()));
    }

    Held shownAgainAt(Instant next) {
      return new Held(number, body, next, receives, Optional.empty());
    }

    Held left() {
      return new Held(number, body, visibleAt, receives, Optional.empty());
    }
  }
}
