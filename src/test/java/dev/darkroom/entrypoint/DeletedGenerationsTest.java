package dev.darkroom.entrypoint;

import static dev.darkroom.entrypoint.Events.GOOD;
import static dev.darkroom.entrypoint.OpenApiRoutesTest.assertDocumented;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.Check;
import dev.darkroom.check.CheckJson;
import dev.darkroom.delivery.TestingImageStore;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever still has the id of a deleted generation gets to hear: nothing is paid again. */
class DeletedGenerationsTest {
  private static final TaskId TASK = TaskId.of(new RequestId("order-1"));

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final Chain chain = Chain.on(new InMemoryTaskStore(), acme);
  private final Doors doors = new Doors(chain);
  private final TestingImageStore images = new TestingImageStore();

  @Test
  void aGenerationIsDeletedOnceItHasEnded() {
    doors.submit(Events.submit(GOOD));
    assertThat(code(assertDeletion(409))).isEqualTo("not_ended");
    store(failed(stored()));
    assertThat(code(assertDeletion(409))).isEqualTo("not_told");
    store(stored().published(chain.clock().instant()));

    assertThat(assertDeletion(204).path("body").asText()).isEmpty();
    assertDeletion(204);

    assertDocumented(HttpRoute.DELETION, 404, delete("nobody"));
    doors.submit(Events.sqs("garbage"));
    assertThat(code(delete("message-0"))).isEqualTo("never_a_task");
  }

  @Test
  void ofADeletedGenerationOnlyTheMomentIsTold() {
    deleted();

    for (var path : List.of("/v1/generations/order-1", "/v1/generations/" + TASK)) {
      var answer = doors.query(Events.http("GET", path, ""));
      assertDocumented(HttpRoute.GENERATION, 410, answer);
      var problem = body(answer);
      assertThat(problem.path("code").asText()).isEqualTo("generation_deleted");
      assertThat(problem.path("deletedAt").asText()).isEqualTo(chain.clock().instant().toString());
    }
    assertDocumented(
        HttpRoute.DELIVERIES,
        410,
        doors.query(Events.http("GET", "/v1/generations/order-1/deliveries", "")));
  }

  @Test
  void openAisClientsAreToldTheSameInTheirShape() {
    deleted();

    var read = doors.query(Events.http("GET", "/openai/v1/images/generations/order-1", ""));
    var again =
        doors.submit(
            Events.http("POST", "/openai/v1/images/generations", GOOD.replace("fox", "fox again")));

    assertDocumented(HttpRoute.OPENAI_GENERATION, 410, read);
    assertDocumented(HttpRoute.OPENAI_GENERATE, 410, again);
    assertThat(body(read).at("/error/code").asText()).isEqualTo("generation_deleted");
    assertThat(body(again).at("/error/code").asText()).isEqualTo("generation_deleted");
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/generations/", "/openai/v1/images/generations/"})
  void whoeverWaitsForItIsToldOfTheDeletionAtOnce(String path) {
    doors.submit(Events.submit(GOOD));
    doors.pause().during(2, this::endedAndDeleted);
    var reading = Events.http("GET", path + "order-1", "");
    reading.putObject("queryStringParameters").put("wait", "20");

    var answer = doors.query(reading);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(410);
    assertThat(doors.pause().count()).isEqualTo(2);
  }

  @Test
  void aSubmitThatWaitsHoldsTheLineNoLonger() {
    doors.pause().during(2, this::endedAndDeleted);

    var answer = doors.submit(Events.header(Events.submit(GOOD), "prefer", "wait=20"));

    assertDocumented(HttpRoute.SUBMIT, 202, answer);
    assertThat(doors.pause().count()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "recheck", "deliveries/webhook/replay"})
  void nothingIsDecidedAboutADeletedGeneration(String decision) {
    deleted();

    var answer = doors.control(Events.http("POST", "/v1/generations/order-1/" + decision, ""));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(410);
    assertThat(chain.queue().checks()).isEmpty();
  }

  @Test
  void theIdIsNotPaidForAgainOverHttp() {
    deleted();

    var answer = doors.submit(Events.submit(GOOD));

    assertDocumented(HttpRoute.SUBMIT, 409, answer);
    assertThat(code(answer)).isEqualTo("generation_deleted");
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void theIdIsNotPaidForAgainOverAQueueAndItsSenderCanLookItUp() {
    deleted();

    var answer = doors.submit(Events.sqs(withToken()));

    assertThat(answer.path("batchItemFailures")).isEmpty();
    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(chain.tokens().failures()).hasSize(1);
    assertThat(chain.store().findRefusal(TASK))
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("generation_deleted"));
    assertThat(
            body(doors.query(Events.http("GET", "/v1/generations/order-1", "")))
                .path("status")
                .asInt())
        .isEqualTo(410);
    var openAi = doors.query(Events.http("GET", "/openai/v1/images/generations/order-1", ""));
    assertDocumented(HttpRoute.OPENAI_GENERATION, 410, openAi);
  }

  @Test
  void aDeadLetterOfADeletedGenerationIsRemoved() {
    deleted();
    var letters = new TestingDeadLetters();
    letters.put("letter-1", withToken());

    doors.deadLetters(letters).tell(Duration.ofSeconds(10));

    assertThat(letters.ids()).isEmpty();
    assertThat(chain.tokens().failures()).hasSize(1);
    assertThat(chain.store().find(TASK)).isEmpty();
  }

  @Test
  void callbacksChecksAndTheSweepChangeNothing() {
    deleted();
    var tombstone = chain.store().findDeleted(TASK);
    var token = TestingCallback.token(Examples.ACME, TASK);

    doors.callback(Events.http("POST", "/v1/callbacks/acme/" + token, "t-1"));
    var settled = doors.settle(Events.sqs(CheckJson.write(Check.of(TASK))));
    doors.sweep(Events.tree("{}"));

    assertThat(settled.path("batchItemFailures")).isEmpty();
    assertThat(chain.store().find(TASK)).isEmpty();
    assertThat(chain.store().findDeleted(TASK)).isEqualTo(tombstone);
    assertThat(acme.asked()).isEmpty();
  }

  private void deleted() {
    doors.submit(Events.submit(GOOD));
    endedAndDeleted();
  }

  private void endedAndDeleted() {
    store(failed(stored()));
    store(stored().published(chain.clock().instant()));
    assertDeletion(204);
    chain.queue().clear();
  }

  private JsonNode assertDeletion(int status) {
    var answer = delete("order-1");
    assertDocumented(HttpRoute.DELETION, status, answer);
    return answer;
  }

  private JsonNode delete(String id) {
    return doors.control(Events.http("DELETE", "/v1/generations/" + id, ""), images);
  }

  private Task failed(Task task) {
    return task.failed(
        Failure.of(ErrorCode.GENERATION_FAILED, "no", Examples.ACME),
        Finality.CERTAIN,
        Optional.of(acme.ref()),
        chain.clock().instant());
  }

  private void store(Task next) {
    assertThat(chain.store().replace(next)).isTrue();
  }

  private Task stored() {
    return chain.store().find(TASK).orElseThrow();
  }

  private static String withToken() {
    return GOOD.replace("}", ",\"taskToken\":\"token-1\"}");
  }

  private static String code(JsonNode answer) {
    return body(answer).path("code").asText();
  }

  private static JsonNode body(JsonNode answer) {
    return Events.tree(answer.path("body").asText());
  }
}
