package dev.darkroom.entrypoint;

import static dev.darkroom.entrypoint.Events.GOOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.entrypoint.SubmitFunction.ComeAgain;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TraceParent;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitFunctionTest {
  private static final String TASK = TaskId.of(new RequestId("order-1")).value();

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final Chain chain = Chain.on(store, acme);
  private final Doors doors = new Doors(chain);

  @Test
  void anHttpSubmitIsAnsweredWith202AndTheTask() {
    var answer = doors.submit(Events.submit(GOOD));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(header(answer, "content-type")).isEqualTo("application/json");
    assertThat(header(answer, "location")).isEqualTo("/v1/generations/" + TASK);
    assertThat(answer.path("isBase64Encoded").asBoolean()).isFalse();
    assertThat(body(answer).path("id").asText()).isEqualTo("order-1");
    assertThat(body(answer).path("taskId").asText()).isEqualTo(TASK);
    assertThat(body(answer).path("status").asText()).isEqualTo("processing");
  }

  @Test
  void aRepeatedHttpSubmitIsAnsweredAlikeAndMarked() {
    var first = doors.submit(Events.submit(GOOD));
    var second = doors.submit(Events.base64(Events.submit(GOOD)));

    assertThat(second.path("statusCode").asInt()).isEqualTo(202);
    assertThat(body(second)).isEqualTo(body(first));
    assertThat(header(second, "idempotency-replayed")).isEqualTo("true");
    assertThat(first.path("headers").has("idempotency-replayed")).isFalse();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void theIdempotencyKeyHeaderIsTheId() {
    var event = Events.submit("{\"model\":\"seedream-5.0-lite\",\"prompt\":\"fox\"}");

    var answer = doors.submit(Events.header(event, "Idempotency-Key", "order-1"));

    assertThat(body(answer).path("taskId").asText()).isEqualTo(TASK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | invalid_request | not JSON",
        "400 | invalid_request | {}",
        "400 | invalid_request | {\"model\":\"nobody\",\"prompt\":\"fox\"}",
        "422 | not_honourable  | {\"model\":\"seedream-5.0-lite\",\"prompt\":\"fox\",\"aspectRatio\":\"2:3\"}"
      })
  void whatCannotBeIsAProblem(int status, String code, String body) {
    assertProblem(doors.submit(Events.submit(body)), status, code);
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void anHttpEventTooLargeIsAProblem() {
    var answer = doors.submit(Events.submit(" ".repeat(256 * 1024) + GOOD));

    assertProblem(answer, 413, "event_too_large");
  }

  @Test
  void anotherBodyUnderTheSameIdIsAProblem() {
    doors.submit(Events.submit(GOOD));

    assertProblem(
        doors.submit(Events.submit(GOOD.replace("red", "grey"))), 422, "idempotency_mismatch");
  }

  @Test
  void aProvidersRefusalIsAProblem() {
    acme.willAnswer(
        new SubmitResult.Refused(
            Failure.of(ErrorCode.CONTENT_REFUSED, "not that.", Examples.ACME)));

    assertProblem(doors.submit(Events.submit(GOOD)), 422, "content_refused");
  }

  @Test
  void aProviderThatCannotNowIsAProblemThatSaysWhen() {
    acme.willAnswer(notNow(Optional.of(Duration.ofSeconds(7))));
    acme.willAnswer(notNow(Optional.of(Duration.ofMillis(7))));
    acme.willAnswer(notNow(Optional.empty()));

    var said = doors.submit(Events.submit(GOOD));
    var atOnce = doors.submit(Events.submit(GOOD));
    var unsaid = doors.submit(Events.submit(GOOD));

    assertProblem(said, 503, "rate_limited");
    assertThat(header(said, "retry-after")).isEqualTo("7");
    assertThat(header(atOnce, "retry-after")).isEqualTo("1");
    assertThat(header(unsaid, "retry-after")).isEqualTo("30");
  }

  @Test
  void aSubmitInDoubtIsAnsweredAsATask() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));

    var answer = doors.submit(Events.submit(GOOD));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(body(answer).path("status").asText()).isEqualTo("in_doubt");
  }

  @Test
  void aFailureOfOursIsAProblemWithoutItsInsides() {
    store.failOnClaim();

    var answer = doors.submit(Events.submit(GOOD));

    assertProblem(answer, 503, "try_again");
    assertThat(answer.toString()).doesNotContain("Exception").doesNotContain("the store is down");
    assertThat(acme.submitCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "multipart/form-data; boundary=x"})
  void anotherMediaTypeIsAProblem(String type) {
    var answer = doors.submit(Events.header(Events.submit(GOOD), "content-type", type));

    assertProblem(answer, 415, "unsupported_media_type");
    assertThat(header(answer, "accept")).isEqualTo("application/json");
    assertThat(acme.submitCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=utf-8",
        "Application/JSON",
        "application/cloudevents+json",
        "application/x-www-form-urlencoded"
      })
  void jsonIsTakenUnderItsOtherNamesAndFromCurl(String type) {
    var answer = doors.submit(Events.header(Events.submit(GOOD), "content-type", type));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
  }

  @Test
  void aFormFromAWebPageIsNotTaken() {
    var event =
        Events.header(Events.submit(GOOD), "content-type", "application/x-www-form-urlencoded");

    assertProblem(
        doors.submit(Events.header(event, "origin", "https://evil.example")),
        415,
        "unsupported_media_type");
  }

  @Test
  void anotherMethodIsAProblemThatNamesTheRightOnes() {
    var answer = doors.submit(Events.http("PUT", "/v1/generations", GOOD));

    assertProblem(answer, 405, "method_not_allowed");
    assertThat(header(answer, "allow")).isEqualTo("POST, GET");
  }

  @Test
  void anotherPathIsAProblemAndSoIsARouteOfAnotherFunction() {
    assertProblem(doors.submit(Events.http("POST", "/v1/elsewhere", GOOD)), 404, "not_found");
    assertProblem(doors.submit(Events.http("GET", "/v1/models", "")), 404, "not_found");
  }

  @Test
  void aBatchIsTakenAsAWhole() {
    var answer = doors.submit(Events.sqs(GOOD, GOOD.replace("order-1", "order-2")));

    assertThat(answer).isEqualTo(Events.tree("{\"batchItemFailures\": []}"));
    assertThat(acme.submitCount()).isEqualTo(2);
  }

  @Test
  void aHopelessMessageIsKeptAsRefusedAndDisturbsNobody() {
    var answer = doors.submit(Events.sqs("garbage", GOOD));

    assertThat(answer).isEqualTo(Events.tree("{\"batchItemFailures\": []}"));
    assertThat(chain.store().findRefusal(TaskId.of(new RequestId("message-0")))).isPresent();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aMessageWithoutAnIdIsKnownByItsMessageId() {
    var event = "{\"model\":\"seedream-5.0-lite\",\"prompt\":\"fox\"}";

    doors.submit(Events.sqs(event));
    doors.submit(Events.sqs(event));

    assertThat(chain.store().find(TaskId.of(new RequestId("message-0")))).isPresent();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aMessageThatNobodyCanTakeNowComesAgain() {
    acme.willAnswer(notNow(Optional.empty()));

    var first = doors.submit(Events.sqs(GOOD));
    var again = doors.submit(Events.sqs(GOOD));

    assertThat(failures(first)).containsExactly("message-0");
    assertThat(failures(again)).isEmpty();
  }

  @Test
  void aMessageThatBrokeComesAgain() {
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
    var wanted = "{\"model\":\"seedream-5.0-lite\",\"prompt\":\"fox\"}";

    var answer = doors.submit(Events.sqs(Events.eventBridge("event-1", wanted).toString()));

    assertThat(failures(answer)).isEmpty();
    assertThat(chain.store().find(TaskId.of(new RequestId("event-1")))).isPresent();
  }

  @Test
  void anEventBridgeEventIsTakenOnceByItsId() {
    var event =
        Events.eventBridge("event-1", "{\"model\":\"seedream-5.0-lite\",\"prompt\":\"fox\"}");

    var answer = doors.submit(event);
    doors.submit(event);

    assertThat(answer).isEmpty();
    assertThat(chain.store().find(TaskId.of(new RequestId("event-1")))).isPresent();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aHopelessEventBridgeEventIsKeptAsRefused() {
    doors.submit(Events.eventBridge("event-1", "{\"promt\":\"fox\"}"));

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
    var answer = doors.submit("{\"model\":\"seedream-5.0-lite\"}");

    assertThat(answer.path("code").asText()).isEqualTo("invalid_request");
    assertThat(answer.path("errors").path(0).path("path").asText()).isEqualTo("prompt");
  }

  @Test
  void whatNobodyCanTakeNowFailsTheInvocationSoThatItIsRepeated() {
    acme.willAnswer(notNow(Optional.empty())).willAnswer(notNow(Optional.empty()));

    assertThatThrownBy(() -> doors.submit(GOOD))
        .isInstanceOf(ComeAgain.class)
        .hasMessageContaining("rate_limited")
        .hasMessageNotContaining("fox");
    assertThatThrownBy(() -> doors.submit(Events.eventBridge("event-1", GOOD)))
        .isInstanceOf(ComeAgain.class);
    assertThat(doors.submit(GOOD).path("status").asText()).isEqualTo("processing");
  }

  @Test
  void aDirectInvokeThatIsRefusedFailsItsTokenAsStepFunctionsOverlooksTheAnswer() {
    var answer = doors.submit("{\"taskToken\":\"AQC/1\",\"model\":\"seedream-5.0-lite\"}");

    assertThat(answer.path("code").asText()).isEqualTo("invalid_request");
    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::token, TestingTokens.Call::error)
        .containsExactly(tuple("AQC/1", "invalid_request"));
  }

  @Test
  void aRefusedMessageAndARefusedEventFailTheirTokens() {
    doors.submit(Events.sqs("{\"taskToken\":\"AQC/1\"}"));
    doors.submit(Events.eventBridge("event-1", "{\"taskToken\":\"AQC/2\"}"));

    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::token)
        .containsExactly("AQC/1", "AQC/2");
  }

  @Test
  void aRefusedMessageWhoseTokenCannotBeHandedBackComesAgain() {
    chain.tokens().goDown();

    var answer = doors.submit(Events.sqs("{\"taskToken\":\"AQC/1\"}"));

    assertThat(failures(answer)).containsExactly("message-0");
  }

  @Test
  void whatNobodyCanTakeNowLeavesTheTokenToWhoeverRepeatsIt() {
    acme.willAnswer(notNow(Optional.empty()));

    doors.submit(Events.sqs(GOOD.replace("{", "{\"taskToken\":\"AQC/1\",")));

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
  void aTraceThatIsNoneIsNoError() {
    var answer = doors.submit(Events.header(Events.submit(GOOD), "traceparent", "nonsense"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(chain.tasks().getFirst().trace()).isEmpty();
  }

  private static SubmitResult notNow(Optional<Duration> retryAfter) {
    return new SubmitResult.Transient(
        Failure.of(ErrorCode.RATE_LIMITED, "slow down.", Examples.ACME), retryAfter);
  }

  private static void assertProblem(JsonNode answer, int status, String code) {
    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    assertThat(header(answer, "content-type")).isEqualTo("application/problem+json");
    assertThat(body(answer).path("status").asInt()).isEqualTo(status);
    assertThat(body(answer).path("code").asText()).isEqualTo(code);
    assertThat(body(answer).path("type").asText()).isEqualTo("urn:darkroom:problem:" + code);
    assertThat(body(answer).path("title").asText()).isNotBlank();
    assertThat(body(answer).path("detail").asText()).isNotBlank();
    assertThat(body(answer).path("errors").isArray()).isTrue();
  }

  private static String header(JsonNode answer, String name) {
    return answer.path("headers").path(name).asText();
  }

  private static JsonNode body(JsonNode answer) {
    return Events.tree(answer.path("body").asText());
  }

  private static java.util.List<String> failures(JsonNode answer) {
    return answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
  }
}
