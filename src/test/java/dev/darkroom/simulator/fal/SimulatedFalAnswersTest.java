package dev.darkroom.simulator.fal;

import static dev.darkroom.simulator.fal.FalClient.FOUR_FIVE;
import static dev.darkroom.simulator.fal.FalClient.KEY;
import static dev.darkroom.simulator.fal.FalClient.LITE;
import static dev.darkroom.simulator.fal.FalClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.simulator.CreateCall;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.Wire;
import dev.darkroom.testing.ManualClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The documented answers of the queue. */
class SimulatedFalAnswersTest {
  private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
  private final Simulator simulator =
      Simulator.start(
          SimulatorOptions.hurried().withTaskTime(Duration.ofSeconds(10)).withClock(clock));
  private final FalClient fal = new FalClient(simulator);

  @AfterEach
  void close() {
    fal.close();
    simulator.close();
  }

  @Test
  void aCreateIsAnsweredAsTheDocumentShows() throws Exception {
    var response = fal.create(LITE, order("a red fox"));

    JsonNode answer = Wire.json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(answer)
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"status":"IN_QUEUE","request_id":"%1$s","gateway_request_id":"%1$s",
                    "response_url":"%2$s","status_url":"%2$s/status","cancel_url":"%2$s/cancel",
                    "queue_position":0}"""
                        .formatted(
                            answer.path("request_id").textValue(),
                            simulator.url("fal")
                                + "/bytedance/seedream/requests/"
                                + answer.path("request_id").textValue())));
    assertThat(simulator.requests("fal")).containsExactly(new CreateCall(LITE, order("a red fox")));
  }

  @Test
  void aRequestGoesFromTheQueueThroughARunnerToItsResult() throws Exception {
    String id = fal.accepted(order("a red fox").put("seed", 7));

    var inQueue = fal.state(id);
    clock.advance(Duration.ofSeconds(5));
    var inProgress = fal.state(id);
    var tooEarly = fal.result(id);
    clock.advance(Duration.ofSeconds(5));
    var completed = fal.state(id);
    var result = Wire.json(fal.result(id));

    assertThat(inQueue.statusCode()).isEqualTo(202);
    assertThat(Wire.json(inQueue).path("status").textValue()).isEqualTo("IN_QUEUE");
    assertThat(Wire.json(inQueue).path("queue_position").isInt()).isTrue();
    assertThat(inProgress.statusCode()).isEqualTo(202);
    assertThat(Wire.json(inProgress).path("status").textValue()).isEqualTo("IN_PROGRESS");
    assertRefused(tooEarly, 400, "Request is still in progress");
    assertThat(completed.statusCode()).isEqualTo(200);
    assertThat(Wire.json(completed).path("status").textValue()).isEqualTo("COMPLETED");
    assertThat(Wire.json(completed).at("/metrics/inference_time").doubleValue()).isEqualTo(10);
    assertThat(Wire.json(completed).has("images")).isFalse();
    assertThat(result.path("images")).hasSize(1);
    assertThat(result.at("/images/0/url").textValue()).contains("/fal/files/");
    assertThat(result.at("/images/0/content_type").textValue()).isEqualTo("image/jpeg");
    assertThat(result.at("/images/0/width").intValue()).isEqualTo(2048);
    assertThat(result.path("seed").longValue()).isEqualTo(7);
  }

  @Test
  void logsAreShownToThoseWhoAskForThem() throws Exception {
    String id = fal.accepted(order("a red fox"));
    clock.advance(Duration.ofSeconds(5));
    String state = "/bytedance/seedream/requests/" + id + "/status";

    assertThat(Wire.json(fal.get(state + "?logs=1")).path("logs")).hasSize(1);
    assertThat(Wire.json(fal.get(state + "?logs=0")).path("logs").isNull()).isTrue();
  }

  @Test
  void aRequestThatFailedIsCompletedAndItsResultSaysWhy() throws Exception {
    String id = fal.accepted(order("a red fox @fault:failed"));
    clock.advance(Duration.ofSeconds(10));

    var result = fal.result(id);

    assertThat(Wire.json(fal.state(id)).path("status").textValue()).isEqualTo("COMPLETED");
    assertThat(result.statusCode()).isEqualTo(422);
    assertThat(Wire.json(result).at("/detail/0/type").textValue())
        .isEqualTo("content_policy_violation");
    assertThat(Wire.json(result).at("/detail/0/loc/1").textValue()).isEqualTo("prompt");
  }

  @Test
  void aRequestIsKnownUnderItsOwnAppAlone() throws Exception {
    String lite = fal.accepted(order("a red fox"));
    String fourFive = fal.accepted(FOUR_FIVE, order("a red fox"));

    assertThat(fal.get("/bytedance/seedream/requests/" + lite + "/status").statusCode())
        .isEqualTo(202);
    assertRefused(
        fal.get("/fal-ai/bytedance/requests/" + lite + "/status"), 404, "Request not found");
    assertThat(fal.get("/fal-ai/bytedance/requests/" + fourFive + "/status").statusCode())
        .isEqualTo(202);
  }

  @Test
  void aRequestThatWaitsIsTakenOutOfTheQueueAndNotBilled() throws Exception {
    String id = fal.accepted(order("a red fox"));

    var cancelled = fal.cancel(id);
    clock.advance(Duration.ofSeconds(10));

    assertCancelled(cancelled, 200, "OK");
    assertThat(simulator.accepted("fox")).isZero();
    assertThat(simulator.taken("fal")).isEmpty();
    assertThat(Wire.json(fal.state(id)).path("error_type").textValue())
        .isEqualTo("client_cancelled");
    assertThat(fal.result(id).statusCode()).isEqualTo(499);
    assertCancelled(fal.cancel(id), 400, "ALREADY_COMPLETED");
  }

  @Test
  void aRequestThatRunsIsAskedToStopAndGoesOn() throws Exception {
    String id = fal.accepted(order("a red fox"));
    clock.advance(Duration.ofSeconds(5));

    var cancelled = fal.cancel(id);
    clock.advance(Duration.ofSeconds(5));

    assertCancelled(cancelled, 202, "CANCELLATION_REQUESTED");
    assertThat(simulator.accepted("fox")).isEqualTo(1);
    assertThat(fal.result(id).statusCode()).isEqualTo(200);
    assertCancelled(fal.cancel(id), 400, "ALREADY_COMPLETED");
  }

  @Test
  void whatIsNotThereOrBelongsToOthersCannotBeCancelled() throws Exception {
    String id = fal.accepted(order("a red fox"));
    String path = "/bytedance/seedream/requests/" + id + "/cancel";

    assertCancelled(fal.cancel("764cabcf-b745-4b3e-ae38-1200304cf45b"), 404, "NOT_FOUND");
    assertCancelled(fal.wire().call("PUT", path, "fal-other:1", ""), 404, "NOT_FOUND");
    assertRefused(
        fal.wire().call("PUT", path, "", ""),
        401,
        "Authentication is required to access this application.");
    assertThat(simulator.accepted("fox")).isEqualTo(1);
  }

  @Test
  void aRefusalOfThePlatformIsAText() throws Exception {
    String body = order("a red fox").toString();

    assertRefused(
        fal.wire().call("POST", LITE, "", body),
        401,
        "Authentication is required to access this application.");
    assertThat(fal.wire().call("POST", LITE, "sk-poor", body).statusCode()).isEqualTo(403);
    assertThat(fal.wire().call("POST", LITE, "sk-noaccess", body).statusCode()).isEqualTo(403);
    assertRefused(fal.create("/fal-ai/nothing", order("x")), 404, "Application not found");
    assertRefused(fal.get(LITE), 405, "Method Not Allowed");
    assertThat(simulator.accepted("")).isZero();
  }

  @Test
  void aKeyNeedsTheSchemeOfFal() throws Exception {
    try (var bearer = new Wire(simulator.url("fal"))) {
      var response = bearer.call("POST", LITE, KEY, order("a red fox").toString());

      assertThat(response.statusCode()).isEqualTo(401);
    }
  }

  private static void assertCancelled(HttpResponse<String> response, int status, String word)
      throws Exception {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Wire.json(response).path("status").textValue()).isEqualTo(word);
  }

  private static void assertRefused(HttpResponse<String> response, int status, String detail)
      throws Exception {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Wire.json(response).path("detail").textValue()).isEqualTo(detail);
  }
}
