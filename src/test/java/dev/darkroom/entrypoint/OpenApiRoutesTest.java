package dev.darkroom.entrypoint;

import static dev.darkroom.entrypoint.Events.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.control.TestingLetters;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.provider.CanaryResult;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.schema.Documents;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.FakeRecovery;
import dev.darkroom.testing.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes are the documented ones, and answer as it is documented. */
class OpenApiRoutesTest {
  private static final String TOLD_BY_WEBHOOK =
      GOOD.replace("}", ",\"notify\":{\"url\":\"https://example.com/done\"}}");

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final Chain chain = Chain.on(store, acme);
  private final Doors doors = new Doors(chain);

  @Test
  void everyRouteIsDocumentedAndNoOther() {
    var documented = new ArrayList<String>();
    for (var path : Schemas.openApi().path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(HttpRoute.values())
                .filter(route -> !route.path().startsWith("/ui")) // a page is no API
                .map(route -> route.method() + " " + route.path())
                .toList());
  }

  @Test
  void theSchemaOfTheEventIsAnswered() {
    var answer = doors.query(Events.http("GET", "/v1/schema", ""));

    assertThat(header(answer, "content-type")).isEqualTo("application/schema+json");
    assertThat(header(answer, "cache-control")).isEqualTo("public, max-age=300");
    assertThat(body(answer)).isEqualTo(new Documents().event());
    assertDocumented(HttpRoute.SCHEMA, 200, answer);
  }

  @Test
  void theOpenApiDocumentIsAnswered() {
    var answer = doors.query(Events.http("GET", "/v1/openapi.json", ""));

    assertThat(header(answer, "content-type")).isEqualTo("application/json");
    assertThat(body(answer)).isEqualTo(new Documents().openApi());
    assertDocumented(HttpRoute.OPENAPI, 200, answer);
  }

  @Test
  void aSubmitIsAnsweredAsDocumentedAlsoWhenItIsRepeated() {
    assertDocumented(HttpRoute.SUBMIT, 202, doors.submit(Events.submit(GOOD)));
    assertDocumented(HttpRoute.SUBMIT, 202, doors.submit(Events.submit(GOOD)));
  }

