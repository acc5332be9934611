package dev.darkroom.simulator.evolink;

import static dev.darkroom.simulator.evolink.EvolinkClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.testing.ManualClock;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The documented answers, word for word where the document has words. */
class SimulatedEvolinkAnswersTest {
  private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
  private final Simulator simulator =
      Simulator.start(
          SimulatorOptions.hurried().withTaskTime(Duration.ofSeconds(10)).withClock(clock));
  private final EvolinkClient evolink = new EvolinkClient(simulator);

  @AfterEach
  void close() {
    evolink.close();
    simulator.close();
  }

  @Test
  void aCreateIsAnsweredAsTheDocumentShows() throws Exception {
    var response = evolink.create(order("A serene lake").put("size", "16:9").put("n", 1));

    JsonNode answer = evolink.json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.path("id").textValue()).startsWith("task-unified-1795168800-");
    assertThat(answer.toString())
        .isEqualTo(
            """
            {"created":1795168800,"id":"%s","model":"doubao-seedream-5.0-lite",\
            "object":"image.generation.task","progress":0,"status":"pending",\
            "task_info":{"can_cancel":true,"estimated_time":45},"type":"image",\
            "usage":{"billing_rule":"per_call","credits_reserved":2.2,"user_group":"default"}}"""
                .formatted(answer.path("id").textValue()));
  }

  @Test
  void creditsAreReservedByTheUpperBound() throws Exception {
    JsonNode answer = evolink.json(evolink.create(order("five foxes").put("n", 5)));

    assertThat(answer.at("/usage/credits_reserved").decimalValue()).isEqualByComparingTo("11");
  }

  @Test
  void aTaskGoesFromPendingThroughProcessingToCompleted() throws Exception {
    String id = evolink.accepted(order("a fox").put("n", 2));

    JsonNode atFirst = evolink.task(id);
    clock.advance(Duration.ofSeconds(5));
    JsonNode halfway = evolink.task(id);
    clock.advance(Duration.ofSeconds(5));
    JsonNode atLast = evolink.task(id);

    assertThat(atFirst.path("status").textValue()).isEqualTo("pending");
    assertThat(halfway.path("status").textValue()).isEqualTo("processing");
    assertThat(halfway.path("progress").intValue()).isEqualTo(50);
    assertThat(halfway.has("results")).isFalse();
    assertThat(atLast.path("results")).hasSize(2);
    assertThat(atLast.path("results").get(1).textValue())
        .matches(
            "http://localhost:%d/evolink/files/[0-9a-f]{32}_1\\.jpg\\?expires=\\d+&signature=\\w+"
                .formatted(simulator.port()));
    assertThat(((ObjectNode) atLast).without("results").toString())
        .isEqualTo(
            """
            {"created":1795168800,"id":"%s","model":"doubao-seedream-5.0-lite",\
            "object":"image.generation.task","progress":100,"status":"completed",\
            "usage":{"billing_rule":"per_call","credits_used":4.4,\
            "cost":{"credits":4.4,"usd":0.0647}},\
            "task_info":{"can_cancel":false},"type":"image"}"""
                .formatted(id));
  }

  @Test
  void linksAreHandedOutUnderThePublicAddress() throws Exception {
    var options =
        SimulatorOptions.hurried()
            .withTaskTime(Duration.ZERO)
            .withPublicBaseUrl(URI.create("https://pictures.example/"));

    try (var elsewhere = Simulator.start(options);
        var client = new EvolinkClient(elsewhere)) {
      String id = client.accepted(order("a fox"));

      assertThat(client.link(id, 0).toString())
          .startsWith("https://pictures.example/evolink/files/");
    }
  }

  @Test
  void creditsAreShown() throws Exception {
    var response = evolink.call("GET", "/v1/credits", EvolinkClient.KEY, "");

    JsonNode answer = evolink.json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(answer.path("success").booleanValue()).isTrue();
    assertThat(answer.at("/data/user/remaining_credits").isNumber()).isTrue();
  }

  @Test
  void aKeyIsNeeded() throws Exception {
    String body = order("a fox").toString();
    var without = evolink.call("POST", "/v1/images/generations", "", body);
    var foreign = evolink.call("POST", "/v1/images/generations", "key", body);
    var bad = evolink.call("GET", "/v1/tasks/task-unified-1", "sk-bad", "");

    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(foreign.statusCode()).isEqualTo(401);
    assertThat(bad.statusCode()).isEqualTo(401);
    assertThat(without.body())
        .isEqualTo(
            """
            {"error":{"code":"unauthorized","message":"Invalid or expired token",\
            "type":"authentication_error"}}""");
    assertThat(simulator.accepted("")).isZero();
  }

  @Test
  void anAccountWithoutMoneyIsRefused() throws Exception {
    var response =
        evolink.call("POST", "/v1/images/generations", "sk-poor", order("a fox").toString());

    assertThat(response.statusCode()).isEqualTo(402);
    assertThat(response.body())
        .isEqualTo(
            """
            {"error":{"code":"insufficient_quota",\
            "message":"Insufficient quota. Please top up your account.",\
            "type":"insufficient_quota"}}""");
  }

  @Test
  void aKeyWithoutAccessToTheModelIsRefused() throws Exception {
    var response =
        evolink.call("POST", "/v1/images/generations", "sk-noaccess", order("a fox").toString());

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body())
        .isEqualTo(
            """
            {"error":{"code":"model_access_denied",\
            "message":"Token does not have access to model: doubao-seedream-5.0-lite",\
            "type":"invalid_request_error"}}""");
  }

  @Test
  void tooManyCreatesWithinASecondAreThrottled() throws Exception {
    var options = SimulatorOptions.hurried().withClock(clock).withCreatesPerSecond(1);

    try (var narrow = Simulator.start(options);
        var client = new EvolinkClient(narrow)) {
      var first = client.create(order("one"));
      var second = client.create(order("two"));
      clock.advance(Duration.ofSeconds(1));
      var third = client.create(order("three"));

      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.headers().firstValue("Retry-After")).contains("1");
      assertThat(client.json(second).at("/error/code").textValue())
          .isEqualTo("rate_limit_exceeded");
      assertThat(third.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTaskIsShownToItsOwnKeyOnly() throws Exception {
    String id = evolink.accepted(order("a fox"));

    var foreign = evolink.call("GET", "/v1/tasks/" + id, "sk-other", "");
    var unknown = evolink.call("GET", "/v1/tasks/task-unified-0-none", EvolinkClient.KEY, "");
    var malformed = evolink.call("GET", "/v1/tasks/none", EvolinkClient.KEY, "");

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(evolink.json(foreign).at("/error/code").textValue()).isEqualTo("permission_denied");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(evolink.json(unknown).at("/error/code").textValue()).isEqualTo("task_not_found");
    assertThat(malformed.statusCode()).isEqualTo(400);
    assertThat(evolink.json(malformed).at("/error/code").textValue()).isEqualTo("invalid_task_id");
  }

  @Test
  void unknownPathsAndMethodsDiffer() throws Exception {
    var nowhere = evolink.call("GET", "/v1/videos", EvolinkClient.KEY, "");
    var wrongMethod = evolink.call("GET", "/v1/images/generations", EvolinkClient.KEY, "");

    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(wrongMethod.statusCode()).isEqualTo(405);
    assertThat(wrongMethod.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void aBodyOfMoreThanAMebibyteIsTooLarge() throws Exception {
    var response = evolink.create(order("x".repeat(3 << 20)));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(evolink.json(response).has("error")).isTrue();
  }
}
