package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.control.ControlResult;
import dev.darkroom.control.ControlResult.AlreadyQueued;
import dev.darkroom.control.ControlResult.NotReplayable;
import dev.darkroom.control.ControlResult.Recorded;
import dev.darkroom.notification.PublishResult;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.PublicationReport;
import dev.darkroom.task.PublicationReport.Status;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.testing.Examples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Outcomes and replays with two things that go wrong at once. */
class OutcomeFaultsTest {
  private static final Duration LONG = Duration.ofMinutes(30);

  private final RecordingChannel webhook = new RecordingChannel("webhook");
  private final RecordingChannel bus = new RecordingChannel("event-bus");
  private final TestingTokens tokens = new TestingTokens();
  private final TaskWorld world = new TaskWorld(request(), webhook, bus, tokens.channel());

  @Test
  void anAnswerThatIsLostAndAWriteThatIsLostSendTheSameOutcomeAgain() {
    webhook.losesAnswers();
    webhook.duringNext(() -> world.store.failOnNextWrites(1));
    delivered();
    webhook.comeBack();

    world.pass(LONG);

    assertThat(webhook.outcomes()).hasSizeBetween(2, 3);
    assertThat(world.outcomes()).containsExactly("succeeded");
    assertThat(bus.outcomeIds()).isEqualTo(webhook.outcomeIds());
    assertThat(report("webhook").status()).isEqualTo(Status.TAKEN);
    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.queue.dead()).isEmpty();
  }

  @Test
  void anAttemptWhoseWriteLosesItsAnswerIsListedOnce() {
    webhook.willAnswer(new PublishResult.Transient("it answered 503"));
    webhook.duringNext(() -> world.store.loseAnswersOfNextReplaces(1));
    delivered();

    assertThat(report("webhook").attempts()).extracting(PublishAttempt::text).hasSize(1);
    webhook.comeBack();
    world.pass(LONG);

    assertThat(webhook.outcomes()).hasSize(1);
    assertThat(bus.outcomes()).hasSize(1);
    assertThat(report("webhook").attempts())
        .extracting(PublishAttempt::text)
        .containsExactly("it answered 503", "taken");
  }

  @Test
  void aProcessThatDiesBetweenPostAndRecordWithALossyQueueIsMadeGoodByTheSweep() {
    webhook.duringNext(
        () -> {
          world.store.failOnNextWrites(2);
          world.queue.loseMessages();
        });
    delivered();

    world.pass(LONG);

    assertThat(webhook.outcomes()).hasSizeBetween(2, 3);
    assertThat(world.outcomes()).containsExactly("succeeded");
    assertThat(world.stored().isOpen()).isFalse();
  }

  @Test
  void aChannelOfOursThatBreaksIsAnAttemptWithANextTry() {
    bus.goDown();

    delivered();

    var broken = report("event-bus");
    assertThat(broken.status()).isEqualTo(Status.WAITING);
    assertThat(broken.attempts())
        .extracting(PublishAttempt::text)
        .containsOnly("Darkroom failed: IllegalStateException");
    assertThat(broken.nextTryAt()).contains(world.stored().nextCheckAt());
    assertThat(world.stored().nextCheckAt()).isAfter(world.clock.instant());
    bus.comeBack();
    world.pass(LONG);
    assertThat(report("event-bus").status()).isEqualTo(Status.TAKEN);
    assertThat(report("event-bus").attemptCount()).isGreaterThanOrEqualTo(2);
    assertThat(webhook.outcomes()).hasSize(1);
  }

  @Test
  void ofTwoSettlesAtOnceTheLosersAttemptIsListedAndDoesNotCount() {
    webhook.duringNext(() -> world.settlement.settle(Check.of(world.request.taskId())));

    delivered();

    assertThat(webhook.outcomes()).hasSize(2);
    assertThat(world.outcomes()).containsExactly("succeeded");
    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.stored().subscribers().publications()).hasSize(2).doesNotHaveDuplicates();
    assertThat(report("webhook").attemptCount()).isEqualTo(2);
    assertThat(report("webhook").status()).isEqualTo(Status.TAKEN);
  }

  @Test
  void whatTheLosersReceiverTookIsSentAgainIfTheWinnersDidNot() {
    webhook.duringNext(
        () -> {
          webhook.willAnswer(new PublishResult.Transient("it answered 503"));
          world.settlement.settle(Check.of(world.request.taskId()));
          webhook.comeBack();
        });

    delivered();

    assertThat(report("webhook").status()).isEqualTo(Status.WAITING);
    assertThat(report("webhook").attempts())
        .extracting(PublishAttempt::text)
        .containsExactly("it answered 503", "taken");
    world.pass(LONG);
    assertThat(webhook.outcomes()).hasSize(2);
    assertThat(world.outcomes()).containsExactly("succeeded");
    assertThat(world.stored().isOpen()).isFalse();
  }

  @Test
  void aReplayDuringTheFirstSendingIsNotSwallowedByIt() {
    webhook.duringNext(() -> assertThat(replay()).isInstanceOf(Recorded.class));

    delivered();
    world.pass(LONG);

    assertThat(webhook.outcomes()).hasSize(2);
    assertThat(world.outcomes()).containsExactly("succeeded");
    assertThat(report("webhook").attemptCount()).isEqualTo(2);
    assertThat(world.stored().isOpen()).isFalse();
  }

  @Test
  void twoReplaysAtOnceAreOneMoreDelivery() {
    delivered();
    world.store.beforeNextReplace(() -> assertThat(replay()).isInstanceOf(Recorded.class));

    assertThat(replay()).isInstanceOf(AlreadyQueued.class);
    assertThat(replay()).isInstanceOf(AlreadyQueued.class);
    world.pass(LONG);

    assertThat(webhook.outcomes()).hasSize(2);
    assertThat(world.outcomes()).containsExactly("succeeded");
    assertThat(bus.outcomes()).as("no other channel is touched").hasSize(1);
    assertThat(world.stored().isOpen()).isFalse();
    assertThat(replay()).as("it was sent: another one is another").isInstanceOf(Recorded.class);
  }

  @Test
  void aReplayWhileTheReplayIsBeingSentAddsNothing() {
    delivered();
    replay();
    webhook.duringNext(() -> assertThat(replay()).isInstanceOf(AlreadyQueued.class));

    world.pass(LONG);

    assertThat(webhook.outcomes()).hasSize(2);
    assertThat(world.stored().isOpen()).isFalse();
  }

  @Test
  void aReplayWhoseAnswerIsLostWithItsCheckIsSentBySweepAndOnce() {
    delivered();
    world.queue.loseMessages();
    world.store.loseAnswersOfNextReplaces(1);
    try {
      replay();
    } catch (RuntimeException answerLost) {
      assertThat(replay()).as("the caller repeats it").isInstanceOf(AlreadyQueued.class);
    }

    world.pass(LONG);

    assertThat(webhook.outcomes()).hasSize(2);
    assertThat(world.stored().isOpen()).isFalse();
  }

  @Test
  void aReplayIsRefusedBeforeTheEndAndWhereNobodyIs() {
    world.submitted();
    assertThat(replay()).isInstanceOf(NotReplayable.class);

    world.acme.willReport(success(1));
    world.ring(world.acme.ref());
    world.pass(Duration.ofSeconds(5));

    assertThat(reasonFor(NotificationChannel.TASK_TOKEN)).isEqualTo(NotReplayable.Reason.USED_ONCE);
    assertThat(replay(NotificationChannel.EVENT_BUS)).isInstanceOf(Recorded.class);
  }

  @Test
  void aLateDeliveryTakesThePlaceOfTheFailureThatAReceiverDidNotTake() {
    webhook.willAnswer(new PublishResult.Transient("it answered 503"));
    world.submitted();
    world.acme.willReport(answered503());
    world.pass(world.request.delivery().deadline().plusMinutes(40));
    var provisional = world.stored();
    world.acme.willReport(success(1));
    world.store.failOnNextWrites(1);
    world.pass(Duration.ofMinutes(65));
    webhook.comeBack();
    world.pass(Duration.ofHours(5));

    assertThat(world.outcomes())
        .as("the failure is not sent after it")
        .containsExactly("succeeded-late");
    assertThat(bus.outcomeIds())
        .as("who took the failure gets both, under two ids")
        .containsExactly(provisional.outcomeId(), world.stored().outcomeId());
    assertThat(reports())
        .extracting(
            one ->
                one.publication().channel() + " " + one.type().word() + " " + one.status().text())
        .containsExactlyInAnyOrder(
            "webhook provisional superseded",
            "event-bus provisional taken",
            "webhook late taken",
            "event-bus late taken",
            "task-token late none");
    assertThat(world.stored().isOpen()).isFalse();
  }

  @Test
  void aSubscriberThatJoinsAReplayIsServedOnceAndTheReplayToo() {
    delivered();
    replay();
    world.store.replace(world.stored().withSubscriber("AQC/joined"));
    webhook.duringNext(() -> world.store.failOnNextWrites(1));

    world.pass(LONG);

    assertThat(tokens.calls()).extracting(TestingTokens.Call::token).containsExactly("AQC/joined");
    assertThat(webhook.outcomes()).as("the write after the second was lost").hasSize(3);
    assertThat(webhook.outcomeIds()).hasSize(1);
    assertThat(bus.outcomes()).hasSize(1);
    assertThat(world.stored().isOpen()).isFalse();
  }

  private void delivered() {
    world.submitted();
    world.acme.willReport(success(1));
    world.ring(world.acme.ref());
    world.pass(Duration.ofSeconds(5));
  }

  private ControlResult replay() {
    return replay(NotificationChannel.WEBHOOK);
  }

  private ControlResult replay(NotificationChannel channel) {
    return world.control.replay().replay(new EitherId(world.request.id().value()), channel);
  }

  private NotReplayable.Reason reasonFor(NotificationChannel channel) {
    return ((NotReplayable) replay(channel)).reason();
  }

  private List<PublicationReport> reports() {
    return PublicationReport.all(world.stored());
  }

  private PublicationReport report(String channel) {
    return reports().stream()
        .filter(one -> one.publication().channel().equals(channel))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private static GenerationRequest request() {
    var plain = Examples.request();
    return new GenerationRequest(
        plain.id(),
        plain.model(),
        plain.spec(),
        plain.preference(),
        new DeliveryOptions(
            plain.delivery().deadline(),
            Optional.empty(),
            Optional.of(new NotifyTarget(URI.create("https://example.com/done"), List.of())),
            Map.of()));
  }
}
