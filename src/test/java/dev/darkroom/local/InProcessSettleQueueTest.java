package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.check.SettleQueueContract;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InProcessSettleQueueTest extends SettleQueueContract {
  private static final Check CHECK = Check.of(TaskId.of(new RequestId("one")));

  private final InProcessSettleQueue queue =
      new InProcessSettleQueue(2, Duration.ofMillis(1), Clock.systemUTC());

  @AfterEach
  void stop() {
    queue.close();
  }

  @Override
  protected SettleQueue queueTo(Consumer<Check> consumer) {
    queue.consume(consumer);
    return queue;
  }

  @Test
  void whatComesBeforeTheConsumerWaitsForIt() throws Exception {
    var arrived = new CountDownLatch(1);

    queue.put(CHECK, Duration.ZERO);
    queue.consume(check -> arrived.countDown());

    assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aDelayIsOverWhenTheClockSaysSo() throws Exception {
    var clock = new ManualClock();
    try (var slow = new InProcessSettleQueue(1, Duration.ofMillis(1), clock)) {
      var arrived = new CountDownLatch(1);
      slow.consume(check -> arrived.countDown());

      slow.put(CHECK, Duration.ofMinutes(10));
      assertThat(slow.isIdle()).isTrue();
      clock.advance(Duration.ofMinutes(10));

      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void asManyAsThereArePlacesAreConsumedAtOnceAndNoMore() throws Exception {
    var pair = new CyclicBarrier(2);
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var done = new CountDownLatch(40);
    queue.consume(
        check -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          await(pair);
          running.decrementAndGet();
          done.countDown();
        });

    IntStream.range(0, 40).forEach(number -> queue.put(CHECK, Duration.ZERO));

    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(2);
  }

  @Test
  void aClosedQueueTakesNothingAndLetsItsConsumerGo() throws Exception {
    var started = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    queue.consume(
        check -> {
          started.countDown();
          try {
            never.await();
          } catch (InterruptedException expected) {
            interrupted.countDown();
          }
        });
    queue.put(CHECK, Duration.ZERO);
    assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

    queue.close();

    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> queue.put(CHECK, Duration.ZERO))
        .isInstanceOf(RejectedExecutionException.class);
  }

  private static void await(CyclicBarrier pair) {
    try {
      pair.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new IllegalStateException(alone);
    }
  }
}
