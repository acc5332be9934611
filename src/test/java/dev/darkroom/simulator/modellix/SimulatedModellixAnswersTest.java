package dev.darkroom.simulator.modellix;

import static dev.darkroom.simulator.modellix.ModellixClient.KEY;
import static dev.darkroom.simulator.modellix.ModellixClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.simulator.CreateCall;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.Wire;
import dev.darkroom.testing.ManualClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The documented answers, and what the official clients make of them. */
class SimulatedModellixAnswersTest {
  private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
  private final Simulator simulator =
      Simulator.start(
          SimulatorOptions.hurried().withTaskTime(Duration.ofSeconds(10)).withClock(clock));
  private final ModellixClient modellix = new ModellixClient(simulator);

  @AfterEach
  void close() {
    modellix.close();
    simulator.close();
  }

  @Test
  void aCreateIsAnsweredAsTheDocumentShows() throws Exception {
    var response = modellix.create(order("a watercolour"));

    JsonNode answer = Wire.json(response);
    String id = answer.at("/data/task_id").textValue();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(id).startsWith("task-");
    assertThat(answer)
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"code":0,"message":"success","data":{"status":"pending","task_id":"%s",
                    "model_id":"%s","get_result":{"method":"GET",
                    "url":"http://localhost:%d/modellix/api/v1/tasks/%s"}}}"""
                        .formatted(
                            id, answer.at("/data/model_id").textValue(), simulator.port(), id)));
  }

  @Test
  void aTaskGoesFromPendingThroughProcessingToSuccess() throws Exception {
    String id =
        modellix.accepted(
            order("foxes")
                .put("size", "2304x1728")
                .put("output_format", "png")
                .put("sequential_image_generation", "auto")
                .put("sequential_image_generation_max_images", 3));

    JsonNode atFirst = modellix.answer(id);
    clock.advance(Duration.ofSeconds(5));
    JsonNode halfway = modellix.task(id);
    clock.advance(Duration.ofSeconds(5));
    JsonNode atLast = modellix.task(id);

    assertThat(atFirst.path("code").intValue()).isZero();
    assertThat(atFirst.path("data").fieldNames())
        .toIterable()
        .containsExactly("status", "task_id", "model_id");
    assertThat(atFirst.at("/data/status").textValue()).isEqualTo("pending");
    assertThat(halfway.path("status").textValue()).isEqualTo("processing");
    assertThat(atLast.path("status").textValue()).isEqualTo("success");
    assertThat(atLast.path("task_id").textValue()).isEqualTo(id);
    assertThat(atLast.at("/result/resources")).hasSize(3);
    JsonNode first = atLast.at("/result/resources/0");
    assertThat(first.path("url").textValue()).contains("/modellix/files/").contains("_0.png?");
    assertThat(first.path("type").textValue()).isEqualTo("image");
    assertThat(first.path("width").intValue()).isEqualTo(2304);
    assertThat(first.path("height").intValue()).isEqualTo(1728);
    assertThat(first.path("format").textValue()).isEqualTo("png");
    assertThat(first.path("role").textValue()).isEqualTo("primary");
    assertThat(atLast.path("duration").longValue()).isEqualTo(10_000);
    assertThat(atLast.at("/billing/status").textValue()).isEqualTo("succeeded");
    assertThat(atLast.at("/billing/amount").textValue()).isEqualTo("0.1200");
    assertThat(atLast.path("result_expires_at").longValue())
        .isEqualTo(clock.millis() + Duration.ofHours(24).toMillis());
  }

  @Test
  void thePathMayBeTheNewestOne() throws Exception {
    var response = modellix.create("/api/v1/bytedance/seedream-4.5-t2i", order("a fox"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(simulator.requests("modellix"))
        .containsExactly(new CreateCall("/api/v1/bytedance/seedream-4.5-t2i", order("a fox")));
  }

  @Test
  void clientsWhoseAddressHasNoPathArriveToo() throws Exception {
    try (var wire = new Wire(URI.create("http://localhost:" + simulator.port()))) {
      var created = wire.call("POST", ModellixClient.LITE, KEY, order("a fox").toString());
      String id = Wire.json(created).at("/data/task_id").textValue();
      var task = wire.call("GET", "/api/v1/tasks/" + id, KEY, "");

      assertThat(created.statusCode()).isEqualTo(200);
      assertThat(Wire.json(task).at("/data/task_id").textValue()).isEqualTo(id);
    }
  }

  @Test
  void everyAnswerSaysHowManyCallsAreLeft() throws Exception {
    var options = SimulatorOptions.hurried().withClock(clock).withCreatesPerSecond(2);

    try (var narrow = Simulator.start(options);
        var client = new ModellixClient(narrow)) {
      var first = client.create(order("one"));
      client.create(order("two"));
      var third = client.create(order("three"));

      assertThat(header(first, "X-RateLimit-Limit")).isEqualTo("2");
      assertThat(header(first, "X-RateLimit-Remaining")).isEqualTo("1");
      assertThat(header(first, "X-RateLimit-Reset"))
          .isEqualTo(Long.toString(clock.instant().getEpochSecond() + 1));
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(header(third, "X-RateLimit-Remaining")).isEqualTo("0");
      assertThat(Wire.json(third).path("code").intValue()).isEqualTo(429);
    }
  }

  @Test
  void aRefusalHasItsStatusAsItsCode() throws Exception {
    String body = order("a fox").toString();
    var noKey = modellix.wire().call("POST", ModellixClient.LITE, "", body);
    var bad = modellix.wire().call("GET", "/api/v1/models", "sk-bad", "");
    var poor = modellix.wire().call("POST", ModellixClient.LITE, "sk-poor", body);
    var stranger = modellix.wire().call("POST", ModellixClient.LITE, "sk-noaccess", body);

    assertRefused(noKey, 401, "Unauthorized: ");
    assertRefused(bad, 401, "Unauthorized: ");
    assertRefused(poor, 402, "Payment Required: ");
    assertRefused(stranger, 403, "Forbidden: ");
    assertThat(simulator.accepted("")).isZero();
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    String id = modellix.accepted(order("a fox"));

    var foreign = modellix.wire().call("GET", "/api/v1/tasks/" + id, "mdlx-other", "");
    assertRefused(modellix.get("/api/v1/tasks/task-none"), 404, "Not Found: ");
    assertRefused(foreign, 404, "Not Found: ");
    assertRefused(modellix.create("/api/v1/bytedance/none/async", order("x")), 404, "Not Found: ");
    assertRefused(modellix.create("/api/v1/google/imagen/async", order("x")), 404, "Not Found: ");
    assertRefused(modellix.create("/api/v2/x", order("x")), 404, "Not Found: ");
    assertRefused(modellix.get(ModellixClient.LITE), 405, "Method Not Allowed: ");
  }

  @Test
  void theAccountIsShownAsTheCliReadsIt() throws Exception {
    JsonNode validity = Wire.json(modellix.get("/api/v1/apikey/validate"));
    JsonNode balance = Wire.json(modellix.get("/api/v1/team/balance"));
    JsonNode models = Wire.json(modellix.get("/api/v1/models"));

    assertThat(validity.at("/data/is_valid").booleanValue()).isTrue();
    assertThat(balance.at("/data/balance").isNumber()).isTrue();
    assertThat(models.path("models").findValuesAsText("slug"))
        .containsExactly(
            "bytedance/seedream-5.0-lite",
            "bytedance/seedream-5.0-lite-edit",
            "bytedance/seedream-4.5-t2i");
  }

  private static void assertRefused(HttpResponse<String> response, int status, String category)
      throws Exception {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Wire.json(response).path("code").intValue()).isEqualTo(status);
    assertThat(Wire.json(response).path("message").textValue())
        .startsWith(category)
        .hasSizeGreaterThan(category.length());
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
