package dev.darkroom.local;

import static dev.darkroom.local.Caller.http;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What local mode alone has: Lambda's own API for events that do not come over HTTP, and a receiver
 * of webhooks.
 */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class LocalDoorsTest {
  @Test
  void aDirectInvokeMakesAPicture() {
    var answer =
        invoke(
            "submit",
            """
            {"id":"invoke-1","model":"z-image","prompt":"a red fox","provider":"evolink"}""");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.<String>path("id")).isEqualTo("invoke-1");
    Caller.awaitStatus("invoke-1", "succeeded");
  }

  @Test
  void aBatchOfAQueueIsAnsweredWithWhatFailed() {
    var answer =
        invoke(
            "darkroom-submit",
            """
            {"Records":[
              {"eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:eu-central-1:000000000000:events",
               "messageId":"m-1","body":"{\\"id\\":\\"invoke-2\\",\\"model\\":\\"z-image\\",\\"prompt\\":\\"a fox\\"}"}]}
            """);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.jsonPath().getList("batchItemFailures")).isEmpty();
    assertThat(Caller.generation("invoke-2").statusCode()).isEqualTo(200);
  }

  @Test
  void anEventOfABusIsTaken() {
    var answer =
        invoke(
            "arn:aws:lambda:eu-central-1:000000000000:function:darkroom-submit",
            """
            {"id":"6f1f3f1e-0000-4000-8000-000000000001","detail-type":"Generate","source":"shop",
             "detail":{"id":"invoke-3","model":"z-image","prompt":"a fox"}}""");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Caller.generation("invoke-3").statusCode()).isEqualTo(200);
  }

  @Test
  void anAsynchronousInvokeIsAcknowledgedAndADryRunDoesNothing() {
    var body =
        """
        {"id":"invoke-4","model":"z-image","prompt":"a fox"}""";

    assertThat(typed("DryRun", body).statusCode()).isEqualTo(204);
    assertThat(Caller.generation("invoke-4").statusCode()).isEqualTo(404);
    assertThat(typed("Event", body).statusCode()).isEqualTo(202);
    assertThat(Caller.generation("invoke-4").statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongTypeMakesNoPaidCall() {
    var body =
        """
        {"id":"invoke-6","model":"z-image","prompt":"a fox"}""";

    assertThat(typed("Dry-Run", body).statusCode()).isEqualTo(400);
    assertThat(typed("Event", " ".repeat(1024 * 1024) + body).statusCode()).isEqualTo(413);
    assertThat(Caller.generation("invoke-6").statusCode()).isEqualTo(404);
  }

  @Test
  void aFunctionThatFailsSaysSoInAHeader() {
    var answer =
        invoke(
            "submit",
            """
            {"id":"invoke-5","model":"z-image","provider":"evolink",
             "prompt":"a fox @fault:throttle-once"}""");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
    assertThat(answer.<String>path("errorMessage")).contains("nothing was spent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "submit-", "SUBMIT", ""})
  void aFunctionThatIsNotThereIsNotFound(String name) {
    assertThat(invoke(name, "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThat(invoke("submit", "a red fox").statusCode()).isEqualTo(400);
    assertThat(invoke("submit", "").statusCode()).isEqualTo(400);
    assertThat(invoke("submit", "{} {}").statusCode()).isEqualTo(400);
    assertThat(invoke("submit", "[".repeat(100_000)).statusCode()).isEqualTo(400);
  }

  @Test
  void aPageFromElsewhereIsRefused() {
    assertThat(
            http()
                .header("Origin", "https://evil.example")
                .body("{}")
                .post("/2015-03-31/functions/submit/invocations")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void anOutcomeIsReceivedWithAGenuineSignature() {
    submit("inbox-1", "/local/webhooks/first");

    var webhook = Caller.until(() -> received("/first"), list -> !list.isEmpty()).getFirst();

    assertThat(webhook).containsEntry("signature", "genuine").containsEntry("answered", 204);
    assertThat(http().get("/local/webhooks").<String>path(first("first") + ".body.data.id"))
        .isEqualTo("inbox-1");
  }

  @Test
  void aReceiverThatFailsIsSeenInTheDeliveries() {
    submit("inbox-2", "/local/webhooks/second?answer=503");

    var second = Caller.until(() -> received("/second"), list -> !list.isEmpty()).getFirst();
    var deliveries =
        Caller.until(
            () -> http().get("/v1/generations/inbox-2/deliveries").asString(),
            text -> text.contains("it answered 503"));

    assertThat(second).containsEntry("signature", "genuine").containsEntry("answered", 503);
    assertThat(deliveries).contains("nextTryAt");
  }

  @Test
  void whatIsNotSignedIsMarked() {
    http().body("{\"no\":1}").post("/local/webhooks/third");
    http()
        .header("webhook-id", "1")
        .header("webhook-timestamp", "1")
        .header("webhook-signature", "v1,AAAA")
        .body("no json")
        .post("/local/webhooks/fourth");

    assertThat(received("/third").getFirst()).containsEntry("signature", "missing");
    assertThat(received("/fourth").getFirst())
        .containsEntry("signature", "forged")
        .containsEntry("body", "no json");
  }

  @Test
  void whoKnowsTheListIsToldOnlyWhatIsNew() {
    http().body("{}").post("/local/webhooks/sixth");
    long known = http().get("/local/webhooks").<Long>path("revision");

    var same = http().get("/local/webhooks?known=" + known);
    http().body("{}").post("/local/webhooks/sixth");
    var more = http().get("/local/webhooks?known=" + known);

    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.asString()).isEmpty();
    assertThat(more.<Long>path("revision")).isGreaterThan(known);
    assertThat(more.<Long>path("webhooks[0].number"))
        .isGreaterThan(more.<Long>path("webhooks[1].number"));
  }

  @Test
  void aPageFromElsewhereNeitherReadsNorWrites() {
    var foreign = http().header("Origin", "https://evil.example");

    assertThat(foreign.get("/local/webhooks").statusCode()).isEqualTo(403);
    assertThat(foreign.post("/local/webhooks/fifth").statusCode()).isEqualTo(403);
    assertThat(foreign.delete("/local/webhooks").statusCode()).isEqualTo(403);
    assertThat(received("/fifth")).isEmpty();
  }

  private static Response invoke(String function, String event) {
    return http()
        .contentType(ContentType.JSON)
        .body(event)
        .post("/2015-03-31/functions/{name}/invocations", function);
  }

  private static Response typed(String type, String event) {
    return http()
        .header("X-Amz-Invocation-Type", type)
        .body(event)
        .post("/2015-03-31/functions/submit/invocations");
  }

  private static void submit(String id, String path) {
    assertThat(
            http()
                .contentType(ContentType.JSON)
                .body(
                    """
                    {"id":"%s","model":"z-image","prompt":"a fox","provider":"evolink",
                     "notify":{"url":"%s%s"}}"""
                        .formatted(id, Caller.address(), path))
                .post("/v1/generations")
                .statusCode())
        .isEqualTo(202);
  }

  private static List<Map<String, Object>> received(String path) {
    return http()
        .get("/local/webhooks")
        .jsonPath()
        .getList("webhooks.findAll { it.path == '" + path + "' }");
  }

  private static String first(String path) {
    return "webhooks.find { it.path == '/" + path + "' }";
  }
}
