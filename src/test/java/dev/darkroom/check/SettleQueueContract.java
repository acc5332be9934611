package dev.darkroom.check;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every settle queue promises. */
public abstract class SettleQueueContract {
  private static final Check ONE = Check.of(TaskId.of(new RequestId("one")));
  private static final Check OTHER = Check.of(TaskId.of(new RequestId("other")));

  private final BlockingQueue<Check> arrived = new LinkedBlockingQueue<>();

  /** An empty queue, whose checks go to that consumer; it is asked for once in a test. */
  protected abstract SettleQueue queueTo(Consumer<Check> consumer);

  @Test
  void aCheckArrivesAsItWasPut() {
    var queue = queueTo(arrived::add);
    var check =
        new Check(
            ONE.task(),
            Optional.of(new ProviderTaskRef(new ProviderId("evolink"), "task-\"ä\"-1")),
            7);

    queue.put(check, Duration.ZERO);

    assertThat(nextArrived()).isEqualTo(check);
  }

  @Test
  void aDelayedCheckArrives() {
    var queue = queueTo(arrived::add);

    queue.put(ONE, Duration.ofMillis(1));

    assertThat(nextArrived()).isEqualTo(ONE);
  }

  @Test
  void aCheckIsNotSeenBeforeItsTime() {
    var queue = queueTo(arrived::add);

    queue.put(ONE, SettleQueue.LONGEST_DELAY);
    queue.put(OTHER, Duration.ZERO);

    assertThat(nextArrived()).isEqualTo(OTHER);
    assertThat(arrived).isEmpty();
  }

  @Test
  void aDelayAboveTheLongestIsTaken() {
    var queue = queueTo(arrived::add);

    queue.put(ONE, Duration.ofDays(30));
    queue.put(OTHER, Duration.ofSeconds(-1));

    assertThat(nextArrived()).isEqualTo(OTHER);
  }

  @Test
  void ofManyChecksAllArrive() {
    var queue = queueTo(arrived::add);
    var checks =
        IntStream.range(0, 25)
            .mapToObj(number -> Check.of(TaskId.of(new RequestId("many-" + number))))
            .toList();

    queue.putAll(checks);

    assertThat(Stream.generate(this::nextArrived).limit(25))
        .containsExactlyInAnyOrderElementsOf(checks);
  }

  @Test
  void itSaysHowManyChecksWait() {
    var open = new CountDownLatch(1);
    var queue =
        queueTo(
            check -> {
              await(open);
              arrived.add(check);
            });
    assertThat(queue.waiting()).isZero();

    queue.put(OTHER, SettleQueue.LONGEST_DELAY);
    queue.putAll(Collections.nCopies(40, ONE));
    int whileNobodyIsDone = queue.waiting();
    open.countDown();
    assertThat(Stream.generate(this::nextArrived).limit(40)).containsOnly(ONE);

    assertThat(whileNobodyIsDone).isBetween(30, 40); // a consumer may have taken ten at once
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void noChecksAreNoTrouble() {
    var queue = queueTo(arrived::add);

    queue.putAll(List.of());
    queue.put(ONE, Duration.ZERO);

    assertThat(nextArrived()).isEqualTo(ONE);
  }

  @Test
  void aCheckWhoseConsumerFailedArrivesAgain() {
    var tries = new AtomicInteger();
    var queue =
        queueTo(
            check -> {
              if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
              }
              arrived.add(check);
            });

    queue.put(ONE, Duration.ZERO);

    assertThat(nextArrived()).isEqualTo(ONE);
    assertThat(tries).hasValue(3);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private Check nextArrived() {
    try {
      return requireNonNull(arrived.poll(30, TimeUnit.SECONDS), "nothing arrived");
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
