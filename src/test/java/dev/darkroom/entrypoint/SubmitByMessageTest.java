package dev.darkroom.entrypoint;

import static dev.darkroom.entrypoint.Events.GOOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.entrypoint.SubmitFunction.RetryLater;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TraceParent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Submits by queue, by bus and by direct invocation. */
class SubmitByMessageTest extends SubmitFunctionFixture {
  @Test
  void aBatchIsTakenAsAWhole() {
    var answer = doors.submit(Events.sqs(GOOD, GOOD.replace("order-1", "order-2")));

    assertThat(answer)
        .isEqualTo(
            Events.tree(
                """
        {"batchItemFailures": []}"""));
    assertThat(acme.submitCount()).isEqualTo(2);
  }

  @Test
  void aHopelessMessageIsKeptAsRefusedAndDisturbsNobody() {
    var answer = doors.submit(Events.sqs("garbage", GOOD));

    assertThat(answer)
        .isEqualTo(
            Events.tree(
                """
        {"batchItemFailures": []}"""));
    assertThat(chain.store().findRefusal(TaskId.of(new RequestId("message-0")))).isPresent();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aMessageWithoutAnIdIsKnownByItsMessageId() {
    var event =
        """
        {"model":"seedream-5.0-lite","prompt":"fox"}""";

    doors.submit(Events.sqs(event));
    doors.submit(Events.sqs(event));

    assertThat(chain.store().find(TaskId.of(new RequestId("message-0")))).isPresent();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aMessageThatNobodyCanTakeNowIsRetried() {
    acme.willAnswer(notNow(Optional.empty()));

    var first = doors.submit(Events.sqs(GOOD));
    var again = doors.submit(Events.sqs(GOOD));

    assertThat(failures(first)).containsExactly("message-0");
    assertThat(failures(again)).isEmpty();
  }

  @Test
  void aMessageThatBrokeIsRetried() {
    store.failOnClaim();

    var broken = doors.submit(Events.sqs(GOOD, "garbage"));
    store.comeBack();
    var again = doors.submit(Events.sqs(GOOD));

    assertThat(failures(broken)).containsExactly("message-0");
    assertThat(failures(again)).isEmpty();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aMessageThatHoldsAnEventBridgeEventIsReadInside() {
    var wanted =
        """
        {"model":"seedream-5.0-lite","prompt":"fox"}""";

    var answer = doors.submit(Events.sqs(Events.eventBridge("event-1", wanted).toString()));

    assertThat(failures(answer)).isEmpty();
    assertThat(chain.store().find(TaskId.of(new RequestId("event-1")))).isPresent();
  }

  @Test
  void anEventBridgeEventIsTakenOnceByItsId() {
    var event =
        Events.eventBridge(
            "event-1",
            """
            {"model":"seedream-5.0-lite","prompt":"fox"}""");

    var answer = doors.submit(event);
    doors.submit(event);

    assertThat(answer).isEmpty();
    assertThat(chain.store().find(TaskId.of(new RequestId("event-1")))).isPresent();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aHopelessEventBridgeEventIsKeptAsRefused() {
    doors.submit(
        Events.eventBridge(
            "event-1",
            """
        {"promt":"fox"}"""));

    assertThat(chain.store().findRefusal(TaskId.of(new RequestId("event-1"))))
        .hasValueSatisfying(kept -> assertThat(kept.source()).isEqualTo("eventbridge"));
  }

  @Test
  void aPlainEventIsAnsweredWithTheSameObject() {
    var answer = doors.submit(GOOD);

    assertThat(answer.path("id").asText()).isEqualTo("order-1");
    assertThat(answer.path("status").asText()).isEqualTo("processing");
    assertThat(answer.has("statusCode")).isFalse();
  }

  @Test
  void aPlainEventThatIsWrongIsAnsweredWithTheProblem() {
    var answer =
        doors.submit(
            """
        {"model":"seedream-5.0-lite"}""");

    assertThat(answer.path("code").asText()).isEqualTo("invalid_request");
    assertThat(answer.path("errors").path(0).path("path").asText()).isEqualTo("prompt");
  }

  @Test
  void whatNobodyCanTakeNowFailsTheInvocationSoThatItIsRepeated() {
    acme.willAnswer(notNow(Optional.empty())).willAnswer(notNow(Optional.empty()));

    assertThatThrownBy(() -> doors.submit(GOOD))
        .isInstanceOf(RetryLater.class)
        .hasMessageContaining("rate_limited")
        .hasMessageNotContaining("fox");
    assertThatThrownBy(() -> doors.submit(Events.eventBridge("event-1", GOOD)))
        .isInstanceOf(RetryLater.class);
    assertThat(doors.submit(GOOD).path("status").asText()).isEqualTo("processing");
  }

  @Test
  void aDirectInvokeThatIsRefusedFailsItsTokenAsStepFunctionsOverlooksTheAnswer() {
    var answer =
        doors.submit(
            """
        {"taskToken":"AQC/1","model":"seedream-5.0-lite"}""");

    assertThat(answer.path("code").asText()).isEqualTo("invalid_request");
    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::token, TestingTokens.Call::error)
        .containsExactly(tuple("AQC/1", "invalid_request"));
  }

  @Test
  void aRefusedMessageAndARefusedEventFailTheirTokens() {
    doors.submit(
        Events.sqs(
            """
        {"taskToken":"AQC/1"}"""));
    doors.submit(
        Events.eventBridge(
            "event-1",
            """
        {"taskToken":"AQC/2"}"""));

    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::token)
        .containsExactly("AQC/1", "AQC/2");
  }

  @Test
  void aRefusedMessageWhoseTokenCannotBeHandedBackIsRetried() {
    chain.tokens().goDown();

    var answer =
        doors.submit(
            Events.sqs(
                """
        {"taskToken":"AQC/1"}"""));

    assertThat(failures(answer)).containsExactly("message-0");
  }

  @Test
  void whatNobodyCanTakeNowLeavesTheTokenToWhoeverRepeatsIt() {
    acme.willAnswer(notNow(Optional.empty()));

    doors.submit(
        Events.sqs(
            GOOD.replace(
                "{",
                """
        {"taskToken":"AQC/1",""")));

    assertThat(chain.tokens().calls()).isEmpty();
  }

  @Test
  void theTraceOfAHeaderOrOfAMessageIsKeptWithTheTask() {
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    var message = Events.sqs(GOOD.replace("order-1", "order-2"));
    ((ObjectNode) message.path("Records").path(0))
        .putObject("messageAttributes")
        .putObject("traceparent")
        .put("stringValue", trace);

    doors.submit(Events.header(Events.submit(GOOD), "traceparent", trace));
    doors.submit(message);

    assertThat(chain.tasks())
        .extracting(task -> task.trace().map(TraceParent::value))
        .containsExactly(Optional.of(trace), Optional.of(trace));
  }

  @Test
  void aMalformedTraceIsNoError() {
    var answer = doors.submit(Events.header(Events.submit(GOOD), "traceparent", "nonsense"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(chain.tasks().getFirst().trace()).isEmpty();
  }

  private static java.util.List<String> failures(JsonNode answer) {
    return answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
  }
}
