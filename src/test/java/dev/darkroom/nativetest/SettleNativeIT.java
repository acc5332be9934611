package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import dev.darkroom.nativetest.Site.Handler;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code callback}, {@code sweep}, {@code settle} and {@code query}: from a ring to a picture. */
@TestInstance(Lifecycle.PER_CLASS)
class SettleNativeIT {
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
  void aTrueCallbackPutsACheckOnTheQueue() {
    var journey = Journey.begin(site, "order-true");

    var answer = journey.ring(journey.token());

    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(site.aws().checks(journey.taskId())).hasSize(1);
  }

  @Test
  void aForgedCallbackPutsNothingOnTheQueue() {
    var journey = Journey.begin(site, "order-forged");
    var forged = "k1." + journey.taskId() + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    var answer = journey.ring(forged);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(403);
    assertThat(site.aws().checks(journey.taskId())).isEmpty();
    assertThat(journey.look().path("status").asText()).isEqualTo("processing");
  }

  @Test
  void aCheckEndsInAPictureInTheBucketAndItsRecord() throws Exception {
    var journey = Journey.begin(site, "order-settled");

    var answer = journey.settle();

    assertThat(answer.path("batchItemFailures")).isEmpty();
    var record = journey.look();
    assertThat(record.path("status").asText()).isEqualTo("succeeded");
    var image = record.path("images").path(0);
    assertThat(image.path("contentType").asText()).isEqualTo("image/png");
    assertThat(image.path("width").asInt()).isEqualTo(320);
    assertThat(image.path("height").asInt()).isEqualTo(180);
    assertThat(image.path("key").asText())
        .matches("generations/" + journey.taskId() + "/[0-9a-z]+/0\\.png");
    assertThat(image.path("bytes").asInt()).isEqualTo(Site.PICTURE.length);
    assertThat(image.path("sha256").asText()).isEqualTo(Site.sha256(Site.PICTURE));
    var opened = open(record);
    assertThat(opened.statusCode()).isEqualTo(200);
    assertThat(opened.headers().firstValue("content-type")).hasValue("image/png");
    assertThat(opened.body()).isEqualTo(Site.PICTURE);
  }

