package dev.darkroom.notification;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Channels that do not take an outcome: when each is tried again, and what is said of it. */
class NotificationWaitsTest {
  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final ManualClock clock = new ManualClock();
  private final RecordingChannel bus = new RecordingChannel("bus");
  private final RecordingChannel webhook = new RecordingChannel("webhook");
  private final Notification notification =
      RecordingChannel.notification(store, clock, bus, webhook);

  @Test
  void aChannelIsTriedAgainWhenItWantsToBe() {
    webhook.willAnswer(later(Duration.ofMinutes(17)));

    notification.publish(delivered());

    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofMinutes(17)));
  }

  @Test
  void theFirstOfTwoChannelsMakesTheNextCheck() {
    bus.willAnswer(later(Duration.ofMinutes(17)));
    webhook.willAnswer(later(Duration.ofMinutes(9)));

    notification.publish(delivered());

    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofMinutes(9)));
  }

  @Test
  void aChannelThatIsNotDueIsLeftAloneAndCountsForTheNextCheck() {
    bus.willAnswer(later(Duration.ofMinutes(9)));
    webhook.willAnswer(later(Duration.ofMinutes(3)));
    notification.publish(delivered());
    var busIsDue = in(Duration.ofMinutes(9));
    clock.advance(Duration.ofMinutes(3));
    bus.comeBack();
    webhook.willAnswer(later(Duration.ofMinutes(20)));

    notification.publish(stored());

    assertThat(bus.outcomes()).isEmpty();
    assertThat(stored().nextCheckAt()).isEqualTo(busIsDue);
  }

  @Test
  void aCheckBeforeAnyChannelIsDueSendsNothingAndMovesTheNextOneToThatTime() {
    webhook.willAnswer(later(Duration.ofMinutes(9)));
    notification.publish(delivered());
    var due = stored().nextCheckAt();
    store.postpone(stored().id(), due, in(Duration.ofMinutes(1)));
    clock.advance(Duration.ofMinutes(1));
    var before = stored();
    try (var lines = new CapturedLines()) {

      var after = notification.publish(before);

      assertThat(after).isEqualTo(before);
      assertThat(stored().nextCheckAt()).isEqualTo(due);
      assertThat(stored().version()).isEqualTo(before.version());
      assertThat(lines.of("notification")).isEmpty();
    }
  }

  @Test
  void aNextCheckThatIsStillToComeCostsNoWrite() {
    webhook.willAnswer(later(Duration.ofMinutes(9)));
    notification.publish(delivered());
    store.failOnPostpone();

    notification.publish(stored());

    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofMinutes(9)));
  }

  @Test
  void anOutcomeThatEverybodyTookIsToldWithItsStatus() {
    try (var lines = new CapturedLines()) {
      var task = delivered();

      notification.publish(task);

      assertThat(words(lines, task)).containsExactly("INFO succeeded");
    }
  }

  @Test
  void theChannelsThatAreNotThroughAreNamed() {
    bus.willAnswer(later(Duration.ofMinutes(9)));
    webhook.willAnswer(later(Duration.ofMinutes(3)));
    try (var lines = new CapturedLines()) {
      var task = delivered();

      notification.publish(task);

      assertThat(words(lines, task)).containsExactly("WARN not_yet:bus,webhook");
      clock.advance(Duration.ofMinutes(3));
      webhook.comeBack();
      notification.publish(stored());
      assertThat(words(lines, task)).last().isEqualTo("WARN not_yet:bus");
    }
  }

  @Test
  void whatAChannelOfOursSaysOfItsFailureIsInTheRecord() {
    var broken =
        new OutcomeChannel() {
          @Override
          public String name() {
            return "event-bus";
          }

          @Override
          public PublishResult publish(Task task) {
            throw new ChannelException("EventBridge answered ThrottlingException");
          }
        };
    var task = delivered();

    assertThatThrownBy(() -> RecordingChannel.notification(store, clock, broken).publish(task))
        .isInstanceOf(ChannelException.class);

    assertThat(stored().subscribers().history().attempts())
        .extracting(PublishAttempt::text)
        .containsExactly("EventBridge answered ThrottlingException");
    assertThat(stored().nextCheckAt()).isEqualTo(in(Duration.ofMinutes(1)));
  }

  @Test
  void anAttemptThatAnotherWriteHasOvertakenIsListedAndDoesNotCount() {
    webhook.willAnswer(later(Duration.ofMinutes(9)));
    var task = delivered();
    store.replace(task.withSubscriber("another"));

    var after = notification.publish(task);

    assertThat(after).isEqualTo(task);
    assertThat(stored().isPublishedOn("bus")).isFalse();
    assertThat(stored().subscribers().history().attempts())
        .extracting(PublishAttempt::channel)
        .containsExactly("bus", "webhook");
  }

  @Test
  void anAttemptForAnOutcomeThatIsNoLongerThePresentOneIsNotListed() {
    var failed = failed();
    store.replace(failed);
    store.replace(delivered(failed));
    webhook.willAnswer(later(Duration.ofMinutes(9)));

    notification.publish(failed);

    assertThat(stored().subscribers().history().attempts()).isEmpty();
  }

  @Test
  void whereNothingWasAttemptedNothingIsWrittenOverAnotherWrite() {
    bus.willAnswer(new PublishResult.NoSubscriber());
    webhook.willAnswer(new PublishResult.NoSubscriber());
    var task = delivered();
    store.replace(task.withSubscriber("another"));
    var other = stored();

    notification.publish(task);

    assertThat(stored()).isEqualTo(other);
  }

  private PublishResult later(Duration wait) {
    return new PublishResult.Transient("it answered 503", Optional.of(in(wait)));
  }

  private Instant in(Duration time) {
    return clock.instant().plus(time);
  }

  private static List<String> words(CapturedLines lines, Task task) {
    return lines.of("notification", task.id()).stream()
        .map(line -> line.path("level").asText() + " " + line.path("outcome").asText())
        .toList();
  }

  private Task failed() {
    var claim =
        Task.claimed(Examples.request(), ACME, List.of(), clock.instant(), Duration.ofMinutes(1));
    store.claim(claim);
    return claim.failed(
        Failure.of(ErrorCode.DEADLINE_PASSED, "too late", ACME),
        Finality.PROVISIONAL,
        Optional.empty(),
        clock.instant());
  }

  private Task delivered() {
    var claim =
        Task.claimed(Examples.request(), ACME, List.of(), clock.instant(), Duration.ofMinutes(1));
    store.claim(claim);
    var task = delivered(claim);
    assertThat(store.replace(task)).isTrue();
    return task;
  }

  private Task delivered(Task before) {
    return before.delivered(
        Examples.ref(ACME, "t-1"),
        List.of(Examples.stored(before.id(), 0)),
        List.of(),
        List.of(),
        Optional.empty(),
        clock.instant());
  }

  private Task stored() {
    return store.find(Examples.request().taskId()).orElseThrow();
  }
}
