package dev.darkroom.settlement;

import dev.darkroom.callback.CallbackAddress;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.Progress.Listed;
import dev.darkroom.task.Task;
import dev.darkroom.testing.RecordingQueue.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A scheduler of one task: what it queues, and when the sweep is to come. */
abstract class CheckSchedulerFixture extends SettlementFixture {
  final SettleConfig config =
      new TestingSettleConfig(
          Duration.ofSeconds(7), Duration.ofMinutes(40), 3, Duration.ofHours(20));
  final CheckScheduler scheduler = scheduler(TestingCallback.addresses());

  CheckScheduler scheduler(CallbackAddress addresses) {
    return new CheckScheduler(config, Providers.of(acme), addresses, queue, store, clock);
  }

  /** The stored task, with so many checks in a row that brought nothing. */
  Task submittedAfter(int retries) {
    submitted();
    store.replace(
        stored()
            .knowing(stored().progress().withRetryCount(retries))
            .progressed(List.of(), clock.instant()));
    return stored();
  }

  /** The stored task, with a result whose links live until then. */
  Task listedUntil(Instant until) {
    submitted();
    var progress = stored().progress();
    var listed =
        progress.imagesKnown(
            progress.stored(), progress.missing(), Optional.of(new Listed(1, until)));
    store.replace(stored().knowing(listed).progressed(List.of(), clock.instant()));
    return stored();
  }

  Entry queued(int retryCount, Duration delay) {
    return new Entry(check.withRetryCount(retryCount), delay);
  }

  Instant in(Duration time) {
    return clock.instant().plus(time);
  }
}
