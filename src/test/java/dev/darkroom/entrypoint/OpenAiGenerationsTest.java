package dev.darkroom.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.check.Check;
import dev.darkroom.check.CheckJson;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code POST /openai/v1/images/generations}, and what became of it, as OpenAI's clients see it.
 */
class OpenAiGenerationsTest extends SubmitFunctionFixture {
  private static final String GENERATIONS = "/openai/v1/images/generations";
  private static final String LEAST =
      """
      {"model":"seedream-5.0-lite","prompt":"a red fox"}""";

  @Test
  void theFieldsOfOpenAiBecomeThoseOfTheEvent() {
    var answer =
        keyed(
            """
            {"model":"seedream-5.0-lite","prompt":"a red fox","n":2,"size":"2048x2048",
             "output_format":"png","response_format":"url","quality":"auto","moderation":"auto",
             "background":"auto","stream":false,"partial_images":0,"style":null,"user":"u-1"}""");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    var request = task().request();
    assertThat(request.spec().count()).isEqualTo(2);
    assertThat(request.spec().dimensions()).isEqualTo(new Dimensions.Pixels(2048, 2048));
    assertThat(request.spec().outputFormat()).contains(OutputFormat.PNG);
    assertThat(request.delivery().metadata()).isEqualTo(Map.of("user", "u-1"));
  }

