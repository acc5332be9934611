package dev.darkroom.notification;

import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.expired;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.PublicationReport;
import dev.darkroom.task.PublicationReport.Status;
import dev.darkroom.task.Task;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A filter decides about an outcome once, also if the type of that outcome changes later. */
class WebhookFilterTest {
  private final InMemoryTaskStore store = new InMemoryTaskStore();
  private final ManualClock clock = new ManualClock();
  private WebhookServer requester;
  private Notification notification;
  private Task task;

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
    notification = RecordingChannel.notification(store, clock, webhook);
    task = expired(submitted(claim(wish(List.of("provisional")))));
    store.claim(task);
    clock.advance(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    requester.close();
  }

  @Test
  void aFailureThatBecomesCertainWhileItsReceiverIsDownStillReachesIt() {
    requester.answers(503);
    publish();

    assertThat(store.replace(stored().closed("no sign of it", clock.instant()))).isTrue();
    clock.advance(Duration.ofHours(5)); // longer than any wait
    requester.answers(204);
    publish();

    assertThat(requester.visits()).hasSize(2);
    assertThat(requester.visits().getLast().body()).contains("\"generation.failed\"");
    assertThat(report().status()).isEqualTo(Status.TAKEN);
  }

  @Test
  void aReplayOfAFailureThatBecameCertainIsSent() {
    publish();
    assertThat(store.replace(stored().closed("no sign of it", clock.instant()))).isTrue();

    assertThat(stored().on("webhook").hasSubscriber()).isTrue();
    assertThat(store.replace(stored().replayed("webhook", clock.instant()))).isTrue();
    publish();

    assertThat(requester.visits())
        .hasSize(2)
        .extracting(visit -> visit.headers().get("webhook-id"))
        .containsOnly(task.outcomeId());
    assertThat(report().status()).isEqualTo(Status.TAKEN);
  }

  @Test
  void whatTheFilterLeavesOutIsNotSentInPlaceOfAnOutcomeThatItLetPass() {
    requester.answers(503);
    publish();

    assertThat(store.replace(delivered(stored()))).isTrue();
    clock.advance(Duration.ofHours(5)); // longer than any wait
    requester.answers(204);
    publish();

    assertThat(requester.visits()).hasSize(1);
    assertThat(report().status()).isEqualTo(Status.NONE);
  }

  private void publish() {
    notification.publish(stored());
  }

  private Task stored() {
    return store.find(task.id()).orElseThrow();
  }

  /** The present outcome on the webhook. */
  private PublicationReport report() {
    return PublicationReport.all(stored()).stream()
        .filter(one -> one.publication().channel().equals("webhook"))
        .toList()
        .getLast();
  }

  private GenerationRequest wish(List<String> events) {
    var plain = plainRequest("order");
    return new GenerationRequest(
        plain.id(),
        plain.model(),
        plain.spec(),
        plain.preference(),
        new DeliveryOptions(
            plain.delivery().deadline(),
            Optional.empty(),
            Optional.of(new NotifyTarget(requester.url(), events)),
            Map.of()));
  }
}
