package dev.darkroom.entrypoint;

import static dev.darkroom.entrypoint.Events.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Submits through the HTTP API. */
class SubmitOverHttpTest extends SubmitFunctionFixture {
  @Test
  void anHttpSubmitIsAnsweredWith202AndTheTask() {
    var answer = doors.submit(Events.submit(GOOD));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(header(answer, "content-type")).isEqualTo("application/json");
    assertThat(header(answer, "location")).isEqualTo("/v1/generations/" + TASK);
    assertThat(answer.path("isBase64Encoded").asBoolean()).isFalse();
    assertThat(body(answer).path("id").asText()).isEqualTo("order-1");
    assertThat(body(answer).path("taskId").asText()).isEqualTo(TASK);
    assertThat(body(answer).path("status").asText()).isEqualTo("processing");
  }

  @Test
  void aRepeatedHttpSubmitIsAnsweredAlikeAndMarked() {
    var first = doors.submit(Events.submit(GOOD));
    var second = doors.submit(Events.base64(Events.submit(GOOD)));

    assertThat(second.path("statusCode").asInt()).isEqualTo(202);
    assertThat(body(second)).isEqualTo(body(first));
    assertThat(header(second, "idempotency-replayed")).isEqualTo("true");
    assertThat(first.path("headers").has("idempotency-replayed")).isFalse();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void theIdempotencyKeyHeaderIsTheId() {
    var event =
        Events.submit(
            """
        {"model":"seedream-5.0-lite","prompt":"fox"}""");

    var answer = doors.submit(Events.header(event, "Idempotency-Key", "order-1"));

    assertThat(body(answer).path("taskId").asText()).isEqualTo(TASK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | invalid_request | not JSON",
        "400 | invalid_request | {}",
        "400 | invalid_request | {\"model\":\"nobody\",\"prompt\":\"fox\"}",
        "422 | not_honourable  | {\"model\":\"seedream-5.0-lite\",\"prompt\":\"fox\",\"aspectRatio\":\"2:3\"}"
      })
  void whatCannotBeIsAProblem(int status, String code, String body) {
    assertProblem(doors.submit(Events.submit(body)), status, code);
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void anHttpEventTooLargeIsAProblem() {
    var answer = doors.submit(Events.submit(" ".repeat(256 * 1024) + GOOD));

    assertProblem(answer, 413, "event_too_large");
  }

  @Test
  void anotherBodyUnderTheSameIdIsAProblem() {
    doors.submit(Events.submit(GOOD));

    assertProblem(
        doors.submit(Events.submit(GOOD.replace("red", "grey"))), 422, "idempotency_mismatch");
  }

  @Test
  void aProvidersRefusalIsAProblem() {
    acme.willAnswer(
        new SubmitResult.Refused(
            Failure.of(ErrorCode.CONTENT_REFUSED, "not that.", Examples.ACME)));

    assertProblem(doors.submit(Events.submit(GOOD)), 422, "content_refused");
  }

  @Test
  void aProviderThatCannotNowIsAProblemThatSaysWhen() {
    acme.willAnswer(notNow(Optional.of(Duration.ofSeconds(7))));
    acme.willAnswer(notNow(Optional.of(Duration.ofMillis(7))));
    acme.willAnswer(notNow(Optional.empty()));

    var said = doors.submit(Events.submit(GOOD));
    var atOnce = doors.submit(Events.submit(GOOD));
    var unsaid = doors.submit(Events.submit(GOOD));

    assertProblem(said, 503, "rate_limited");
    assertThat(header(said, "retry-after")).isEqualTo("7");
    assertThat(header(atOnce, "retry-after")).isEqualTo("1");
    assertThat(header(unsaid, "retry-after")).isEqualTo("30");
  }

  @Test
  void aSubmitInDoubtIsAnsweredAsATask() {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));

    var answer = doors.submit(Events.submit(GOOD));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(body(answer).path("status").asText()).isEqualTo("in_doubt");
  }

  @Test
  void aFailureOfOursIsAProblemWithoutItsInsides() {
    store.failOnClaim();

    var answer = doors.submit(Events.submit(GOOD));

    assertProblem(answer, 503, "try_again");
    assertThat(answer.toString()).doesNotContain("Exception").doesNotContain("the store is down");
    assertThat(acme.submitCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "multipart/form-data; boundary=x"})
  void anotherMediaTypeIsAProblem(String type) {
    var answer = doors.submit(Events.header(Events.submit(GOOD), "content-type", type));

    assertProblem(answer, 415, "unsupported_media_type");
    assertThat(header(answer, "accept")).isEqualTo("application/json");
    assertThat(acme.submitCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=utf-8",
        "Application/JSON",
        "application/cloudevents+json",
        "application/x-www-form-urlencoded"
      })
  void jsonIsTakenUnderItsOtherNamesAndFromCurl(String type) {
    var answer = doors.submit(Events.header(Events.submit(GOOD), "content-type", type));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
  }

  @Test
  void aFormFromAWebPageIsNotTaken() {
    var event =
        Events.header(Events.submit(GOOD), "content-type", "application/x-www-form-urlencoded");

    assertProblem(
        doors.submit(Events.header(event, "origin", "https://evil.example")),
        415,
        "unsupported_media_type");
  }

  @Test
  void anotherMethodIsAProblemThatNamesTheRightOnes() {
    var answer = doors.submit(Events.http("PUT", "/v1/generations", GOOD));

    assertProblem(answer, 405, "method_not_allowed");
    assertThat(header(answer, "allow")).isEqualTo("POST, GET");
  }

  @Test
  void anotherPathIsAProblemAndSoIsARouteOfAnotherFunction() {
    assertProblem(doors.submit(Events.http("POST", "/v1/elsewhere", GOOD)), 404, "not_found");
    assertProblem(doors.submit(Events.http("GET", "/v1/models", "")), 404, "not_found");
  }

  private static void assertProblem(JsonNode answer, int status, String code) {
    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    assertThat(header(answer, "content-type")).isEqualTo("application/problem+json");
    assertThat(body(answer).path("status").asInt()).isEqualTo(status);
    assertThat(body(answer).path("code").asText()).isEqualTo(code);
    assertThat(body(answer).path("type").asText()).isEqualTo("urn:darkroom:problem:" + code);
    assertThat(body(answer).path("title").asText()).isNotBlank();
    assertThat(body(answer).path("detail").asText()).isNotBlank();
    assertThat(body(answer).path("errors").isArray()).isTrue();
  }

  private static JsonNode body(JsonNode answer) {
    return Events.tree(answer.path("body").asText());
  }
}
