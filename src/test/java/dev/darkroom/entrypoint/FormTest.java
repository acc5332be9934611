package dev.darkroom.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.entrypoint.Form.EventBridge;
import dev.darkroom.entrypoint.Form.Http;
import dev.darkroom.entrypoint.Form.Plain;
import dev.darkroom.entrypoint.Form.Sqs;
import dev.darkroom.entrypoint.Form.Sqs.Message;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

  @Test
  void anHttpApiEventIsKnownByItsContext() {
    var form = Form.of(Events.submit(Events.GOOD));

    assertThat(form)
        .isInstanceOfSatisfying(
            Http.class,
            http -> {
              assertThat(http.request().method()).isEqualTo("POST");
              assertThat(http.request().path()).isEqualTo("/v1/generations");
              assertThat(new String(http.request().body(), UTF_8)).isEqualTo(Events.GOOD);
            });
  }

  @Test
  void anSqsBatchIsKnownByItsRecords() {
    assertThat(Form.of(Events.sqs("one", "two")))
        .isEqualTo(
            new Sqs(
                java.util.List.of(
                    new Message("message-0", "one", Optional.empty()),
                    new Message("message-1", "two", Optional.empty()))));
  }

  @Test
  void aMessageMayTellOfItsTraceInAnAttribute() {
    var event = Events.sqs("one");
    ((com.fasterxml.jackson.databind.node.ObjectNode) event.path("Records").path(0))
        .putObject("messageAttributes")
        .putObject("traceparent")
        .put("stringValue", "00-of-somebody")
        .put("dataType", "String");

    assertThat(Form.of(event))
        .isEqualTo(
            new Sqs(
                java.util.List.of(new Message("message-0", "one", Optional.of("00-of-somebody")))));
  }

  @Test
  void anEventBridgeEventIsKnownByItsEnvelope() {
    assertThat(Form.of(Events.eventBridge("event-1", "{\"a\": 1}")))
        .isEqualTo(new EventBridge("event-1", Events.tree("{\"a\": 1}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        Events.GOOD,
        "{\"Records\": []}",
        "{\"Records\": [{\"eventSource\": \"aws:s3\"}]}",
        "{\"source\": \"aws.events\", \"id\": \"x\"}",
        "{\"requestContext\": {\"elb\": {}}}"
      })
  void everythingElseIsTheEventItself(String json) {
    assertThat(Form.of(Events.tree(json))).isEqualTo(new Plain());
  }

  @Test
  void aNamedStageIsNoPartOfThePath() {
    assertThat(path("prod", "/prod/v1/models")).isEqualTo("/v1/models");
    assertThat(path("prod", "/production/v1/models")).isEqualTo("/production/v1/models");
    assertThat(path("$default", "/v1/models")).isEqualTo("/v1/models");
    assertThat(path("v1", "/v1/v1/models")).isEqualTo("/v1/models");
  }

  @Test
  void aBase64BodyIsDecoded() {
    var request = HttpRequest.of(Events.base64(Events.submit("{\"prompt\":\"ein Füchslein 🦊\"}")));

    assertThat(new String(request.body(), UTF_8)).isEqualTo("{\"prompt\":\"ein Füchslein 🦊\"}");
  }

  @Test
  void aBodyThatIsOnlySaidToBeBase64IsTakenAsItStands() {
    var event = Events.submit("{no base 64}");
    event.put("isBase64Encoded", true);

    assertThat(new String(HttpRequest.of(event).body(), UTF_8)).isEqualTo("{no base 64}");
  }

  @Test
  void aHeaderIsFoundInWhateverCaseItCame() {
    var event = Events.header(Events.submit("{}"), "Idempotency-KEY", "order-1");

    assertThat(HttpRequest.of(event).header("idempotency-key")).contains("order-1");
    assertThat(HttpRequest.of(event).header("x-none")).isEmpty();
  }

  @Test
  void whatIsMissingIsEmpty() {
    var request = HttpRequest.of(Events.object("{}"));

    assertThat(request.method()).isEmpty();
    assertThat(request.path()).isEmpty();
    assertThat(request.body()).isEmpty();
    assertThat(request.parameter("status")).isEmpty();
  }

  private static String path(String stage, String rawPath) {
    var event = Events.http("GET", rawPath, "");
    ((ObjectNode) event.path("requestContext")).put("stage", stage);
    return HttpRequest.of(event).path();
  }
}
