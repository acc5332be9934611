package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A dead letter, and somebody else who does something about the same id meanwhile. */
class DeadLetterRacesTest {
  private static final String WAITING =
      """
          {"id":"order-1","model":"seedream-5.0-lite","prompt":"a red fox","taskToken":"AQC/1"}""";

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final Chain chain = Chain.on(store, acme);
  private final Doors doors = new Doors(chain);
  private final TestingDeadLetters queue = new TestingDeadLetters();
  private final RecordingChannel bus = new RecordingChannel();

  @Test
  void aLetterStaysWhileAnotherCarrierOnlyTriesTheSame() {
    queue.put("message-1", WAITING);
    acme.willAnswer(
        () -> {
          sweep();
          return busy();
        });

    doors.submit(Events.submit(Events.GOOD)); // over HTTP, answered 503, and not tried again
    sweep();
    tell();

    assertThat(tokens()).containsExactly("AQC/1 rate_limited");
    assertThat(queue.ids()).containsExactly("message-1");
  }

  @Test
  void aMessageStaysWhileAnotherCarrierOnlyTriesTheSame() {
    var during = new ArrayList<Integer>();
    acme.willAnswer(
        () -> {
          during.add(doors.submit(Events.sqs(WAITING)).path("batchItemFailures").size());
          return busy();
        });

    doors.submit(Events.submit(Events.GOOD));

    assertThat(during).containsExactly(1);
    assertThat(doors.submit(Events.sqs(WAITING)).path("batchItemFailures")).isEmpty();
    assertThat(acme.submitCount()).isEqualTo(2);
  }

  @Test
  void aTransientRefusalIsPublishedInTheProvidersWords() {
    queue.put("message-1", WAITING);
    acme.willAnswer(
        new SubmitResult.Refused(Failure.of(ErrorCode.CONTENT_REFUSED, "no foxes", Examples.ACME)));
    store.beforeNextClaim(() -> doors.submit(Events.sqs(WAITING)));

    sweep();
    tell();

    assertThat(tokens()).containsExactly("AQC/1 content_refused");
    assertThat(queue.ids()).isEmpty();
  }

  @Test
  void twoSweepsAtOncePublishOnce() {
    queue.put("message-1", WAITING);
    var other = new TestingDeadLetters().put("message-2", WAITING);
    store.beforeNextClaim(
        () -> {
          doors.deadLetters(other).tell(Duration.ofHours(1));
          tell();
        });

    sweep();
    tell();

    assertThat(bus.outcomeIds()).hasSize(1);
    assertThat(task("order-1").revision().attempt()).isEqualTo(1);
    assertThat(queue.ids()).containsExactly("message-1");
  }

  @Test
  void howeverManyWaitALetterThatCanStillBeMadeStays() {
    for (int number = 0; number < 25; number++) {
      queue.put("message-" + number, WAITING.replace("AQC/1", "AQC/" + number));
    }

    sweep();
    sweep();
    tell();

    assertThat(queue.ids()).hasSize(25);
    assertThat(tokens()).hasSize(25);
  }

  @Test
  void theLastTryOfAnotherRequestIsNotThisOnes() {
    acme.willAnswer(
        new SubmitResult.Refused(Failure.of(ErrorCode.CONTENT_REFUSED, "no bears", Examples.ACME)));
    doors.submit(Events.sqs(Events.GOOD.replace("fox", "bear")));
    tell();
    queue.put("message-1", WAITING);

    sweep();

    assertThat(task("order-1").state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.failure().message()).doesNotContain("bears");
              assertThat(failed.failure().provider()).isEmpty();
            });
  }

  @Test
  void anInvocationWithoutAGoodIdIsKnownByItsLetter() {
    var event = WAITING.replace("\"id\":\"order-1\",", "");
    queue.put(
        "message-1",
        """
            {"requestContext":{"requestId":""},"requestPayload":%s}"""
            .formatted(event));

    sweep();
    tell();
    sweep();
    tell();

    assertThat(bus.outcomeIds()).hasSize(1);
    assertThat(queue.ids()).containsExactly("message-1");
  }

  private void sweep() {
    doors.deadLetters(queue).tell(Duration.ofHours(1));
  }

  private void tell() {
    doors.tellFailures(bus);
  }

  private List<String> tokens() {
    return chain.tokens().failures();
  }

  private Task task(String id) {
    return store.find(TaskId.of(new RequestId(id))).orElseThrow();
  }

  private static SubmitResult busy() {
    return new SubmitResult.Transient(
        Failure.of(ErrorCode.RATE_LIMITED, "slow down", Examples.ACME), Optional.empty());
  }
}
