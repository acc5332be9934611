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

  private final Clock clock;
  private final Duration visibility;
  private final Redrive redrive;
  private final int consumers;
  private final Random random;
  private final TreeSet<Held> messages =
      new TreeSet<>(Comparator.comparing(Held::visibleAt).thenComparing(Held::number));
  private final Map<Long, Held> byNumber = new HashMap<>();
  private long count;
  private long received;
  private int waitingConsumers;

  /**
   * An empty queue.
   *
   * @param visibility how long a received message is hidden
   * @param consumers how many there are; each has done with what it took when it comes again
   * @param seed of what is delivered twice
   */
  TimedQueue(Clock clock, Duration visibility, Redrive redrive, int consumers, long seed) {
    this.clock = clock;
    this.visibility = visibility;
    this.redrive = redrive;
    this.consumers = consumers;
    this.random = new Random(seed);
  }

  synchronized void send(String body, Duration delay) {
    count++;
    put(new Held(count, body, clock.instant().plus(delay), 0));
    notifyAll();
  }

  /**
   * Takes up to so many messages.
   *
   * @param patience in real time
   */
  synchronized List<Received> receive(int most, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    waitingConsumers++;
    try {
      var taken = visible(most);
      while (taken.isEmpty() && System.nanoTime() < end) {
        wait(20); // the clock may have moved meanwhile
        taken = visible(most);
      }
      return taken;
    } finally {
      waitingConsumers--;
    }
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
    if (random.nextInt(TWICE_OF) == 0) {
      send(message.body(), random.nextBoolean() ? Duration.ZERO : SOON);
    }
    put(message.hiddenUntil(now.plus(visibility)));
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

  /** Whether no message is visible, and every consumer waits for the next one. */
  synchronized boolean isQuiet() {
    boolean isEmpty = messages.isEmpty() || messages.first().isHidden(clock.instant());
    return isEmpty && waitingConsumers >= consumers;
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

  /** A message that lies there. */
  record Held(long number, String body, Instant visibleAt, int receives) {
    boolean isHidden(Instant now) {
      return visibleAt.isAfter(now);
    }

    Held hiddenUntil(Instant next) {
      return new Held(number, body, next, receives + 1);
    }

    Held shownAgainAt(Instant next) {
      return new Held(number, body, next, receives);
    }
  }
}