  @Test
  void aSubmitInDoubtIsAnsweredAsDocumented() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));

    assertDocumented(HttpRoute.SUBMIT, 202, doors.submit(Events.submit(GOOD)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "{}",
        """
        {"model":"nobody","prompt":"fox"}\
        """,
        """
        {"model":"seedream-5.0-lite","prompt":"fox","count":0}\
        """
      })
  void aBadEventIsAnsweredAsDocumented(String body) {
    assertDocumented(HttpRoute.SUBMIT, 400, doors.submit(Events.submit(body)));
  }

  @Test
  void whatCannotBeIsAnsweredAsDocumented() {
    var form = Events.header(Events.submit(GOOD), "content-type", "text/plain");
    doors.submit(Events.submit(GOOD));

    assertDocumented(HttpRoute.SUBMIT, 415, doors.submit(form));
    assertDocumented(
        HttpRoute.SUBMIT, 413, doors.submit(Events.submit(" ".repeat(1 << 18) + GOOD)));
    assertDocumented(
        HttpRoute.SUBMIT, 422, doors.submit(Events.submit(GOOD.replace("red", "grey"))));
    assertDocumented(
        HttpRoute.SUBMIT,
        422,
        doors.submit(Events.submit(GOOD.replace("}", ",\"aspectRatio\":\"2:3\"}"))));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTENT_REFUSED", "INVALID_REQUEST", "GENERATION_FAILED"})
  void aProvidersRefusalIsAnsweredAsDocumented(ErrorCode code) {
    acme.willAnswer(new SubmitResult.Refused(failure(code)));

    var answer = doors.submit(Events.submit(GOOD));

    assertDocumented(HttpRoute.SUBMIT, code == ErrorCode.GENERATION_FAILED ? 502 : 422, answer);
  }

  @ParameterizedTest
  @EnumSource(names = {"RATE_LIMITED", "QUOTA_EXHAUSTED", "KEY_REJECTED", "PROVIDER_UNAVAILABLE"})
  void aProviderThatCannotNowIsAnsweredAsDocumented(ErrorCode code) {
    acme.willAnswer(new SubmitResult.Transient(failure(code), Optional.empty()));

    assertDocumented(HttpRoute.SUBMIT, 503, doors.submit(Events.submit(GOOD)));
  }

  @Test
  void aRecordThatCannotBeReadIsNoReasonToAskAgain() {
    doors.submit(Events.submit(GOOD));
    store.holdUnreadableRecords();

    var answers =
        Map.of(
            HttpRoute.GENERATION, get("/v1/generations/order-1"),
            HttpRoute.SUBMIT, doors.submit(Events.submit(GOOD)),
            HttpRoute.CANCEL, control("order-1/cancel", ""),
            HttpRoute.RECHECK, control("order-1/recheck", ""),
            HttpRoute.RESOLUTION, control("order-1/resolution", "{\"decision\":\"abandon\"}"),
            HttpRoute.DELIVERIES, get("/v1/generations/order-1/deliveries"),
            HttpRoute.REPLAY, replay("order-1", "webhook"));

    answers.forEach(
        (route, answer) -> {
          assertDocumented(route, 500, answer);
          assertThat(body(answer).path("code").asText()).isEqualTo("record_unreadable");
          assertThat(body(answer).path("detail").asText())
              .contains("does not help")
              .doesNotContain("schema 9");
        });
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aFailureOfOursIsAnsweredAsDocumented() {
    store.failOnClaim();

    assertDocumented(HttpRoute.SUBMIT, 503, doors.submit(Events.submit(GOOD)));
  }

  @Test
  void aRecordAndARefusalAreAnsweredAsDocumented() {
    doors.submit(Events.submit(GOOD));
    doors.submit(Events.sqs("garbage"));

    assertDocumented(HttpRoute.GENERATION, 200, get("/v1/generations/order-1"));
    assertDocumented(HttpRoute.GENERATION, 200, get("/v1/generations/message-0"));
    assertDocumented(HttpRoute.GENERATION, 404, get("/v1/generations/nobody"));
  }

  @Test
  void openGenerationsAreAnsweredAsDocumented() {
    doors.submit(Events.submit(GOOD));

    assertDocumented(HttpRoute.GENERATIONS, 200, get("/v1/generations", "status", "open"));
    assertDocumented(HttpRoute.GENERATIONS, 400, get("/v1/generations", "status", "closed"));
  }

  @Test
  void theListIsAnsweredAsDocumented() {
    doors.submit(Events.submit(GOOD));
    doors.submit(Events.submit(GOOD.replace("order-1", "order-2")));

    var page = get("/v1/generations", "status", "processing", "limit", "1");
    assertDocumented(HttpRoute.GENERATIONS, 200, page);
    assertThat(body(page).at("/generations/0/id").asText()).startsWith("order-");
    var next = body(page).path("next").asText();
    assertDocumented(HttpRoute.GENERATIONS, 400, get("/v1/generations", "after", next));
    assertDocumented(
        HttpRoute.GENERATIONS, 200, get("/v1/generations", "status", "processing", "after", next));
    var off = new Doors(Chain.on(new InMemoryTaskStore(/* isListOn= */ false), acme));
    assertDocumented(
        HttpRoute.GENERATIONS, 409, off.query(Events.http("GET", "/v1/generations", "")));
  }

  @Test
  void thoseInDoubtAreAnsweredAsDocumented() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));
    doors.submit(Events.submit(GOOD));

    assertDocumented(HttpRoute.GENERATIONS, 200, get("/v1/generations", "status", "in_doubt"));
  }

  @Test
  void aCancelIsAnsweredAsDocumentedAlsoWhenItIsRepeated() {
    doors.submit(Events.submit(GOOD));
    doors.submit(Events.sqs("garbage"));

    assertDocumented(HttpRoute.CANCEL, 400, control("order-1/cancel", "{\"lat\":\"keep\"}"));
    assertDocumented(HttpRoute.CANCEL, 202, control("order-1/cancel", ""));
    assertDocumented(HttpRoute.CANCEL, 200, control("order-1/cancel", ""));
    assertDocumented(HttpRoute.CANCEL, 404, control("nobody/cancel", ""));
    assertDocumented(HttpRoute.CANCEL, 409, control("message-0/cancel", ""));
    store.failOnReplace();
    assertDocumented(HttpRoute.GENERATION, 200, get("/v1/generations/order-1"));
  }

  @Test
  void aDecisionThatIsNotJsonIsAnsweredAsDocumented() {
    var form = Events.http("POST", "/v1/generations/order-1/cancel", "late=drop");
    var answer = doors.control(Events.header(form, "content-type", "text/plain"));
    assertDocumented(HttpRoute.CANCEL, 415, answer);
  }

  @Test
  void aFailureOfOursDuringACancelIsAnsweredAsDocumented() {
    doors.submit(Events.submit(GOOD));
    store.failOnReplace();

    assertDocumented(HttpRoute.CANCEL, 503, control("order-1/cancel", ""));
  }

  @Test
  void aResolutionIsAnsweredAsDocumented() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));
    doors.submit(Events.submit(GOOD));
    var attach = "{\"decision\":\"attach\",\"providerTaskId\":\"task-acme\"}";

    assertDocumented(HttpRoute.RESOLUTION, 400, control("order-1/resolution", "{}"));
    assertDocumented(HttpRoute.RESOLUTION, 404, control("nobody/resolution", attach));
    acme.willFirstReport(
        new CheckResult.NotKnown(), new CheckResult.Transient("answered 503", Optional.empty()));
    assertDocumented(HttpRoute.RESOLUTION, 409, control("order-1/resolution", attach));
    assertDocumented(HttpRoute.RESOLUTION, 503, control("order-1/resolution", attach));
    assertDocumented(HttpRoute.RESOLUTION, 200, control("order-1/resolution", attach));
    assertDocumented(
        HttpRoute.RESOLUTION, 409, control("order-1/resolution", "{\"decision\":\"abandon\"}"));
  }

  @Test
  void aFailureOfOursDuringAResolutionIsAnsweredAsDocumented() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));
    doors.submit(Events.submit(GOOD));
    store.failOnReplace();

    assertDocumented(
        HttpRoute.RESOLUTION, 503, control("order-1/resolution", "{\"decision\":\"abandon\"}"));
  }

  @Test
  void aRecheckIsAnsweredAsDocumented() {
    doors.submit(Events.submit(GOOD));
    var letters = new TestingLetters();

    assertDocumented(HttpRoute.RECHECK, 202, control("order-1/recheck", ""));
    assertDocumented(
        HttpRoute.RECHECK,
        202,
        doors.control(Events.http("POST", "/v1/generations/order-1/recheck", ""), letters));
    assertDocumented(HttpRoute.RECHECK, 404, control("nobody/recheck", ""));
    chain.queue().goDown();
    assertDocumented(HttpRoute.RECHECK, 503, control("order-1/recheck", ""));
  }

  @Test
  void aRecheckOfWhatIsFinalIsAnsweredAsDocumented() {
    doors.submit(Events.submit(GOOD));
    var task = store.find(TaskId.of(new RequestId("order-1"))).orElseThrow();
    store.replace(
        task.failed(
            failure(ErrorCode.GENERATION_FAILED),
            Finality.CERTAIN,
            Optional.of(acme.ref()),
            Examples.NOW));
    store.replace(store.find(task.id()).orElseThrow().published(Examples.NOW));

    assertDocumented(HttpRoute.RECHECK, 200, control("order-1/recheck", ""));
  }

  @Test
  void deliveriesAreAnsweredAsDocumented() {
    doors.submit(Events.submit(TOLD_BY_WEBHOOK));
    assertDocumented(HttpRoute.DELIVERIES, 200, get("/v1/generations/order-1/deliveries"));
    assertDocumented(HttpRoute.DELIVERIES, 404, get("/v1/generations/nobody/deliveries"));

    ended();

    var answer = get("/v1/generations/order-1/deliveries");
    assertDocumented(HttpRoute.DELIVERIES, 200, answer);
    assertThat(body(answer).path("deliveries").findValuesAsText("channel"))
        .containsExactly("webhook", "event-bus", "task-token");
    assertThat(body(answer).path("deliveries").findValuesAsText("status"))
        .containsExactly("taken", "none", "none");
  }

  @Test
  void aReplayIsAnsweredAsDocumentedAtEveryState() {
    doors.submit(Events.submit(TOLD_BY_WEBHOOK));
    doors.submit(Events.sqs("garbage"));

    assertDocumented(HttpRoute.REPLAY, 409, replay("order-1", "webhook"));
    assertDocumented(HttpRoute.REPLAY, 409, replay("message-0", "webhook"));
    assertDocumented(HttpRoute.REPLAY, 404, replay("nobody", "webhook"));
    ended();
    assertDocumented(HttpRoute.REPLAY, 404, replay("order-1", "pigeon"));
    assertThat(code(replay("order-1", "event-bus"))).isEqualTo("no_subscriber");
    assertThat(code(replay("order-1", "task-token"))).isEqualTo("token_used_once");
    int queued = chain.queue().checks().size();

    assertDocumented(HttpRoute.REPLAY, 202, replay("order-1", "webhook"));
    assertDocumented(HttpRoute.REPLAY, 202, replay("order-1", "webhook"));

    assertThat(chain.queue().checks()).as("two replays, one delivery").hasSize(queued + 1);
  }

  @Test
  void aFailureOfOursDuringAReplayIsAnsweredAsDocumented() {
    doors.submit(Events.submit(TOLD_BY_WEBHOOK));
    ended();
    store.failOnReplace();

    assertDocumented(HttpRoute.REPLAY, 503, replay("order-1", "webhook"));
  }

  private JsonNode replay(String id, String channel) {
    return control(id + "/deliveries/" + channel + "/replay", "");
  }

  private static String code(JsonNode answer) {
    assertDocumented(HttpRoute.REPLAY, 409, answer);
    return body(answer).path("code").asText();
  }

  /** It failed, and the webhook took that. */
  private void ended() {
    var task = store.find(TaskId.of(new RequestId("order-1"))).orElseThrow();
    var failed =
        task.failed(
            failure(ErrorCode.GENERATION_FAILED),
            Finality.CERTAIN,
            Optional.of(acme.ref()),
            Examples.NOW);
    store.replace(failed);
    var taken = PublishAttempt.taken("webhook", failed.outcomeId(), Examples.NOW);
    store.replace(failed.published(List.of(taken), Examples.NOW));
  }

  @Test
  void modelsAreAnsweredAsDocumented() {
    assertDocumented(HttpRoute.MODELS, 200, get("/v1/models"));
  }

  @Test
  void aCanaryIsAnsweredAsDocumented() {
    assertDocumented(HttpRoute.CANARY, 409, canary("acme"));
    assertDocumented(HttpRoute.CANARY_RECORD, 404, get("/v1/providers/acme/canary"));
    var recovery = new FakeRecovery();
    acme.recoversBy(recovery);

    assertDocumented(HttpRoute.CANARY, 404, canary("nobody"));
    assertDocumented(HttpRoute.CANARY, 200, canary("acme"));
    assertDocumented(HttpRoute.CANARY_RECORD, 200, get("/v1/providers/acme/canary"));
    recovery.willSee(new CanaryResult.Failed(/* isTransient= */ false, "the first call: no."));
    assertDocumented(HttpRoute.CANARY, 502, canary("acme"));
    recovery.willSee(new CanaryResult.Failed(/* isTransient= */ true, "no connection"));
    assertDocumented(HttpRoute.CANARY, 503, canary("acme"));
  }

  @Test
  void aCanaryOfAProviderThatIsOffIsAnsweredAsDocumented() {
    acme.recoversBy(new FakeRecovery()).isOff();

    assertDocumented(HttpRoute.CANARY, 409, canary("acme"));
  }

  @Test
  void aCanaryThatCannotBeRecordedIsAnsweredAsDocumented() {
    acme.recoversBy(new FakeRecovery());
    store.failOnCanary();

    var answer = canary("acme");

    assertDocumented(HttpRoute.CANARY, 502, answer);
    assertThat(body(answer).path("detail").asText())
        .as("an image was paid for, and another run pays for one more")
        .contains("It may have cost an image");
    assertDocumented(HttpRoute.CANARY_RECORD, 503, get("/v1/providers/acme/canary"));
  }

  @Test
  void aCallbackIsAnsweredAsDocumented() {
    var token = TestingCallback.token(Examples.ACME, TaskId.of(new RequestId("order-1")));

    assertDocumented(HttpRoute.CALLBACK, 202, ring(token));
    assertDocumented(HttpRoute.CALLBACK, 403, ring(token + "x"));
    chain.queue().goDown();
    assertDocumented(HttpRoute.CALLBACK, 503, ring(token));
  }

  /** The status, the media type, the headers and the body are those of the document. */
  static void assertDocumented(HttpRoute route, int status, JsonNode answer) {
    var response =
        followed(
            Schemas.openApi()
                .path("paths")
                .path(route.path())
                .path(route.method().toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(status)));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    if (status == HttpReply.NO_CONTENT) {
      assertThat(response.has("description")).isTrue();
      assertThat(response.has("content")).isFalse();
      assertThat(answer.path("body").asText()).isEmpty();
      return;
    }
    assertThat(names(response.path("content"))).contains(header(answer, "content-type"));
    assertThat(names(response.path("headers")).stream().map(name -> name.toLowerCase(Locale.ROOT)))
        .containsAll(
            names(answer.path("headers")).stream()
                .filter(name -> !name.equals("content-type"))
                .toList());
    var schema = response.path("content").path(header(answer, "content-type")).path("schema");
    assertThat(schema.isObject()).isTrue();
    assertThat(Schemas.faultsOfAnswer(schema, body(answer))).isEmpty();
    boolean passesCodesOn = route == HttpRoute.SUBMIT || route.isOpenAi(); // of providers
    if (status >= 400 && !passesCodesOn) {
      assertThat(
              response.at("/content/application~1problem+json/examples").findValuesAsText("code"))
          .as("an example of each code")
          .contains(body(answer).path("code").asText());
    }
  }

  private static JsonNode followed(JsonNode node) {
    return node.has("$ref") ? Schemas.openApi().at(node.path("$ref").asText().substring(1)) : node;
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }

  private JsonNode get(String path, String... pairs) {
    var event = Events.http("GET", path, "");
    var query = event.putObject("queryStringParameters");
    for (int at = 0; at < pairs.length; at += 2) {
      query.put(pairs[at], pairs[at + 1]);
    }
    return doors.query(event);
  }

  private JsonNode canary(String provider) {
    return doors.control(Events.http("POST", "/v1/providers/" + provider + "/canary", ""));
  }

  private JsonNode control(String route, String body) {
    return doors.control(Events.http("POST", "/v1/generations/" + route, body));
  }

  private JsonNode ring(String token) {
    return doors.callback(Events.http("POST", "/v1/callbacks/acme/" + token, "t-1"));
  }

  private static Failure failure(ErrorCode code) {
    return Failure.of(code, "no.", Examples.ACME);
  }

  private static String header(JsonNode answer, String name) {
    return answer.path("headers").path(name).asText();
  }

  private static JsonNode body(JsonNode answer) {
    return Events.tree(answer.path("body").asText());
  }
}
