package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.intake.Event;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventReturnTest {
  private static final String ARN = "arn:aws:sqs:eu-central-1:123456789012:events";
  private static final String WITHOUT_ID =
      """
          {"model":"seedream-5.0-lite","prompt":"a red fox"}""";

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final Chain chain = Chain.with(acme);
  private final TestingRetryQueue queue = new TestingRetryQueue(ARN);
  private final Doors doors = new Doors(chain, queue);

  @Test
  void theProvidersWaitIsKept() {
    busyFor(Optional.of(Duration.ofMinutes(2)));

    var isDone = take(Events.GOOD, Map.of());

    assertThat(isDone).isTrue();
    assertThat(queue.last().body()).isEqualTo(Events.GOOD);
    assertThat(queue.last().delay()).isEqualTo(Duration.ofMinutes(2).plusMillis(999));
  }

  @Test
  void theIdSurvivesAndTheRequestIsPaidForOnce() {
    busyFor(Optional.empty());
    take(WITHOUT_ID, Map.of());
    chain.clock().advance(Duration.ofMinutes(1));

    var isDone = take(queue.last().body(), queue.last().attributes());
    var isOldDone = take(WITHOUT_ID, Map.of()); // the old message was not forgotten after all

    assertThat(isDone && isOldDone).isTrue();
    assertThat(queue.entries()).hasSize(1);
    assertThat(chain.store().find(TaskId.of(new RequestId("message-0")))).isPresent();
    assertThat(chain.tasks()).hasSize(1);
    assertThat(acme.submitCount()).isEqualTo(2); // the one that was turned away, and one more
  }

  @Test
  void withoutAWordOfTheProviderItWaitsAsLongAsItHasWaited() {
    busyFor(Optional.empty());
    take(Events.GOOD, Map.of());
    assertThat(queue.last().delay()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));

    busyFor(Optional.empty());
    chain.clock().advance(Duration.ofMinutes(5));
    take(queue.last().body(), queue.last().attributes());

    assertThat(queue.last().delay()).isBetween(Duration.ofMinutes(5), Duration.ofSeconds(301));
  }

  @Test
  void aWaitThatIsLongerThanSqsHasDelaysIsKeptAllTheSame() {
    busyFor(Optional.of(Duration.ofMinutes(25)));
    take(Events.GOOD, Map.of());
    chain.clock().advance(Duration.ofMinutes(15));

    var isDone = take(queue.last().body(), queue.last().attributes());

    assertThat(isDone).isTrue();
    assertThat(queue.entries()).extracting(TestingRetryQueue.Entry::delay).hasSize(2);
    assertThat(queue.entries().getFirst().delay()).isEqualTo(Duration.ofMinutes(15));
    assertThat(queue.last().delay()).isBetween(Duration.ofMinutes(10), Duration.ofSeconds(601));
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void afterItsDeadlineAMessageBecomesADeadLetter() {
    busyFor(Optional.of(Duration.ofMinutes(2)));
    take(Events.GOOD, Map.of());
    var attributes = queue.last().attributes();
    chain.clock().advance(Duration.ofMinutes(29));
    busyFor(Optional.of(Duration.ofMinutes(2)));

    assertThat(take(Events.GOOD, attributes)).isFalse();
    assertThat(queue.entries()).hasSize(1);
  }

  @Test
  void aWaitBeyondTheDeadlineIsNotBegun() {
    busyFor(Optional.of(Duration.ofMinutes(31)));

    assertThat(take(Events.GOOD, Map.of())).isFalse();
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void anEventBridgeEventIsPutBackAsItCame() {
    busyFor(Optional.empty());
    var envelope = Events.eventBridge("event-1", WITHOUT_ID).toString();

    take(envelope, Map.of("traceparent", "00-of-somebody", "other", "dropped"));

    assertThat(queue.last().body()).isEqualTo(envelope);
    assertThat(queue.last().attributes())
        .containsEntry("traceparent", "00-of-somebody")
        .doesNotContainKey("other");
  }

  @Test
  void anEventWithNoPlaceForItsIdIsRetriedBySqs() {
    busyFor(Optional.empty());

    assertThat(take(Events.eventBridge("", WITHOUT_ID).toString(), Map.of())).isFalse();
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void anEventThatWouldBecomeTooLargeIsRetriedBySqs() {
    busyFor(Optional.empty());
    busyFor(Optional.empty());
    var options = ",\"providerOptions\":{\"acme\":{\"a\":\"%s\"}}}";
    int rest = Event.MAX_BYTES - WITHOUT_ID.length() - options.length() + 3;
    var largest =
        WITHOUT_ID.substring(0, WITHOUT_ID.length() - 1) + options.formatted("x".repeat(rest));

    assertThat(largest).hasSize(Event.MAX_BYTES);
    assertThat(take(largest, Map.of())).isFalse();
    assertThat(take(WITHOUT_ID + " ".repeat(200_000), Map.of())).isTrue();
    assertThat(queue.entries()).hasSize(1);
  }

  @Test
  void aQueueThatIsDownOrAnothersLeavesTheMessageToSqs() {
    busyFor(Optional.empty());
    busyFor(Optional.empty());
    queue.goDown();

    assertThat(take(Events.GOOD, Map.of())).isFalse();
    assertThat(new Doors(chain).submit(Events.sqs(Events.GOOD)).path("batchItemFailures"))
        .hasSize(1);
  }

  @Test
  void whatStrangersWriteIntoAttributesMakesNoMessageEndless() {
    busyFor(Optional.of(Duration.ofMinutes(1)));
    var odd = Map.of("darkroomFirstSent", "99999999999999", "darkroomNotBefore", "999999999999999");

    take(Events.GOOD, odd);

    assertThat(queue.last().attributes().get("darkroomFirstSent"))
        .isEqualTo(Long.toString(Examples.NOW.toEpochMilli()));
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void everyByteButTheIdStaysAsItWasSent() {
    busyFor(Optional.empty());
    var longest = "9".repeat(197) + "e5"; // a number with as many characters as one may have
    var options = ",\"providerOptions\":{\"acme\":{\"a\":%s,\"b\":1.5e1}}}".formatted(longest);
    var sent = " " + WITHOUT_ID.substring(0, WITHOUT_ID.length() - 1) + options;
    take(sent, Map.of());
    chain.clock().advance(Duration.ofMinutes(1));

    take(queue.last().body(), queue.last().attributes());

    assertThat(queue.last().body())
        .isEqualTo(" {\"id\":\"message-0\"," + sent.substring(" {".length()));
    assertThat(chain.tasks()).hasSize(1);
    assertThat(acme.submitCount()).isEqualTo(2);
  }

  @Test
  void anEventWhoseIdIsNullIsRetriedBySqs() {
    busyFor(Optional.empty());

    assertThat(
            take(
                WITHOUT_ID.replace(
                    "{",
                    """
        {"id":null,"""),
                Map.of()))
        .isFalse();
    assertThat(queue.entries()).isEmpty();
  }

  private void busyFor(Optional<Duration> retryAfter) {
    acme.willAnswer(
        new SubmitResult.Transient(
            Failure.of(ErrorCode.RATE_LIMITED, "slow down.", Examples.ACME), retryAfter));
  }

  /** Whether SQS may forget the message. */
  private boolean take(String body, Map<String, String> attributes) {
    var event = Events.sqs(body);
    var record = (ObjectNode) event.path("Records").path(0);
    record.putObject("attributes").put("SentTimestamp", Long.toString(Examples.NOW.toEpochMilli()));
    var written = record.putObject("messageAttributes");
    attributes.forEach(
        (name, value) ->
            written.putObject(name).put("stringValue", value).put("dataType", "String"));
    return doors.submit(event).path("batchItemFailures").isEmpty();
  }
}
