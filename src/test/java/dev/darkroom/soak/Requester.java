package dev.darkroom.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.soak.SoakTask.Said;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;

/**
 * Asks Darkroom over HTTP, as callers and operators do. A call without an answer is made again, and
 * so is a submit that is answered "later".
 */
final class Requester implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIME_OUT = Duration.ofSeconds(60);
  private static final int TRIES = 6;
  private static final int LATERS = 2;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI darkroom;
  private final Clock clock;
  private final Runnable awaitUp;

  /**
   * @param awaitUp returns when Darkroom takes requests again
   */
  Requester(URI darkroom, Clock clock, Runnable awaitUp) {
    this.darkroom = darkroom;
    this.clock = clock;
    this.awaitUp = awaitUp;
  }

  /** Submits until there is an answer that is not "later", or nobody would try any more. */
  void submit(SoakTask task) {
    int laters = 0;
    for (int i = 0; i < TRIES && laters < LATERS; i++) {
      var answer = post(task, "submit", "/v1/generations", JSON.valueToTree(task.event()));
      if (answer.status() == 503) {
        laters++;
      } else if (!answer.isToBeRepeated()) {
        return;
      }
    }
  }

  void cancel(SoakTask task, String late) {
    var body = JSON.createObjectNode().put("late", late);
    decide(task, "cancel " + late, "cancel", body);
  }

  void attach(SoakTask task, String providerTaskId) {
    var body =
        JSON.createObjectNode().put("decision", "attach").put("providerTaskId", providerTaskId);
    decide(task, "attach", "resolution", body);
  }

  void abandon(SoakTask task) {
    decide(task, "abandon", "resolution", JSON.createObjectNode().put("decision", "abandon"));
  }

  void recheck(SoakTask task) {
    decide(task, "recheck", "recheck", JSON.createObjectNode());
  }

  void replay(SoakTask task) {
    decide(task, "replay", "deliveries/event-bus/replay", JSON.createObjectNode());
  }

  /** The record, or what is answered in its place. */
  Answer record(String id) {
    return get("/v1/generations/" + id);
  }

  Answer get(String path) {
    return answered(HttpRequest.newBuilder(darkroom.resolve(path)).GET());
  }

  Answer canary(String provider) {
    var address = darkroom.resolve("/v1/providers/" + provider + "/canary");
    return answered(HttpRequest.newBuilder(address).POST(BodyPublishers.noBody()));
  }

  private Answer answered(HttpRequest.Builder request) {
    var answer = send(request);
    for (int i = 1; i < TRIES && answer.isToBeRepeated(); i++) {
      answer = send(request);
    }
    return answer;
  }

  private void decide(SoakTask task, String name, String route, JsonNode body) {
    var path = "/v1/generations/" + task.id() + "/" + route;
    for (int i = 0; i < TRIES; i++) {
      if (!post(task, name, path, body).isToBeRepeated()) {
        return;
      }
    }
  }

  private Answer post(SoakTask task, String name, String path, JsonNode body) {
    var request =
        HttpRequest.newBuilder(darkroom.resolve(path))
            .header("Idempotency-Key", task.id())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    var answer = send(request);
    task.said(new Said(clock.instant(), name, answer.status(), answer.word()));
    return answer;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.timeout(TIME_OUT).build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    } catch (JsonProcessingException noJson) {
      throw new IllegalStateException("Darkroom answered no JSON", noJson);
    } catch (IOException _) { // it was killed: the answer says that there is none
      awaitUp.run();
      return new Answer(0, JSON.createObjectNode());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Answer(0, JSON.createObjectNode());
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /**
   * An answer of Darkroom.
   *
   * @param status 0: none came
   */
  record Answer(int status, JsonNode body) {
    boolean isToBeRepeated() {
      return status == 0 || status >= 500;
    }

    /** The status of the generation, or the code of the problem. */
    String word() {
      return body.path(status / 100 == 2 ? "status" : "code").asText();
    }
  }
}
