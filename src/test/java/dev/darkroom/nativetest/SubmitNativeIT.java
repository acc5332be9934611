package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit}: an event in any of its forms makes one paid call. */
@TestInstance(Lifecycle.PER_CLASS)
class SubmitNativeIT {
  private Site site;

  @BeforeAll
  void build(@TempDir Path folder) {
    site = Site.in(folder);
  }

  @AfterAll
  void end() {
    site.close();
  }

  @Test
  void anHttpRequestIsPaidForOnceHoweverOftenItComes() {
    var first = http("submit-http.json");
    var again = http("submit-http.json");

    assertThat(first.path("statusCode").asInt()).isEqualTo(202);
    assertThat(first.path("headers").path("location").asText()).startsWith("/v1/generations/");
    var body = Json.body(first);
    assertThat(body.path("id").asText()).isEqualTo("order-4711-http");
    assertThat(body.path("status").asText()).isEqualTo("processing");
    assertThat(body.path("provider").asText()).isEqualTo("evolink");
    assertThat(body.path("estimatedSeconds").asInt()).isEqualTo(45);
    assertThat(body.at("/cost/reserved/amount").decimalValue()).isEqualByComparingTo("1.8");
    assertThat(again.path("headers").path("idempotency-replayed").asText()).isEqualTo("true");
    assertThat(Json.body(again)).isEqualTo(body);
    assertThat(site.evolink().paidCalls("a red fox, over HTTP")).isEqualTo(1);
  }

  @Test
  void aBase64BodyIsReadAsUtf8() {
    var answer = http("submit-http-base64.json");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(site.evolink().paidCalls("ein roter Fuchs, größer, in Base64")).isEqualTo(1);
  }

  @Test
  void eachMessageOfABatchIsPaidForOnceHoweverOftenItComes() {
    var first = submit(Events.of("submit-sqs.json"));
    var again = submit(Events.of("submit-sqs.json"));

    assertThat(failures(first)).isEmpty();
    assertThat(failures(again)).isEmpty();
    assertThat(site.evolink().paidCalls("\"a red fox, over SQS\"")).isEqualTo(1);
    assertThat(site.evolink().paidCalls("\"a red fox, over SQS with an id\"")).isEqualTo(1);
  }

  @Test
  void anEventOfABusIsPaidForOnceHoweverOftenItComes() {
    submit(Events.of("submit-eventbridge.json"));
    submit(Events.of("submit-eventbridge.json"));

    assertThat(site.evolink().paidCalls("a red fox, over EventBridge")).isEqualTo(1);
  }

  @Test
  void aPlainEventIsAnsweredWithItsTaskAndPaidForOnce() {
    var first = submit(Events.of("submit-plain.json"));
    var again = submit(Events.of("submit-plain.json"));

    assertThat(first.path("id").asText()).isEqualTo("order-4711-plain");
    assertThat(first.path("status").asText()).isEqualTo("processing");
    assertThat(again).isEqualTo(first);
    assertThat(site.evolink().paidCalls("a red fox, by direct invoke")).isEqualTo(1);
  }

  @Test
  void anIdDoesNotServeTwoRequests() {
    var event = Events.of("submit-plain.json").replace("order-4711-plain", "order-4711-two");
    submit(event);

    var other = submit(event.replace("a red fox, by direct invoke", "a blue fox instead"));

    assertThat(other.path("code").asText()).isEqualTo("idempotency_mismatch");
    assertThat(site.evolink().paidCalls("a blue fox instead")).isZero();
  }

  @Test
  void aBadEventIsAProblemThatNamesEveryFaultAndCostsNothing() {
    var answer = http("submit-http-bad.json");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(answer.path("headers").path("content-type").asText())
        .isEqualTo("application/problem+json");
    assertThat(Json.body(answer).path("errors").findValuesAsText("path"))
        .contains("prompt", "promt", "count", "width");
    assertThat(site.evolink().paidCalls("a red fox, misspelt")).isZero();
  }

  @Test
  void noEventAndNoRouteDiffer() {
    var form = http("submit-http-form.json");
    var put = http("submit-http-put.json");
    var elsewhere =
        Json.read(
            site.function(Site.Handler.SUBMIT)
                .invoke(Events.of("submit-http.json", "/v1/generations", "/v2/generations")));

    assertThat(form.path("statusCode").asInt()).isEqualTo(415);
    assertThat(put.path("statusCode").asInt()).isEqualTo(405);
    assertThat(put.path("headers").path("allow").asText()).isEqualTo("POST, GET");
    assertThat(elsewhere.path("statusCode").asInt()).isEqualTo(404);
  }

  @Test
  void onlyWhatIsWorthAnotherTryIsRetried() {
    var answer = submit(Events.of("submit-sqs-mixed.json"));

    assertThat(failures(answer)).containsExactly("9d4e2a71-d69b-4c55-9dcb-8ef2eabb4c33");
    assertThat(site.evolink().paidCalls("a red fox, between two bad ones")).isEqualTo(1);
  }

  private JsonNode http(String file) {
    return submit(Events.of(file));
  }

  private JsonNode submit(String event) {
    return Json.read(site.function(Site.Handler.SUBMIT).invoke(event));
  }

  private static java.util.List<String> failures(JsonNode answer) {
    return answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
  }
}
