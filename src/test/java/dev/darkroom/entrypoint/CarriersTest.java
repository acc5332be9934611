package dev.darkroom.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.entrypoint.SubmitFunction.RetryLater;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One wish over its carrier's own retries, and the same reading whatever carries it. */
class CarriersTest {
  private static final String WITHOUT_ID =
      """
          {"model":"seedream-5.0-lite","prompt":"a red fox"}""";
  private static final String TASK_ID = TaskId.of(new RequestId("order-1")).value();

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final Chain chain = Chain.with(acme);
  private final Doors doors = new Doors(chain);

  @Test
  void lambdasOwnRetryOfAnInvocationDoesNotPayTwice() {
    var first = doors.submit(bytes(WITHOUT_ID), "invocation-1");
    var again = doors.submit(bytes(WITHOUT_ID), "invocation-1");

    assertThat(first.path("id").asText()).isEqualTo("invocation-1");
    assertThat(again.path("taskId")).isEqualTo(first.path("taskId"));
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void anotherInvocationIsAnotherRequest() {
    doors.submit(bytes(WITHOUT_ID), "invocation-1");
    doors.submit(bytes(WITHOUT_ID), "invocation-2");

    assertThat(acme.submitCount()).isEqualTo(2);
  }

  @Test
  void anEventWithoutAUsableIdIsKnownByItsInvocation() {
    var event = Events.eventBridge("two words", WITHOUT_ID);

    doors.submit(event);
    doors.submit(event);

    assertThat(found(Doors.INVOCATION)).isTrue();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aMessageThatHoldsAnEventWithoutAUsableIdIsKnownByItsMessageId() {
    var message = Events.sqs(Events.eventBridge("", WITHOUT_ID).toString());

    doors.submit(message);
    doors.submit(message);

    assertThat(found("message-0")).isTrue();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void anEventIdInTheFormOfATaskIdHidesNoTask() {
    doors.submit(Events.GOOD);

    doors.submit(Events.eventBridge(TASK_ID, WITHOUT_ID));

    var answer = doors.query(Events.http("GET", "/v1/generations/" + TASK_ID, ""));
    assertThat(Events.tree(answer.path("body").asText()).path("id").asText()).isEqualTo("order-1");
    assertThat(found("carrier-" + TASK_ID)).isTrue();
  }

  @Test
  void anHttpRequestWithoutAnIdIsANewRequestEachTime() {
    doors.submit(Events.submit(WITHOUT_ID));
    doors.submit(Events.submit(WITHOUT_ID));

    assertThat(acme.submitCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"prompt\":\"a red fox\",\"prompt\":\"a grey fox\"",
        "\"prompt\":\"a red fox\",\"providerOptions\":{\"acme\":{\"a\":1e99999999999}}",
        "\"prompt\":\"a red fox\",\"a\":1e99999999999",
        "\"prompt\":\"half a \\ud83e\"",
        "\"prompt\":\"a\\u0000b\""
      })
  void whatIsRefusedByOneDoorIsRefusedByEvery(String fields) {
    var event = "{\"taskToken\":\"AQC/1\",\"model\":\"seedream-5.0-lite\"," + fields + "}";

    var http = doors.submit(Events.submit(event));
    var sqs =
        doors.submit(
            Events.sqs(event.replace("AQC/1", "AQC/2"), envelope(event.replace("AQC/1", "AQC/3"))));
    var bus = doors.submit(bytes(envelope(event.replace("AQC/1", "AQC/4"))), Doors.INVOCATION);
    var plain = doors.submit(bytes(event.replace("AQC/1", "AQC/5")), Doors.INVOCATION);

    assertThat(http.path("statusCode").asInt()).isEqualTo(400);
    assertThat(sqs.path("batchItemFailures")).isEmpty();
    assertThat(bus).isEmpty();
    assertThat(plain.path("code").asText()).isEqualTo("invalid_request");
    assertThat(plain.path("errors").path(0).path("path").asText()).isNotEmpty();
    assertThat(chain.store().findRefusal(TaskId.of(new RequestId("message-0")))).isPresent();
    assertThat(chain.store().findRefusal(TaskId.of(new RequestId("event-1")))).isPresent();
    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::token)
        .containsExactlyInAnyOrder("AQC/1", "AQC/2", "AQC/3", "AQC/4", "AQC/5");
    assertThat(acme.submitCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.12345678901234567890123", "1E+400", "2.50", "12345678901234567890123"})
  void numbersAreExactByEveryDoor(String number) {
    var event =
        "{\"id\":\"order-1\",\"model\":\"seedream-5.0-lite\",\"prompt\":\"a red fox\","
            + "\"providerOptions\":{\"acme\":{\"n\":%s}}}".formatted(number);

    doors.submit(Events.submit(event));
    doors.submit(Events.sqs(event, envelope(event)));
    doors.submit(bytes(envelope(event)), Doors.INVOCATION);
    doors.submit(bytes(event), Doors.INVOCATION);

    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(chain.tasks().getFirst().request().preference().providerOptions())
        .containsEntry(Examples.ACME, "{\"n\":" + number + "}");
  }

  @Test
  void whatTheProviderSaidIsNotInTheTextThatLambdaLogs() {
    acme.willAnswer(
        new SubmitResult.Transient(
            Failure.of(ErrorCode.RATE_LIMITED, "no: PROMPT-THAT-NOBODY-MAY-SEE", Examples.ACME),
            Optional.empty()));

    assertThatThrownBy(() -> doors.submit(Events.GOOD))
        .isInstanceOf(RetryLater.class)
        .hasMessage("rate_limited at acme: nothing was spent, and the id can be used again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$default | api.example                                | ''    | ''",
        "prod     | a.execute-api.eu-central-1.amazonaws.com   | /prod | /prod",
        "prod     | img.example                                | /prod | ''",
        "$default | img.example                                | /img  | /img"
      })
  void linksLeadBackTheWayTheCallerCame(String stage, String domain, String base, String seen) {
    var submit = Events.http("POST", base + "/v1/generations", Events.GOOD);
    context(submit).put("stage", stage).put("domainName", domain);
    var get = Events.http("GET", base + "/v1/generations/order-1", "");
    context(get).put("stage", stage).put("domainName", domain);

    var submitted = doors.submit(submit);
    var found = doors.query(get);

    var link = seen + "/v1/generations/" + TASK_ID;
    assertThat(submitted.path("headers").path("location").asText()).isEqualTo(link);
    assertThat(self(submitted)).isEqualTo(link);
    assertThat(self(found)).isEqualTo(link);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "100%", "a%2Fb", "a?b#c", "a+b", "x/v1/models", "/", "a/"})
  void anIdOfAnyCharactersIsFoundAsApiGatewayHandsItOver(String id) {
    doors.submit(Events.GOOD.replace("order-1", id));
    var get = Events.http("GET", "/v1/generations/" + id, "");
    get.put("routeKey", "GET /v1/generations/{id}").putObject("pathParameters").put("id", id);

    var answer = doors.query(get);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(Events.tree(answer.path("body").asText()).path("id").asText()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "application/x-www-form-urlencoded", "text/plain"})
  void aWebPageThatSaysNoTypeOrAFormIsNotTaken(String type) {
    var event = Events.header(Events.submit(Events.GOOD), "origin", "https://evil.example");
    ((ObjectNode) event.path("headers")).remove("content-type");
    if (!type.isEmpty()) {
      Events.header(event, "content-type", type);
    }

    assertThat(doors.submit(event).path("statusCode").asInt()).isEqualTo(415);
    assertThat(acme.submitCount()).isZero();
  }

  private boolean found(String id) {
    return chain.store().find(TaskId.of(new RequestId(id))).isPresent();
  }

  private static String self(JsonNode answer) {
    return Events.tree(answer.path("body").asText()).path("links").path("self").asText();
  }

  private static ObjectNode context(ObjectNode event) {
    return (ObjectNode) event.path("requestContext");
  }

  private static String envelope(String detail) {
    return "{\"version\":\"0\",\"id\":\"event-1\",\"detail-type\":\"wanted\",\"source\":\"my.shop\","
        + "\"detail\":"
        + detail
        + "}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
