package dev.darkroom.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.soak.TimedQueue.Received;
import dev.darkroom.soak.TimedQueue.Redrive;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queue of a run keeps what SQS promises, on moved time. */
class TimedQueueTest {
  private static final Duration HIDDEN = Duration.ofMinutes(12);

  /** With this seed the first messages are delivered once. */
  private static final long SEED = 1;

  private final ManualClock clock = new ManualClock();
  private final TimedQueue dead = new TimedQueue(clock, HIDDEN, Redrive.NEVER, SEED);
  private final TimedQueue queue = new TimedQueue(clock, HIDDEN, Redrive.to(dead, 2), SEED);

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
  void itIsQuietWhenNobodyHasAMessageAndNoneIsVisible() throws InterruptedException {
    queue.send("check", Duration.ZERO);
    boolean whileVisible = queue.isQuiet();
    receive();
    boolean whileUnderWay = queue.isQuiet();
    queue.forgetConsumer();

    assertThat(whileVisible).isFalse();
    assertThat(whileUnderWay).isFalse();
    assertThat(queue.isQuiet()).isTrue();
  }

  private List<String> bodies() throws InterruptedException {
    return receive().stream().map(Received::body).toList();
  }

  private List<Received> receive() throws InterruptedException {
    return queue.receive(10, Duration.ZERO);
  }
}
