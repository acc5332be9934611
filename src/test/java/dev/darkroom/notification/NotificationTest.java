package dev.darkroom.notification;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.task.DueWindow;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskStore.DueTask;
import dev.darkroom.task.TimelineEntry;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class NotificationTest {
  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final ManualClock clock = new ManualClock();
  private final RecordingChannel bus = new RecordingChannel("bus");
  private final RecordingChannel webhook = new RecordingChannel("webhook");
  private final Notification notification =
      RecordingChannel.notification(store, clock, bus, webhook);
  private final GenerationRequest wish = Examples.request();

  @Test
  void everyChannelGetsTheOutcomeAndTheTaskIsClosed() {
    var told = notification.publish(delivered());

    assertThat(bus.outcomeIds()).containsExactly(told.outcomeId());
    assertThat(webhook.outcomeIds()).containsExactly(told.outcomeId());
    assertThat(stored()).isEqualTo(told);
    assertThat(stored().isOpen()).isFalse();
    assertThat(due(clock.instant().plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void aChannelThatIsDownStopsNoOtherAndKeepsTheTaskOpen() {
    bus.goDown();
    var task = delivered();

    assertThatThrownBy(() -> notification.publish(task)).hasMessage("the channel is down");

    assertThat(webhook.outcomes()).hasSize(1);
    assertThat(stored().isOpen()).isTrue();
    assertThat(stored().isPublishedOn("webhook")).isTrue();
    assertThat(stored().isPublishedOn("bus")).isFalse();
    assertThat(due(clock.instant().plus(Duration.ofMinutes(1)))).hasSize(1);
  }

  @Test
  void aCompletedChannelIsNotRepeatedBecauseOfAnother() {
    bus.goDown();
    var task = delivered();
    assertThatThrownBy(() -> notification.publish(task)).isInstanceOf(IllegalStateException.class);
    bus.comeBack();

    var told = notification.publish(stored());

    assertThat(told.isOpen()).isFalse();
    assertThat(bus.outcomes()).hasSize(1);
    assertThat(webhook.outcomes()).hasSize(1);
  }

  @Test
  void twoChannelsThatAreDownFailTogether() {
    bus.goDown();
    webhook.goDown();
    var task = delivered();

    assertThatThrownBy(() -> notification.publish(task))
        .satisfies(both -> assertThat(both.getSuppressed()).hasSize(1));

    assertThat(stored().subscribers().history().attempts())
        .extracting(one -> one.channel() + ": " + one.text())
        .containsExactly(
            "bus: Darkroom failed: IllegalStateException",
            "webhook: Darkroom failed: IllegalStateException");
    assertThat(stored().subscribers().publications()).isEmpty();
    assertThat(stored().isOpen()).isTrue();
  }

  @Test
  void aCrashBetweenPublishingAndRecordingPublishesAgainWithTheSameId() {
    var task = delivered();
    store.failOnReplace();
    assertThatThrownBy(() -> notification.publish(task)).isInstanceOf(FailingStore.Down.class);
    store.comeBack();
    assertThat(stored().isOpen()).isTrue();

    notification.publish(stored());

    assertThat(bus.outcomes()).hasSize(2);
    assertThat(bus.outcomeIds()).hasSize(1);
    assertThat(stored().isOpen()).isFalse();
  }

  @Test
  void manyPublicationsAtOnceHaveOneOutcomeAndCloseOnce() throws Exception {
    var task = delivered();

    Callable<Task> tell = () -> notification.publish(task);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(Collections.nCopies(20, tell));
    }

    assertThat(bus.outcomeIds()).hasSize(1);
    assertThat(stored().timeline().entries())
        .filteredOn(one -> one.outcome().equals("told"))
        .hasSize(1);
  }

  @Test
  void whoIsToBeTriedAgainKeepsTheTaskOpenForTheSweepWithGrowingWaits() {
    webhook.willAnswer(new PublishResult.Transient("it answered 503"));

    var first = notification.publish(delivered());
    assertThat(first.isOpen()).isTrue();
    assertThat(dueIn()).isEqualTo(Duration.ofMinutes(1));

    clock.advance(Duration.ofMinutes(3));
    notification.publish(stored());
    assertThat(dueIn()).isEqualTo(Duration.ofMinutes(3));

    clock.advance(Duration.ofHours(3));
    notification.publish(stored());
    assertThat(dueIn()).isEqualTo(Duration.ofMinutes(4));
    assertThat(bus.outcomes()).hasSize(1);
  }

  @Test
  void aChannelThatGaveUpIsNotedAndClosesTheTask() {
    webhook.willAnswer(new PublishResult.Permanent("it answered 410"));

    notification.publish(delivered());

    assertThat(stored().isOpen()).isFalse();
    assertThat(stored().timeline().entries())
        .extracting(TimelineEntry::outcome)
        .endsWith("webhook given up: it answered 410", "told");
  }

  @Test
  void aChannelThatGaveUpIsNotAskedAgainForTheSakeOfAnother() {
    webhook.willAnswer(new PublishResult.Permanent("it answered 410"));
    bus.willAnswer(new PublishResult.Transient("later"));
    notification.publish(delivered());
    webhook.willAnswer(new PublishResult.Published());
    bus.comeBack();

    notification.publish(stored());

    assertThat(webhook.outcomes()).isEmpty();
    assertThat(stored().timeline().entries())
        .extracting(TimelineEntry::outcome)
        .containsOnlyOnce("webhook given up: it answered 410");
  }

  @Test
  void theAgeOfAnOutcomeDoesNotStartAnewWithEveryChannel() {
    webhook.willAnswer(new PublishResult.Transient("it answered 503"));
    var task = delivered();
    clock.advance(Duration.ofHours(1));

    assertThat(notification.publish(task).timeline().updatedAt())
        .isEqualTo(task.timeline().updatedAt());
    assertThat(stored().timeline().updatedAt()).isEqualTo(task.timeline().updatedAt());
  }

  @Test
  void aLateDeliveryIsAnotherOutcomeThanTheFailure() {
    var failed =
        claimed()
            .failed(
                Failure.of(ErrorCode.DEADLINE_PASSED, "too late", ACME),
                Finality.PROVISIONAL,
                Optional.empty(),
                clock.instant());
    store.replace(failed);
    notification.publish(failed);
    var late = delivered(stored());

    notification.publish(late);

    assertThat(bus.outcomeIds())
        .containsExactly(
            wish.taskId() + "-mwoxfuo0-failed", wish.taskId() + "-mwoxfuo0-succeeded-late");
    assertThat(webhook.outcomeIds()).isEqualTo(bus.outcomeIds());
  }

  @Test
  void whoCameInBetweenLeavesTheTaskOpenForTheNextRound() {
    var task = delivered();
    store.replace(task.withSubscriber("another"));

    assertThat(notification.publish(task).isOpen()).isTrue();

    assertThat(stored().isOpen()).isTrue();
    assertThat(stored().tokens()).containsExactly("another");
  }

  private List<DueTask> due(Instant at) {
    return store.due(DueWindow.upTo(at), Optional.empty(), 10).tasks();
  }

  private Duration dueIn() {
    return Duration.between(clock.instant(), stored().nextCheckAt());
  }

  private Task claimed() {
    var task = Task.claimed(wish, ACME, List.of(), clock.instant(), Duration.ofMinutes(1));
    store.claim(task);
    return task;
  }

  private Task delivered() {
    return delivered(claimed());
  }

  private Task delivered(Task before) {
    var task =
        before.delivered(
            Examples.ref(ACME, "t-1"),
            List.of(Examples.stored(wish.taskId(), 0)),
            List.of(),
            List.of(),
            Optional.empty(),
            clock.instant());
    assertThat(store.replace(task)).isTrue();
    return task;
  }

  private Task stored() {
    return store.find(wish.taskId()).orElseThrow();
  }
}
