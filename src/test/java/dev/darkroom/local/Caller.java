package dev.darkroom.local;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;

/** Somebody who uses the HTTP API. */
final class Caller {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final JsonMapper JSON = new JsonMapper();

  private Caller() {}

  /** The HTTP face: REST Assured's own default is the mock of Lambda's event server. */
  static RequestSpecification http() {
    return given().baseUri(address());
  }

  /** Where the HTTP face is. */
  static String address() {
    return "http://localhost:"
        + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
  }

  static Response submit(String id, String prompt) {
    return submit(id, Map.of("prompt", prompt));
  }

  static Response submit(String id, Map<String, Object> more) {
    var event = new java.util.HashMap<String, Object>(more);
    event.putIfAbsent("model", "seedream-5.0-lite");
    event.putIfAbsent("provider", "evolink");
    event.compute("prompt", (field, prompt) -> "[" + id + "] " + prompt);
    return http()
        .header("Idempotency-Key", id)
        .contentType(ContentType.JSON)
        .body(event)
        .post("/v1/generations");
  }

  static Response generation(String id) {
    return http().get("/v1/generations/" + id);
  }

  static Response cancel(String id) {
    return http().post("/v1/generations/" + id + "/cancel");
  }

  /** Runs a canary, as an operator does. */
  static Response canary(String provider) {
    return http().post("/v1/providers/" + provider + "/canary");
  }

  /** Asks, as any client would, until the generation is as wanted. */
  static Response await(String id, Predicate<Response> wanted) {
    return until(() -> generation(id), wanted, Response::asString);
  }

  /** Looks until what it sees is as wanted. */
  static <T> T until(Supplier<T> look, Predicate<T> wanted) {
    return until(look, wanted, String::valueOf);
  }

  private static <T> T until(Supplier<T> look, Predicate<T> wanted, Function<T, String> text) {
    var end = Instant.now().plus(PATIENCE);
    var last = look.get();
    while (!wanted.test(last)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("still not so: " + text.apply(last));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      last = look.get();
    }
    return last;
  }

  static Response awaitStatus(String id, String status) {
    return await(id, answer -> json(answer).path("status").asText().equals(status));
  }

  /** The body as a tree: REST Assured compiles a Groovy script for each path that is asked for. */
  static JsonNode json(Response answer) {
    try {
      return JSON.readTree(answer.asString());
    } catch (JsonProcessingException mistake) {
      throw new IllegalArgumentException("no JSON", mistake);
    }
  }
}
