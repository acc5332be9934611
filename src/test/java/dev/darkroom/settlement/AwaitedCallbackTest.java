package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.Check;
import dev.darkroom.provider.Providers;
import dev.darkroom.testing.RecordingQueue.Entry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A running task: its callback is awaited, or the provider is polled. */
class AwaitedCallbackTest extends CheckSchedulerFixture {
  private static final Duration LONG_AGO = Duration.ofSeconds(66);

  @Test
  void aCallbackIsAwaitedAndTheSweepIsTheSafetyNet() {
    submitted();
    clock.advance(LONG_AGO);

    scheduler.awaitResult(stored(), Optional.empty(), check);

    assertThat(queue.entries()).isEmpty();
    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofMinutes(1)));
  }

  @Test
  void theSweepTakesHalfOfTheTasksAgeAgain() {
    submitted();
    clock.advance(Duration.ofMinutes(6));

    scheduler.awaitResult(stored(), Optional.empty(), check);

    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofMinutes(3)));
  }

  @Test
  void theSweepComesEveryFiveMinutesAtLeast() {
    submitted();
    clock.advance(Duration.ofMinutes(14));

    scheduler.awaitResult(stored(), Optional.empty(), check);

    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofMinutes(5)));
  }

  @Test
  void theSweepLeavesTheProviderAloneForAsLongAsItAsks() {
    submitted();
    clock.advance(LONG_AGO);

    scheduler.awaitResult(stored(), Optional.of(Duration.ofMinutes(4)), check);

    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofMinutes(4)));
  }

  @Test
  void aNextCheckThatIsLaterStaysWhereItIs() {
    submitted();
    store.postpone(request.taskId(), stored().nextCheckAt(), in(Duration.ofMinutes(2)));

    scheduler.awaitResult(stored(), Optional.empty(), check);

    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofMinutes(2)));
  }

  @Test
  void aNextCheckThatIsRightAlreadyCostsNoWrite() {
    submitted();
    store.failOnPostpone();

    scheduler.awaitResult(stored(), Optional.empty(), check);

    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofMinutes(1)));
  }

  @Test
  void theRetryCountIsKeptWhileACallbackIsAwaited() {
    submittedAfter(4);
    clock.advance(LONG_AGO);

    scheduler.awaitResult(stored(), Optional.empty(), check.withRetryCount(4));

    assertThat(stored().progress().retryCount()).isEqualTo(4);
  }

  @Test
  void aProviderThatCalledBackWhileTheTaskRanIsPolled() {
    submitted();
    var rang = check.from(new Check.Source.Callback(clock.instant()));

    scheduler.awaitResult(stored(), Optional.empty(), rang);

    assertThat(queue.entries()).containsExactly(new Entry(rang.again(), config.firstWait()));
  }

  @Test
  void aProviderThatNeverCallsBackIsPolledWithDoublingWaits() {
    acme.neverCallsBack();

    scheduler.awaitResult(submittedAfter(3), Optional.empty(), check.withRetryCount(3));

    assertThat(queue.entries()).containsExactly(queued(4, Duration.ofSeconds(56)));
  }

  @Test
  void aProviderIsPolledWhereNobodyCanCallBack() {
    submitted();

    scheduler(TestingCallback.noAddresses()).awaitResult(stored(), Optional.empty(), check);

    assertThat(queue.entries()).containsExactly(queued(1, config.firstWait()));
  }

  @Test
  void aProviderThatIsGoneIsPolled() {
    submitted();
    var without =
        new CheckScheduler(
            config, Providers.of(), TestingCallback.addresses(), queue, store, clock);

    without.awaitResult(stored(), Optional.empty(), check);

    assertThat(queue.entries()).containsExactly(queued(1, config.firstWait()));
    assertThat(without.firstCheck(stored())).isEqualTo(in(Duration.ofMinutes(1)));
  }

  @Test
  void aRunningTaskIsPolledEveryFiveMinutesAndAsRarelyAsTheProviderAsks() {
    acme.neverCallsBack();

    scheduler.pollForResult(
        submittedAfter(9), Optional.of(Duration.ofMinutes(2)), check.withRetryCount(9));
    scheduler.pollForResult(
        stored(), Optional.of(Duration.ofMinutes(12)), check.withRetryCount(10));

    assertThat(queue.entries())
        .containsExactly(queued(10, Duration.ofMinutes(5)), queued(11, Duration.ofMinutes(12)));
  }
}
