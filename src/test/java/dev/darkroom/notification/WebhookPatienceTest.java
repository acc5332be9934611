package dev.darkroom.notification;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.PublicationReport;
import dev.darkroom.task.PublicationReport.Status;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.PublishHistory;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks over 72 hours of moved time, through the real channel, as the sweep brings them. */
class WebhookPatienceTest {
  private static final Duration LATENESS_OF_THE_SWEEP = Duration.ofSeconds(50);

  private final InMemoryTaskStore store = new InMemoryTaskStore();
  private final ManualClock clock = new ManualClock();
  private final RecordingChannel bus = new RecordingChannel("event-bus");
  private final List<Duration> calls = new ArrayList<>();
  private WebhookServer requester;
  private Notification notification;
  private Task task;
  private Instant start;

  @BeforeEach
  void open() throws Exception {
    requester = new WebhookServer();
    var post = requester.post();
    var webhook =
        new WebhookChannel(
            TestingNotify.signing(),
            new TestingNotify.OneSecret(),
            () -> post,
            ImageBucket.UNKNOWN,
            new Json(),
            clock);
    notification = RecordingChannel.notification(store, clock, webhook, bus);
    task = delivered();
    start = clock.instant();
  }

  @AfterEach
  void close() {
    requester.close();
  }

  @Test
  void aReceiverThatIsDownIsTriedForSeventyTwoHoursWithGrowingWaits() {
    requester.answers(503);

    untilToldOr(Duration.ofDays(30));

    assertThat(calls).as("8 in the first three hours, then one every four").hasSize(26);
    assertThat(calls.getFirst()).isZero();
    assertThat(calls.getLast()).isBetween(Duration.ofHours(72), Duration.ofHours(73));
    assertThat(waits().subList(0, 8))
        .allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofHours(3)))
        .isSorted();
    assertThat(waits())
        .allSatisfy(
            wait ->
                assertThat(wait)
                    .isBetween(Duration.ofMinutes(1), Duration.ofHours(4).plusMinutes(1)));
    assertThat(report().status()).isEqualTo(Status.GIVEN_UP);
    assertThat(report().attemptCount()).isEqualTo(calls.size());
    assertThat(report().attempts().getLast().text()).isEqualTo("it answered 503, for 72 hours");
    assertThat(report().nextTryAt()).isEmpty();
    assertThat(stored().isOpen()).isFalse();
  }

  @Test
  void theRecordKeepsTheLastTwentyAttemptsAndTheirNumber() {
    requester.answers(503);

    untilToldOr(Duration.ofHours(60));

    var history = stored().subscribers().history();
    assertThat(history.attempts()).hasSize(PublishHistory.MOST_ATTEMPTS);
    assertThat(report().attemptCount()).isEqualTo(calls.size()).isGreaterThan(20);
    assertThat(report().status()).isEqualTo(Status.WAITING);
    assertThat(report().nextTryAt()).contains(stored().nextCheckAt());
    assertThat(history.attempts())
        .as("the only attempt of another channel is not lost with the oldest")
        .filteredOn(one -> one.channel().equals("event-bus"))
        .extracting(PublishAttempt::text)
        .containsExactly("taken");
    assertThat(bus.outcomes()).hasSize(1);
  }

  /** A gateway gives 404 while what is behind it is deployed. */
  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 422, 500, 502, 503})
  void aDeploymentOfTheReceiverLosesNothing(int status) {
    requester.answers(status);
    untilToldOr(Duration.ofMinutes(20));

    requester.answers(204);
    untilToldOr(Duration.ofHours(1));

    assertThat(stored().isOpen()).isFalse();
    assertThat(report().status()).isEqualTo(Status.TAKEN);
    assertThat(report().attempts().getLast().text()).isEqualTo("taken");
    assertThat(report().attempts().getFirst().text()).isEqualTo("it answered " + status);
  }

  @Test
  void onlyTheReceiversWordThatItIsGoneEndsIt() {
    requester.answers(410);

    untilToldOr(Duration.ofDays(1));

    assertThat(calls).hasSize(1);
    assertThat(report().status()).isEqualTo(Status.GIVEN_UP);
    assertThat(report().attempts())
        .extracting(PublishAttempt::text)
        .containsExactly("it answered 410");
  }

  @Test
  void aReplayHasSeventyTwoHoursOfItsOwnAndTouchesNoOtherChannel() {
    requester.answers(503);
    untilToldOr(Duration.ofDays(30));
    int before = calls.size();
    clock.advance(Duration.ofDays(20));
    store.replace(stored().replayed("webhook", clock.instant()));
    start = clock.instant();
    calls.clear();
    assertThat(stored().isOpen()).isTrue();

    untilToldOr(Duration.ofHours(71));

    assertThat(stored().isOpen()).isTrue();
    assertThat(report().status()).isEqualTo(Status.WAITING);
    assertThat(waits().subList(0, 8)).isSorted().allMatch(one -> one.toHours() < 3);
    requester.answers(200);
    untilToldOr(Duration.ofHours(73));
    assertThat(report().status()).isEqualTo(Status.TAKEN);
    assertThat(report().attemptCount()).isEqualTo(before + calls.size());
    assertThat(stored().isOpen()).isFalse();
    assertThat(stored().timeline().updatedAt()).as("its life begins anew").isAfter(start);
    assertThat(bus.outcomes()).hasSize(1);
    assertThat(requester.visits())
        .extracting(visit -> visit.headers().get("webhook-id"))
        .containsOnly(task.outcomeId());
  }

  /** The sweep brings each check, a little late; the clock goes as it says. */
  private void untilToldOr(Duration limit) {
    while (stored().isOpen()) {
      var next = stored().nextCheckAt();
      if (Duration.between(start, next).compareTo(limit) > 0) {
        return;
      }
      boolean isFirst = requester.visits().isEmpty() || calls.isEmpty();
      if (!isFirst) {
        clock.advance(Duration.between(clock.instant(), next).plus(LATENESS_OF_THE_SWEEP));
      }
      int seen = requester.visits().size();
      notification.publish(stored());
      assertThat(requester.visits()).as("no check without a call").hasSize(seen + 1);
      calls.add(Duration.between(start, clock.instant()));
    }
  }

  private List<Duration> waits() {
    var waits = new ArrayList<Duration>();
    for (int index = 1; index < calls.size(); index++) {
      waits.add(calls.get(index).minus(calls.get(index - 1)));
    }
    return waits;
  }

  private PublicationReport report() {
    return PublicationReport.all(stored()).stream()
        .filter(one -> one.publication().channel().equals("webhook"))
        .findFirst()
        .orElseThrow();
  }

  private Task stored() {
    return store.find(task.id()).orElseThrow();
  }

  private Task delivered() {
    var plain = Examples.request();
    var request =
        new GenerationRequest(
            plain.id(),
            plain.model(),
            plain.spec(),
            plain.preference(),
            new DeliveryOptions(
                plain.delivery().deadline(),
                Optional.empty(),
                Optional.of(new NotifyTarget(requester.url(), List.of())),
                Map.of()));
    var claimed = Task.claimed(request, ACME, List.of(), clock.instant(), Duration.ofMinutes(1));
    store.claim(claimed);
    var settled =
        claimed.delivered(
            Examples.ref(ACME, "t-1"),
            List.of(Examples.stored(request.taskId(), 0)),
            List.of(),
            List.of(),
            Optional.empty(),
            clock.instant());
    assertThat(store.replace(settled)).isTrue();
    return settled;
  }
}
