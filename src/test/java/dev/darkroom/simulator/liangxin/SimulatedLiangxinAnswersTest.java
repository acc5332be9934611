package dev.darkroom.simulator.liangxin;

import static dev.darkroom.simulator.liangxin.LiangxinClient.KEY;
import static dev.darkroom.simulator.liangxin.LiangxinClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.Wire;
import dev.darkroom.testing.ManualClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The documented answers, word for word where the documents have words. */
class SimulatedLiangxinAnswersTest {
  private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
  private final Simulator simulator =
      Simulator.start(
          SimulatorOptions.hurried().withTaskTime(Duration.ofSeconds(10)).withClock(clock));
  private final LiangxinClient liangxin = new LiangxinClient(simulator);

  @AfterEach
  void close() {
    liangxin.close();
    simulator.close();
  }

  @Test
  void aCreateIsAnsweredAsTheDocumentShows() throws Exception {
    var response = liangxin.create(order("a premium tea bottle"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body())
        .isEqualTo(
            """
            {"code":200,"msg":"success","data":{"taskId":"task_seedream-v4-5_1795168800000"}}""");
  }

  @Test
  void tasksOfTheSameMillisecondHaveTheirOwnIds() throws Exception {
    assertThat(liangxin.accepted(order("a fox"))).isNotEqualTo(liangxin.accepted(order("a fox")));
  }

  @Test
  void aTaskGoesThroughAllStatesUntilItsResultIsJsonWithinAString() throws Exception {
    var order = order("a fox").put("callBackUrl", "https://example.com/secret");
    String id = liangxin.accepted(order);

    JsonNode waiting = liangxin.task(id);
    clock.advance(Duration.ofSeconds(1));
    JsonNode queuing = liangxin.task(id);
    clock.advance(Duration.ofSeconds(4));
    JsonNode generating = liangxin.task(id);
    clock.advance(Duration.ofSeconds(5));
    JsonNode success = liangxin.task(id);

    assertThat(waiting.path("state").textValue()).isEqualTo("waiting");
    assertThat(queuing.path("state").textValue()).isEqualTo("queuing");
    assertThat(generating.path("state").textValue()).isEqualTo("generating");
    assertThat(generating.path("resultJson").textValue()).isEmpty();
    assertThat(success.path("state").textValue()).isEqualTo("success");
    assertThat(success.path("resultJson").textValue())
        .matches(
            "\\{\"resultUrls\":\\[\"http://localhost:%d/liangxin/files/[0-9a-f]{32}_0\\.jpg\\?.*\"]}"
                .formatted(simulator.port()));
    assertThat(success.path("failCode").textValue()).isEmpty();
    assertThat(success.path("failMsg").textValue()).isEmpty();
    assertThat(success.path("createTime").longValue()).isEqualTo(1_795_168_800_000L);
    assertThat(success.path("completeTime").longValue()).isEqualTo(1_795_168_810_000L);
    assertThat(new JsonMapper().readTree(success.path("param").textValue())).isEqualTo(order);
  }

  @Test
  void theKeyIsLookedAtBeforeTheTaskLayer() throws Exception {
    var without = create("", "{}");
    var bad = create("sk-bad", "{}");
    var query = liangxin.record("task_x_1", "sk-bad");

    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(bad.statusCode()).isEqualTo(401);
    assertThat(query.statusCode()).isEqualTo(401);
    assertThat(without.body())
        .isEqualTo(
            """
            {"error":{"message":"invalid token","type":"new_api_error","code":""}}""");
  }

  @Test
  void quotaAndAccessAreThePlatformsBusiness() throws Exception {
    var poor = create("sk-poor", order("a fox").toString());
    var stranger = create("sk-noaccess", order("a fox").toString());

    assertThat(poor.statusCode()).isEqualTo(403);
    assertThat(Wire.json(poor).at("/error/type").textValue()).isEqualTo("new_api_error");
    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(Wire.json(stranger).at("/error/message").textValue()).contains("seedream-v4-5");
    assertThat(simulator.accepted("")).isZero();
  }

  @Test
  void tooManyCreatesSaturateTheUpstream() throws Exception {
    var options = SimulatorOptions.hurried().withClock(clock).withCreatesPerSecond(1);

    try (var narrow = Simulator.start(options);
        var client = new LiangxinClient(narrow)) {
      client.create(order("one"));
      var second = client.create(order("two"));

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(Wire.json(second).at("/error/message").textValue()).contains("load is saturated");
    }
  }

  @Test
  void aTaskThatIsNotThereIsNotFound() throws Exception {
    String id = liangxin.accepted(order("a fox"));

    var unknown = liangxin.record("task_seedream-v4-5_1", KEY);
    var foreign = liangxin.record(id, "sk-other");
    var without = liangxin.record("", KEY);

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body())
        .isEqualTo(
            """
            {"code":404,"msg":"task not found","data":null}""");
    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(without.statusCode()).isEqualTo(400);
  }

  @Test
  void unknownPathsMethodsAndHugeBodiesStopAtThePlatform() throws Exception {
    var nowhere = liangxin.wire().call("GET", "/api/v1/jobs/cancel", KEY, "");
    var wrongMethod = liangxin.wire().call("GET", "/api/v1/jobs/createTask", KEY, "");
    var huge = create(KEY, "x".repeat((16 << 20) + 1));

    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(wrongMethod.statusCode()).isEqualTo(405);
    assertThat(huge.statusCode()).isEqualTo(413);
    assertThat(Wire.json(huge).at("/error/type").textValue()).isEqualTo("new_api_error");
  }

  private HttpResponse<String> create(String key, String body)
      throws IOException, InterruptedException {
    return liangxin.wire().call("POST", "/api/v1/jobs/createTask", key, body);
  }
}