  @Test
  void theRequesterIsNotifiedOnceHoweverOftenACheckComes() {
    var journey = Journey.begin(site, "order-told");
    journey.settle();
    var before = journey.look();
    int fetched = site.evolink().fetchedPictures();

    var answer = journey.settle();

    assertThat(answer.path("batchItemFailures")).isEmpty();
    assertThat(withoutLinks(journey.look())).isEqualTo(withoutLinks(before));
    assertThat(site.evolink().fetchedPictures()).isEqualTo(fetched);
    assertThat(site.evolink().paidCalls(journey.prompt())).isEqualTo(1);
    var outcomes = site.aws().outcomes(journey.taskId());
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.getFirst().path("EventBusName").asText()).isEqualTo("darkroom");
    assertThat(outcomes.getFirst().path("Detail").asText()).contains("succeeded");
    assertThat(outcomes.getFirst().toString()).doesNotContain(EvolinkServer.LINK_SIGNATURE);
  }

  @Test
  void taskTokenAndWebhookAreNotified() throws Exception {
    var event =
        Events.of("submit-plain.json")
            .replace("order-4711-plain", "order-awaited")
            .replace(
                "\"aspectRatio\"",
                "\"taskToken\": \"AQC/awaited\", \"notify\": {\"url\": \""
                    + site.evolink().webhook()
                    + "\"}, \"aspectRatio\"");
    var taskId = Json.read(site.function(Handler.SUBMIT).invoke(event)).path("taskId").asText();
    assertThat(site.aws().handedBack("AQC/awaited")).isEmpty();

    site.function(Handler.SETTLE).invoke(Events.of("settle-sqs.json", "TASK", taskId));

    var handedBack = site.aws().handedBack("AQC/awaited");
    assertThat(handedBack).containsOnlyKeys("AWSStepFunctions.SendTaskSuccess");
    var output = Json.read(handedBack.values().iterator().next().path("output").asText());
    assertThat(output.path("taskId").asText()).isEqualTo(taskId);
    assertThat(output.path("status").asText()).isEqualTo("succeeded");
    var webhook = site.evolink().webhooks().getFirst();
    var headers =
        Map.of(
            "webhook-id", List.of(webhook.getHeader("webhook-id")),
            "webhook-timestamp", List.of(webhook.getHeader("webhook-timestamp")),
            "webhook-signature", List.of(webhook.getHeader("webhook-signature")));
    new Webhook(Site.NOTIFY_SECRET).verify(webhook.getBodyAsString(), headers);
    assertThat(Json.read(webhook.getBodyAsString()).at("/data/taskId").asText()).isEqualTo(taskId);
  }

  @Test
  void waitersOfARefusedEventAreNotifiedAtOnce() {
    site.function(Handler.SUBMIT).invoke("{\"taskToken\": \"AQC/refused\", \"prompt\": 7}");

    assertThat(site.aws().handedBack("AQC/refused"))
        .containsOnlyKeys("AWSStepFunctions.SendTaskFailure");
  }

  @Test
  void theSweepQueuesWhatIsDueAndNothingElse() {
    var due = Journey.begin(site, "order-due");
    var early = Journey.begin(site, "order-early");
    site.makeDue(due.taskId());

    var answer = Json.read(site.function(Handler.SWEEP).invoke(Events.of("schedule.json")));

    assertThat(answer.path("queued").asInt()).isEqualTo(1);
    assertThat(site.aws().checks(due.taskId())).hasSize(1);
    assertThat(site.aws().checks(early.taskId())).isEmpty();
  }

  @Test
  void whatIsNoCheckIsRetriedUntilAPersonLooks() {
    var event = Events.of("settle-sqs.json", "{\\\"task\\\":\\\"TASK\\\",\\\"round\\\":0}", "???");

    var answer = Json.read(site.function(Handler.SETTLE).invoke(event));

    assertThat(answer.path("batchItemFailures").findValuesAsText("itemIdentifier"))
        .containsExactly("4f1a6c0e-7d52-4a0b-9c3e-1b2d3e4f5a6b");
  }

  @Test
  void openTasksAndModelsAreListed() {
    var journey = Journey.begin(site, "order-open");

    var open = Json.body(Json.read(query("query-open.json")));
    var models = Json.body(Json.read(query("query-models.json")));

    assertThat(open.path("generations").findValuesAsText("taskId")).contains(journey.taskId());
    var offer = models.path("models").path("seedream-5.0-lite").path(0);
    assertThat(offer.path("provider").asText()).isEqualTo("evolink");
    assertThat(offer.path("on").asBoolean()).isTrue();
    assertThat(offer.path("maxCount").asInt()).isPositive();
  }

  @Test
  void theDocumentsOfTheApiAreInTheBinary() {
    var models = "/v1/models";
    var query = site.function(Handler.QUERY);

    var schema = Json.read(query.invoke(Events.of("query-models.json", models, "/v1/schema")));
    var openApi =
        Json.read(query.invoke(Events.of("query-models.json", models, "/v1/openapi.json")));

    assertThat(schema.path("headers").path("content-type").asText())
        .isEqualTo("application/schema+json");
    assertThat(Json.body(schema).path("$id").asText()).isEqualTo("urn:darkroom:schema:event:1");
    assertThat(Json.body(openApi).at("/components/schemas/GenerationEvent/$id").asText())
        .isEqualTo("urn:darkroom:schema:event:1");
  }

  private String query(String file) {
    return site.function(Handler.QUERY).invoke(Events.of(file));
  }

  private static HttpResponse<byte[]> open(JsonNode record)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(Journey.link(record)).build();
      return client.send(request, BodyHandlers.ofByteArray());
    }
  }

  /** Links are made anew with every look. */
  private static JsonNode withoutLinks(JsonNode record) {
    ObjectNode copy = record.deepCopy();
    copy.path("images")
        .forEach(image -> ((ObjectNode) image).remove(List.of("url", "urlExpiresAt")));
    return copy;
  }
}
