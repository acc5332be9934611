package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.Check;
import dev.darkroom.check.CheckJson;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherFunctionsTest {
  private static final TaskId TASK = TaskId.of(new RequestId("order-1"));
  private static final String DOOR =
      "/v1/callbacks/acme/" + TestingCallback.token(Examples.ACME, TASK);

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final Chain chain = Chain.with(acme);
  private final Doors doors = new Doors(chain);

  @Test
  void aCallbackOfOursIsQueuedAndAnswered() {
    var answer = doors.callback(Events.http("POST", DOOR, "t-1"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(chain.queue().checks())
        .containsExactly(
            Check.of(TASK)
                .withHint(Examples.ref(Examples.ACME, "t-1"))
                .from(new Check.Source.Callback(Examples.NOW)));
  }

  @Test
  void aForgedCallbackIsRejected() {
    var answer = doors.callback(Events.http("POST", DOOR + "x", "t-1"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(403);
    assertThat(body(answer).path("code").asText()).isEqualTo("callback_rejected");
    assertThat(chain.queue().entries()).isEmpty();
  }

  @Test
  void aCallbackThatCannotBeQueuedIsToBeSentAgain() {
    chain.queue().goDown();

    var answer = doors.callback(Events.http("POST", DOOR, "t-1"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
  }

  @Test
  void aCallbackWhoseSignatureCannotBeCheckedNowIsToBeSentAgain() {
    acme.cannotCheckSignatures();

    var answer = doors.callback(Events.http("POST", DOOR, "t-1"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
    assertThat(chain.queue().entries()).isEmpty();
  }

  @Test
  void theAnswerToACallbackByAnotherMethodNamesTheRightOne() {
    var answer = doors.callback(Events.http("GET", DOOR, ""));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(405);
    assertThat(answer.path("headers").path("allow").asText()).isEqualTo("POST");
  }

  @Test
  void aMessageThatIsNoCheckGoesToTheDeadLettersAndDisturbsNobody() {
    doors.submit(Events.GOOD);

    var answer = doors.settle(Events.sqs("garbage", CheckJson.write(Check.of(TASK))));

    assertThat(answer)
        .isEqualTo(
            Events.tree(
                """
            {"batchItemFailures": [{"itemIdentifier": "message-0"}]}"""));
    assertThat(acme.asked()).containsExactly(acme.ref());
  }

  @Test
  void aCheckOfAnUnknownTaskIsDoneWith() {
    var answer = doors.settle(Events.sqs(CheckJson.write(Check.of(TASK))));

    assertThat(answer)
        .isEqualTo(
            Events.tree(
                """
        {"batchItemFailures": []}"""));
  }

  @Test
  void settleTakesNothingButItsQueue() {
    assertThatThrownBy(() -> doors.settle(Events.submit(Events.GOOD)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSweepSaysHowManyItQueued() {
    doors.submit(Events.GOOD);
    chain.clock().advance(Duration.ofHours(1));

    var answer = doors.sweep(Events.eventBridge("event-1", "{}"));

    assertThat(answer)
        .isEqualTo(
            Events.tree(
                """
        {"queued": 1, "deadLetters": 0}"""));
  }

  @Test
  void aGenerationIsFoundByEitherOfItsIds() {
    doors.submit(Events.GOOD);

    var byOurs = doors.query(Events.http("GET", "/v1/generations/" + TASK, ""));
    var byTheirs = doors.query(Events.http("GET", "/v1/generations/order-1", ""));

    assertThat(byOurs.path("statusCode").asInt()).isEqualTo(200);
    assertThat(body(byOurs).path("status").asText()).isEqualTo("processing");
    assertThat(body(byTheirs)).isEqualTo(body(byOurs));
  }

  @Test
  void aRefusedMessageIsFoundByItsId() {
    doors.submit(Events.sqs("garbage"));

    var answer = doors.query(Events.http("GET", "/v1/generations/message-0", ""));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(body(answer).path("status").asText()).isEqualTo("refused");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/generations/nobody, 404",
    "GET, /v1/generations/two%20words, 404",
    "GET, /v1/generations/order-1/x, 404",
    "POST, /v1/models, 405",
    "POST, /v1/generations, 404",
    "GET, /v1/nothing, 404"
  })
  void whatCannotBeAnsweredIsAProblem(String method, String path, int status) {
    var answer = doors.query(Events.http(method, path, ""));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    assertThat(answer.path("headers").path("content-type").asText())
        .isEqualTo("application/problem+json");
  }

  @Test
  void openGenerationsAreListed() {
    doors.submit(Events.GOOD);
    var event = Events.http("GET", "/v1/generations", "");
    event.putObject("queryStringParameters").put("status", "open");

    var answer = doors.query(event);

    assertThat(body(answer).path("generations").findValuesAsText("taskId"))
        .containsExactly(TASK.value());
    assertThat(body(answer).has("next")).isFalse();
  }

  @Test
  void modelsAreListedWithWhoOffersThem() {
    var answer = doors.query(Events.http("GET", "/v1/models", ""));

    var offer = body(answer).path("models").path("seedream-5.0-lite").path(0);
    assertThat(offer.path("provider").asText()).isEqualTo("acme");
    assertThat(offer.path("on").asBoolean()).isTrue();
    assertThat(offer.path("aspectRatios").toString())
        .isEqualTo(
            """
        ["auto","1:1","16:9"]""");
    assertThat(offer.path("facts").path("source").asText()).isEqualTo("made for tests");
  }

  @Test
  void aProviderThatIsOffSaysSoAndWhatToDo() {
    acme.isOff();

    var answer = doors.query(Events.http("GET", "/v1/models", ""));

    var offer = body(answer).path("models").path("seedream-5.0-lite").path(0);
    assertThat(offer.path("on").asBoolean()).isFalse();
    assertThat(offer.path("offReason").asText())
        .isEqualTo("it is not set up here: its operators can switch it on");
  }

  private static JsonNode body(JsonNode answer) {
    return Events.tree(answer.path("body").asText());
  }
}
