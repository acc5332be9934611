package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.FakeRecovery;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that nobody thought of, at the routes by which people decide. Each is answered as it is
 * documented, says no secret, and makes no paid call. A failure of Darkroom's own is never the
 * answer: the store and the queue work.
 */
class RandomDecisionsTest {
  private static final int TASKS = 240;
  private static final int REQUESTS = 25;
  private static final List<String> SECRETS =
      List.of("a red fox", "receiver.example", "s3cret-token", "signed=1", FakeRecovery.BODY);
  private static final String EVENT =
      """
      {"id":"order-1","model":"seedream-5.0-lite","prompt":"a red fox",
       "notify":{"url":"https://receiver.example/s3cret-token"}}""";
  private static final String TASK = TaskId.of(new RequestId("order-1")).value();
  private static final List<String> IDS =
      List.of(
          "order-1",
          TASK,
          TASK.toUpperCase(Locale.ROOT),
          "order%2D1",
          "order-1%00",
          "order-1%",
          "%6frder-1",
          "a%2Fb",
          "%FF%FE",
          "%ED%A0%80",
          "🦊",
          "%F0%9F%A6%8A",
          "..",
          ".",
          "%2e%2e",
          "x".repeat(255),
          "x".repeat(256),
          "x".repeat(9000),
          "v1",
          "generations",
          " ",
          "+",
          "\u0000",
          "\ud800",
          "message-0",
          "{id}",
          "order-1;a=b",
          "order-1?x",
          "canary#acme");
  private static final List<String> CHANNELS =
      List.of(
          "webhook",
          "event-bus",
          "task-token",
          "event bus",
          "WEBHOOK",
          "event_bus",
          "webhook%20",
          "pigeon",
          "",
          "%F0%9F%A6%8A",
          "\u0000",
          "x".repeat(300));
  private static final List<String> PROVIDERS =
      List.of("acme", "ACME", "nobody", "acme%00", "%61cme", "🦊", "a/b", "", "x".repeat(300), "-");
  private static final List<String> METHODS =
      List.of("POST", "GET", "POST", "GET", "post", "PUT", "DELETE", "HEAD", "OPTIONS", "", "🦊");
  private static final List<String> BASES =
      List.of(
          "", "", "", "/prod", "/a/b/c", "/v1", "/v1/generations", "//evil.example", "/ü", "/%2F");
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-16",
          "text/plain",
          "",
          "application/x-www-form-urlencoded",
          "application/cloudevents+json",
          "APPLICATION/JSON",
          "multipart/form-data; boundary=x",
          "🦊",
          "+json",
          ";");
  private static final List<String> BODIES =
      List.of(
          "",
          "{}",
          "null",
          "[]",
          "true",
          "0",
          "\"x\"",
          " ",
          "\ufeff{}",
          "{",
          "{}{}",
          "{\"late\":null}",
          "{\"late\":\"drop\"}",
          "{\"late\":\"keep\",\"late\":\"drop\"}",
          "{\"late\":[\"drop\"]}",
          "{\"late\":\"\\u0000\"}",
          "{\"late\":\"\\ud800\"}",
          "{\"late\":1e999999999}",
          "{\"Late\":\"drop\"}",
          "{\"decision\":\"abandon\"}",
          "{\"decision\":\"Abandon\"}",
          "{\"decision\":\"attach\"}",
          attach("task-acme"),
          attach("other"),
          attach("🦊".repeat(512)),
          attach("🦊".repeat(256)),
          attach("x".repeat(513)),
          attach(" "),
          attach("\\u0000"),
          attach("../../x"),
          attach("%s%n%d"),
          attach("\\ud83e"),
          "{\"decision\":\"attach\",\"providerTaskId\":7}",
          "{\"decision\":\"abandon\",\"providerTaskId\":null}",
          "{\"decision\":{\"a\":" + "[".repeat(5000),
          "[".repeat(7000),
          "x".repeat(9000),
          "\ud800",
          "{\"" + "x".repeat(5000) + "\":1}",
          "{\"🦊\":\"\\ud800\",\"\\u0000\":1}");

  private static String attach(String id) {
    return "{\"decision\":\"attach\",\"providerTaskId\":\"" + id + "\"}";
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, TASKS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyRequestIsAnsweredAsDocumented(long seed) {
    var random = new Random(seed * 0x9E3779B97F4A7C15L);
    var acme = new FakeProvider(Examples.ACME);
    var chain = Chain.with(acme);
    prepare(random, acme, chain);
    int paid = chain.submitCount();
    for (int number = 0; number < REQUESTS; number++) {
      judge(new Doors(chain), event(random), "seed %d".formatted(seed));
    }
    assertThat(chain.submitCount()).as("no decision pays").isEqualTo(paid);
  }

  private static void judge(Doors doors, ObjectNode event, String seed) {
    var words = seed + ": " + event;
    for (var answer : List.of(doors.control(event), doors.query(event))) {
      assertThat(answer.toString()).as(words).doesNotContain(SECRETS);
      assertThat(answer.path("statusCode").asInt()).as(words).isLessThan(500);
      assertDocumented(event, answer);
    }
  }

  private static void prepare(Random random, FakeProvider acme, Chain chain) {
    if (random.nextBoolean()) {
      acme.willAnswer(new SubmitResult.InDoubt("timed out", Optional.of(FakeRecovery.sent())));
    }
    if (random.nextBoolean()) {
      acme.recoversBy(new FakeRecovery());
    }
    acme.willReport(ref -> ref.equals(acme.ref()) ? running() : new CheckResult.NotKnown());
    var doors = new Doors(chain);
    doors.submit(Events.submit(EVENT));
    doors.submit(Events.sqs("garbage"));
    if (random.nextInt(3) == 0) {
      told(acme, chain);
    }
    if (random.nextInt(5) == 0) {
      chain.clock().advance(Duration.ofHours(1));
    }
  }

  private static CheckResult running() {
    return new CheckResult.Reported(
        new ProviderReport.Running(), Optional.empty(), Optional.empty());
  }

  /** Its webhook was tried, and answered something else. */
  private static void told(FakeProvider acme, Chain chain) {
    var task = chain.store().find(new TaskId(TASK)).orElseThrow();
    var failed =
        task.failed(
            Failure.of(ErrorCode.GENERATION_FAILED, "no", Examples.ACME),
            Finality.CERTAIN,
            Optional.of(acme.ref()),
            Examples.NOW);
    chain.store().replace(failed);
    chain
        .store()
        .replace(
            failed.published(
                List.of(
                    PublishAttempt.givenUp(
                        "webhook", failed.outcomeId(), Examples.NOW, "it answered 410")),
                Examples.NOW));
  }

  private static ObjectNode event(Random random) {
    var path = pick(random, BASES) + path(random) + (random.nextInt(8) == 0 ? "/" : "");
    var event = Events.http(pick(random, METHODS), path, any(random, BODIES));
    Events.header(event, "content-type", pick(random, TYPES));
    if (random.nextInt(6) == 0) {
      ((ObjectNode) event.path("headers")).remove("content-type");
    }
    if (random.nextInt(4) == 0) {
      Events.header(event, "origin", "https://evil.example");
    }
    if (random.nextInt(4) == 0) {
      event.put("isBase64Encoded", true);
    }
    if (random.nextInt(3) == 0) {
      var query = event.putObject("queryStringParameters");
      query.put(
          "status", pick(random, List.of("open", "in_doubt", "in_doubt,open", "", "IN_DOUBT")));
      query.put(
          "after",
          pick(
              random,
              List.of(
                  "",
                  "x",
                  TASK,
                  TASK + "-99999999999.999999999",
                  TASK + "-0",
                  "i".repeat(26) + "-1")));
    }
    return event;
  }

  private static String path(Random random) {
    var generation = "/v1/generations/" + pick(random, IDS);
    return any(
        random,
        List.of(
            "/v1/generations",
            generation,
            generation + "/cancel",
            generation + "/resolution",
            generation + "/resolution",
            generation + "/recheck",
            generation + "/deliveries",
            generation + "/deliveries/" + pick(random, CHANNELS) + "/replay",
            generation + "/cancel/cancel",
            "/v1/providers/" + pick(random, PROVIDERS) + "/canary"));
  }

  private static void assertDocumented(ObjectNode event, JsonNode answer) {
    int status = answer.path("statusCode").asInt();
    var method = event.at("/requestContext/http/method").asText().toUpperCase(Locale.ROOT);
    var match = HttpRoute.match(method, event.path("rawPath").asText());
    boolean isElsewhere = answer.path("body").asText().contains("There is no such route here");
    if (match instanceof Found found && !isElsewhere) {
      OpenApiRoutesTest.assertDocumented(found.route(), status, answer);
    } else {
      assertThat(status).isIn(404, 405);
    }
  }

  private static <T> T any(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** Every other time the first one, which is a good one. */
  private static <T> T pick(Random random, List<T> some) {
    return some.get(random.nextBoolean() ? 0 : random.nextInt(some.size()));
  }
}
