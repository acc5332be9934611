package dev.darkroom.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.soak.TimedQueue.Received;
import dev.darkroom.soak.TimedQueue.Redrive;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue of a run keeps what SQS promises, on moved time. */
class TimedQueueTest {
  private static final Duration HIDDEN = Duration.ofMinutes(12);

  /** With this seed the first messages are delivered once. */
  private static final long SEED = 1;

  private final ManualClock clock = new ManualClock();
  private final TimedQueue dead = new TimedQueue(clock, HIDDEN, Redrive.NEVER, 0, SEED);
  private final TimedQueue queue = new TimedQueue(clock, HIDDEN, Redrive.to(dead, 2), 1, SEED);

  @Test
  void aDelayedMessageShowsWhenTimeHasMoved() throws InterruptedException {
    queue.send("check", Duration.ofSeconds(5));
    var before = bodies();
    clock.advance(Duration.ofSeconds(5));

    assertThat(before).isEmpty();
    assertThat(bodies()).containsExactly("check");
  }

  @Test
  void aMessageThatIsNotDeletedShowsAgain() throws InterruptedException {
    queue.send("check", Duration.ZERO);
    var first = bodies();
    var hidden = bodies();
    clock.advance(HIDDEN);

    assertThat(first).containsExactly("check");
    assertThat(hidden).isEmpty();
    assertThat(bodies()).containsExactly("check");
  }

  @Test
  void aDeletedMessageIsGone() throws InterruptedException {
    queue.send("check", Duration.ZERO);
    queue.delete(receive().getFirst().receipt());
    clock.advance(HIDDEN);

    assertThat(bodies()).isEmpty();
  }

  @Test
  void aMessageThatIsReceivedTooOftenIsDead() throws InterruptedException {
    queue.send("check", Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      bodies();
      clock.advance(HIDDEN);
    }

    assertThat(queue.bodies()).isEmpty();
    assertThat(dead.bodies()).containsExactly("check");
  }

  @Test
  @Timeout(60)
  void itIsQuietWhenEachConsumerHasComeAgainAndNothingIsVisible() throws InterruptedException {
    queue.send("check", Duration.ZERO);
    boolean whileVisible = queue.isQuiet();
    receive();
    boolean whileUnderWay = queue.isQuiet();
    var consumer = Thread.ofVirtual().start(this::consume);

    assertThat(whileVisible).isFalse();
    assertThat(whileUnderWay).isFalse();
    while (!queue.isQuiet()) {
      Thread.onSpinWait(); // until the consumer waits; if it never does, the test ends by its limit
    }
    consumer.interrupt();
    consumer.join();
    assertThat(queue.isQuiet()).isFalse();
  }

  @Test
  void aMessageThatIsDeliveredTwiceComesAgainThoughItWasDeleted() throws InterruptedException {
    int received = 0;
    for (int i = 0; i < 200; i++) {
      queue.send("check", Duration.ZERO);
      for (var message : receive()) {
        queue.delete(message.receipt());
        received++;
      }
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(received).isBetween(201, 220);
  }

  private void consume() {
    try {
      queue.receive(1, Duration.ofMinutes(1));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> bodies() throws InterruptedException {
    return receive().stream().map(Received::body).toList();
  }

  private List<Received> receive() throws InterruptedException {
    return queue.receive(10, Duration.ZERO);
  }
}