  @Test
  void theFieldsOfTheEventMeanTheSameHere() {
    var answer =
        keyed(
            """
        {"model":"seedream-5.0-lite","prompt":"a red fox","size":"auto","aspectRatio":"16:9",
         "seed":7,"onLoss":"adapt","metadata":{"order":"4711"},"user":"u-1"}""");

    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(202);
    var request = task().request();
    assertThat(request.spec().seed()).contains(7L);
    assertThat(request.delivery().metadata()).isEqualTo(Map.of("order", "4711", "user", "u-1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"quality\":\"hd\"              | quality",
        "\"moderation\":\"low\"          | moderation",
        "\"background\":\"transparent\"  | background",
        "\"style\":\"vivid\"             | style",
        "\"stream\":true                 | stream",
        "\"partial_images\":1            | partial_images",
        "\"output_compression\":50       | output_compression",
        "\"input_fidelity\":\"high\"     | input_fidelity",
        "\"mask\":\"x\"                  | mask",
        "\"response_format\":\"webp\"    | response_format",
        "\"response_format\":7           | response_format",
        "\"output_format\":\"webp\"      | output_format",
        "\"size\":\"1024\"               | size",
        "\"size\":\"0x9\"                | size",
        "\"size\":7                      | size",
        "\"size\":\"9x9\",\"width\":9    | size",
        "\"n\":0                         | n",
        "\"n\":\"2\"                     | n",
        "\"n\":2,\"count\":2             | n",
        "\"user\":7                      | user",
        "\"user\":\"a\",\"metadata\":{\"user\":\"b\"} | user",
        "\"promt\":\"x\"                 | promt",
        "\"metadata\":7,\"user\":\"a\"   | metadata"
      })
  void whatCannotBeHonouredIsNamedAndSpendsNothing(String field, String param) {
    var answer = keyed(LEAST.replace("}", "," + field + "}"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(error(answer).path("param").asText()).isEqualTo(param);
    assertThat(error(answer).path("code").asText()).isEqualTo("invalid_request");
    assertThat(error(answer).path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error(answer).path("message").asText()).startsWith(param + ": ");
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    var answer = keyed("{\"quality\":\"hd\",\"n\":99}");

    assertThat(error(answer).path("message").asText())
        .contains("quality: ", "n: ", "model: ", "GET /v1/models", "prompt: ")
        .doesNotContain("count:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not JSON", "[]", "{\"n\":1,\"n\":2}", "{\"prompt\":\"\\ud800\"}"})
  void whatIsNoObjectIsAnErrorInOpenAisShape(String body) {
    var answer = keyed(body);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(error(answer).path("message").asText()).isNotBlank();
    assertThat(header(answer, "content-type")).isEqualTo("application/json");
  }

  @Test
  void anUnknownModelIsAnErrorThatListsTheKnownOnes() {
    var answer = keyed(LEAST.replace("seedream-5.0-lite", "gpt-image-1"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(error(answer).path("param").asText()).isEqualTo("model");
    assertThat(error(answer).path("message").asText()).contains("seedream-5.0-lite");
  }

  @Test
  void theImageIsAnsweredAsSoonAsItIsThereWithoutAsking() {
    acme.willReport(new Succeeded(List.of(Examples.remote(0)), Optional.empty()));
    doors.pause().during(3, this::settle);

    var answer = keyed(LEAST);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(doors.pause().count()).isEqualTo(3);
    assertThat(body(answer).path("created").asLong()).isEqualTo(Examples.NOW.getEpochSecond());
    assertThat(body(answer).at("/data/0/url").asText()).startsWith("https://bucket.example/");
    assertThat(body(answer).at("/data/0").has("b64_json")).isFalse();
    assertThat(body(answer).path("output_format").asText()).isEqualTo("png");
    assertThat(body(answer).path("size").asText()).matches("\\d+x\\d+");
    assertThat(body(answer).path("id").asText()).isEqualTo("order-1");
    assertThat(body(answer).path("status").asText()).isEqualTo("succeeded");
    assertThat(answer.path("headers").has("retry-after")).isFalse();
  }

  @Test
  void whatIsNotOverIsAnsweredWithoutDataAndCanBeRead() {
    var answer = keyed(LEAST);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(doors.pause().count()).as("25 seconds at most").isEqualTo(24);
    assertThat(body(answer).path("data")).isEmpty();
    assertThat(body(answer).path("status").asText()).isEqualTo("processing");
    assertThat(header(answer, "retry-after")).isNotEmpty();
    assertThat(header(answer, "location")).isEqualTo(GENERATIONS + "/" + TASK);
    acme.willReport(new Succeeded(List.of(Examples.remote(0)), Optional.empty()));
    settle();

    var later = query(Events.http("GET", header(answer, "location"), ""));

    assertThat(later.path("statusCode").asInt()).isEqualTo(200);
    assertThat(body(later).path("data")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"wait=0,0", "wait=5,4", "respond-async,24"})
  void aPreferenceMayShortenTheWait(String preference, int pauses) {
    submit(Events.header(key(post(LEAST)), "prefer", preference));

    assertThat(doors.pause().count()).isEqualTo(pauses);
  }

  @Test
  void aReaderMayWaitToo() {
    submit(Events.header(key(post(LEAST)), "prefer", "wait=0"));
    acme.willReport(new Succeeded(List.of(Examples.remote(0)), Optional.empty()));
    doors.pause().during(2, this::settle);
    var event = Events.http("GET", GENERATIONS + "/order-1", "");
    event.putObject("queryStringParameters").put("wait", "9");

    var answer = query(event);

    assertThat(body(answer).path("data")).hasSize(1);
    assertThat(doors.pause().count()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "CONTENT_REFUSED,400,content_policy_violation",
    "GENERATION_FAILED,502,generation_failed"
  })
  void aFailureIsAnErrorThatNoClientRetries(ErrorCode code, int status, String text) {
    acme.willReport(new Rejected(Failure.of(code, "no fox", Examples.ACME)));
    doors.pause().during(1, this::settle);

    var answer = keyed(LEAST);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    assertThat(error(answer).path("code").asText()).isEqualTo(text);
    assertThat(error(answer).path("message").asText()).contains("no fox");
    assertThat(error(answer).path("id").asText()).isEqualTo("order-1");
    assertThat(header(answer, "x-should-retry")).isEqualTo("false");
  }

  @Test
  void aCancelledOneIsGone() {
    submit(Events.header(key(post(LEAST)), "prefer", "wait=0"));
    doors.control(Events.http("POST", "/v1/generations/order-1/cancel", ""));

    var answer = query(Events.http("GET", GENERATIONS + "/order-1", ""));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(410);
    assertThat(error(answer).path("code").asText()).isEqualTo("cancelled");
  }

  @Test
  void theRefusalOfAnEventThatCameByQueueIsAnError() {
    doors.submit(Events.sqs("garbage"));

    var answer = query(Events.http("GET", GENERATIONS + "/message-0", ""));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(error(answer).path("id").asText()).isEqualTo("message-0");
  }

  @Test
  void anImageIsAnsweredWithinTheAnswerWhereItIsWanted() {
    acme.willReport(new Succeeded(List.of(Examples.remote(0)), Optional.empty()));
    doors.pause().during(1, this::settle);

    var answer = keyed(LEAST.replace("}", ",\"response_format\":\"b64_json\"}"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(
            new String(
                Base64.getDecoder().decode(body(answer).at("/data/0/b64_json").asText()), UTF_8))
        .as("the double's bytes are its key")
        .startsWith("generations/" + TASK);
    assertThat(body(answer).at("/data/0").has("url")).isFalse();
    assertThat(header(answer, "location")).endsWith("?response_format=b64_json");
  }

  @Test
  void imagesThatAreTooLargeForAnAnswerAreKeptAndTheirIdIsTold() {
    delivered(4 * 1024 * 1024 + 1);

    var inline = read("b64_json");
    var linked = read("url");

    assertThat(inline.path("statusCode").asInt()).isEqualTo(400);
    assertThat(error(inline).path("code").asText()).isEqualTo("images_too_large");
    assertThat(error(inline).path("message").asText()).contains("response_format=url");
    assertThat(error(inline).path("id").asText()).isEqualTo("order-1");
    assertThat(body(linked).path("data")).hasSize(1);
    assertThat(read("jpg").path("statusCode").asInt()).isEqualTo(400);
  }

  @Test
  void asManyBytesAsFitAreAnswered() {
    delivered(4 * 1024 * 1024);

    assertThat(read("b64_json").path("statusCode").asInt()).isEqualTo(200);
  }

  @Test
  void aBucketThatDoesNotAnswerLosesNothing() {
    delivered(1000);
    var down = new Doors(chain).withoutBucket();

    var answer = down.query(reading("b64_json"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
    assertThat(error(answer).path("id").asText()).isEqualTo("order-1");
  }

  /** A bucket may expire its objects, and its owner may delete them: no repetition helps. */
  @Test
  void anImageThatIsNotInTheBucketAnyMoreIsGone() {
    delivered("key-0", "gone-1");

    var inline = read("b64_json");

    assertThat(inline.path("statusCode").asInt()).isEqualTo(410);
    assertThat(error(inline).path("code").asText()).isEqualTo("images_gone");
    assertThat(error(inline).path("message").asText()).doesNotContain("in a moment");
    assertThat(error(inline).path("id").asText()).isEqualTo("order-1");
    assertThat(header(inline, "x-should-retry")).isEqualTo("false");
    assertThat(body(read("url")).path("data")).hasSize(2);
  }

  private void delivered(String... keys) {
    delivered(
        IntStream.range(0, keys.length)
            .mapToObj(at -> new StoredImage(at, keys[at], "image/png", 8, 8, 9, "ab".repeat(32)))
            .toList());
  }

  private void delivered(long bytes) {
    delivered(List.of(new StoredImage(0, "key-0", "image/png", 8, 8, bytes, "ab".repeat(32))));
  }

  private void delivered(List<StoredImage> images) {
    submit(Events.header(key(post(LEAST)), "prefer", "wait=0"));
    store.replace(
        task().delivered(acme.ref(), images, List.of(), List.of(), Optional.empty(), Examples.NOW));
  }

  private JsonNode read(String format) {
    return query(reading(format));
  }

  private static ObjectNode reading(String format) {
    var event = Events.http("GET", GENERATIONS + "/order-1", "");
    event.putObject("queryStringParameters").put("response_format", format);
    return event;
  }

  @ParameterizedTest
  @CsvSource({
    "CONTENT_REFUSED,400,content_policy_violation",
    "INVALID_REQUEST,400,invalid_request"
  })
  void aRefusalByTheProviderIsTheClientsFault(ErrorCode code, int status, String text) {
    acme.willAnswer(new SubmitResult.Refused(Failure.of(code, "no fox", Examples.ACME)));

    var answer = keyed(LEAST);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    assertThat(error(answer).path("code").asText()).isEqualTo(text);
  }

  @Test
  void withAKeyARetryIsWelcome() {
    acme.willAnswer(notNow(Optional.of(Duration.ofSeconds(7))));

    var answer = keyed(LEAST);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(429);
    assertThat(header(answer, "retry-after")).isEqualTo("7");
    assertThat(answer.path("headers").has("x-should-retry")).isFalse();
  }

  @Test
  void withoutAKeyNoClientRetriesByItself() {
    acme.willAnswer(notNow(Optional.empty()));

    var answer = submit(post(LEAST));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(429);
    assertThat(header(answer, "x-should-retry")).isEqualTo("false");
  }

  @Test
  void aFailureOfOursWithoutAKeySaysThatARetryMayPayTwice() {
    store.failOnClaim();

    var answer = submit(post(LEAST));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
    assertThat(header(answer, "x-should-retry")).isEqualTo("false");
    assertThat(error(answer).path("type").asText()).isEqualTo("server_error");
    assertThat(error(answer).path("message").asText()).contains("Idempotency-Key");
    assertThat(header(keyed(LEAST), "x-should-retry")).isEmpty();
  }

  /** The first try may have been paid for, and its answer lost. */
  @Test
  void aRetryWithoutAKeyIsRefusedBeforeAnything() {
    var answer = submit(Events.header(post(LEAST), "x-stainless-retry-count", "1"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(409);
    assertThat(error(answer).path("code").asText()).isEqualTo("idempotency_key_required");
    assertThat(error(answer).path("message").asText()).contains("extra_headers", "maxRetries");
    assertThat(header(answer, "x-should-retry")).isEqualTo("false");
    assertThat(acme.submitCount()).isZero();
  }

  /** A proxy may join two of these headers. What is not the first try for certain is a retry. */
  @ParameterizedTest
  @ValueSource(
      strings = {"1", "01", "0, 1", "1,1", " 2", "+1", "1.0", "", "one", "-1", "99999999999"})
  void whatIsNotTheFirstTryForCertainIsRefusedWithoutAKey(String count) {
    var answer = submit(Events.header(post(LEAST), "x-stainless-retry-count", count));

    assertThat(error(answer).path("code").asText()).isEqualTo("idempotency_key_required");
    assertThat(acme.submitCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "00", " 0 ", "0, 0"})
  void theFirstTryNeedsNoKey(String count) {
    submit(
        Events.header(
            Events.header(post(LEAST), "x-stainless-retry-count", count), "prefer", "wait=0"));

    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aRetryWithAKeyPaysOnce() {
    submit(Events.header(key(post(LEAST)), "x-stainless-retry-count", "0"));
    var answer = submit(Events.header(key(post(LEAST)), "x-stainless-retry-count", "1"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(header(answer, "idempotency-replayed")).isEqualTo("true");
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  /** The id beside the other fields is the same thing as the header. */
  @Test
  void aRetryWithAnIdInItsBodyPaysOnce() {
    var body = LEAST.replace("}", ",\"id\":\"order-1\"}");
    submit(post(body));
    submit(Events.header(post(body), "x-stainless-retry-count", "2"));

    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void theSameEventOverBothDoorsIsOneRequest() {
    doors.submit(Events.submit(Events.GOOD));
    keyed(LEAST);

    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aTaskTokenBesideAWrongFieldIsHandedBack() {
    keyed(LEAST.replace("}", ",\"taskToken\":\"token-1\",\"quality\":\"hd\"}"));

    assertThat(chain.tokens().failures()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/openai/v1/images/generations,405",
    "DELETE,/openai/v1/models,405",
    "GET,/openai/v1/images/variations,404",
    "GET,/openai/v1/images/generations/nobody,404"
  })
  void otherPathsAreErrorsInOpenAisShape(String method, String path, int status) {
    var answer = doors.query(Events.http(method, path, ""));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    assertThat(error(answer).path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(header(answer, "content-type")).isEqualTo("application/json");
  }

  @Test
  void anotherMediaTypeAndATooLargeOneAreErrorsInOpenAisShape() {
    var form = submit(Events.header(post(LEAST), "content-type", "text/plain"));
    var large = submit(post(" ".repeat(1 << 18) + LEAST));

    assertThat(form.path("statusCode").asInt()).isEqualTo(415);
    assertThat(error(form).path("code").asText()).isEqualTo("unsupported_media_type");
    assertThat(large.path("statusCode").asInt()).isEqualTo(413);
    assertThat(error(large).path("code").asText()).isEqualTo("event_too_large");
  }

  @Test
  void theModelsAreListedAsOpenAiLists() {
    var answer =
        documented(
            HttpRoute.OPENAI_MODELS, doors.query(Events.http("GET", "/openai/v1/models", "")));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(body(answer).path("object").asText()).isEqualTo("list");
    assertThat(body(answer).at("/data").findValuesAsText("id")).contains("seedream-5.0-lite");
    assertThat(body(answer).at("/data/0/object").asText()).isEqualTo("model");
    assertThat(body(answer).at("/data/0/owned_by").asText()).isEqualTo("darkroom");
    assertThat(body(answer).at("/data/0/created").isIntegralNumber()).isTrue();
  }

  @Test
  void aModelIsFoundAsOpenAiFindsIt() {
    var answer = model("seedream-5.0-lite");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    var listed = body(doors.query(Events.http("GET", "/openai/v1/models", ""))).path("data");
    assertThat(listed).contains(body(answer));
    assertThat(body(answer).path("id").asText()).isEqualTo("seedream-5.0-lite");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-image-1", "Seedream-5.0-Lite", "..", "a%2Fb", "%00"})
  void aModelThatNobodyOffersIsNotFound(String name) {
    var answer = model(name);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(404);
    assertThat(error(answer).path("code").asText()).isEqualTo("model_not_found");
    assertThat(error(answer).path("param").asText()).isEqualTo("model");
    assertThat(error(answer).path("type").asText()).isEqualTo("invalid_request_error");
  }

  @Test
  void aModelOfAProviderThatIsOffIsNotListedNorFound() {
    acme.isOff();

    var answer =
        documented(
            HttpRoute.OPENAI_MODELS, doors.query(Events.http("GET", "/openai/v1/models", "")));

    assertThat(body(answer).path("data")).isEmpty();
    assertThat(model("seedream-5.0-lite").path("statusCode").asInt()).isEqualTo(404);
  }

  @Test
  void everyAnswerHasTheIdOfItsRequest() {
    var answers =
        List.of(
            keyed(LEAST),
            keyed(LEAST.replace("}", ",\"quality\":\"hd\"}")),
            model("seedream-5.0-lite"),
            doors.query(Events.http("GET", "/openai/v1/nothing", "")));

    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(header(answer, "x-request-id")).isEqualTo("JKJaXmPLvHcESHA="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\r\nset-cookie: b=c", "\u00e9", " "})
  void anIdThatIsNoHeaderIsLeftOut(String id) {
    var event = Events.http("GET", "/openai/v1/models", "");
    event.withObject("/requestContext").put("requestId", id);

    assertThat(doors.query(event).path("headers").has("x-request-id")).isFalse();
  }

  @Test
  void darkroomsOwnRoutesAnswerWithoutIt() {
    var answer = doors.query(Events.http("GET", "/v1/models", ""));

    assertThat(answer.path("headers").has("x-request-id")).isFalse();
  }

  private JsonNode model(String name) {
    return documented(
        HttpRoute.OPENAI_MODEL, doors.query(Events.http("GET", "/openai/v1/models/" + name, "")));
  }

  private JsonNode keyed(String body) {
    return submit(key(post(body)));
  }

  private JsonNode submit(ObjectNode event) {
    return documented(HttpRoute.OPENAI_GENERATE, doors.submit(event));
  }

  private JsonNode query(ObjectNode event) {
    return documented(HttpRoute.OPENAI_GENERATION, doors.query(event));
  }

  private static JsonNode documented(HttpRoute route, JsonNode answer) {
    OpenApiRoutesTest.assertDocumented(route, answer.path("statusCode").asInt(), answer);
    return answer;
  }

  private static ObjectNode key(ObjectNode event) {
    return Events.header(event, "idempotency-key", "order-1");
  }

  private static ObjectNode post(String body) {
    return Events.http("POST", GENERATIONS, body);
  }

  private Task task() {
    return store.find(TaskId.of(new RequestId("order-1"))).orElseThrow();
  }

  private void settle() {
    doors.settle(Events.sqs(CheckJson.write(Check.of(new TaskId(TASK)))));
  }

  private static JsonNode error(JsonNode answer) {
    return body(answer).path("error");
  }

  private static JsonNode body(JsonNode answer) {
    return Events.tree(answer.path("body").asText());
  }
}
