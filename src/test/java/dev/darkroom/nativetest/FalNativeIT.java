package dev.darkroom.nativetest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.nativetest.Site.Handler;
import dev.darkroom.provider.fal.FalSigner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** fal.ai: from an event over a ring with a real Ed25519 signature to a picture in the bucket. */
@TestInstance(Lifecycle.PER_CLASS)
class FalNativeIT {
  private static final String RING =
      "{\"request_id\":\"" + FalQueue.REQUEST + "\",\"status\":\"OK\",\"payload\":null}";

  private Site site;

  @BeforeAll
  void build(@TempDir Path folder) {
    site = Site.withFal(folder);
  }

  @AfterAll
  void end() {
    site.close();
  }

  @Test
  void aSignedCallbackIsAcceptedAForgedOneIsNotAndTheTaskIsSettled() {
    var event =
        """
        {"id": "fal-1", "model": "seedream-5.0-lite", "provider": "fal", "prompt": "a fox in a queue"}
        """;
    var accepted = Json.read(site.function(Handler.SUBMIT).invoke(event));
    assertThat(accepted.path("status").asText()).isEqualTo("processing");
    var journey = new Journey(site, "a fox in a queue", accepted.path("taskId").asText());

    assertThat(ring(FalSigner.make()).path("statusCode").asInt()).isEqualTo(403);
    assertThat(site.aws().checks(journey.taskId())).isEmpty();
    assertThat(ring(site.fal().signer()).path("statusCode").asInt()).isEqualTo(202);
    assertThat(site.aws().checks(journey.taskId())).hasSize(1);

    assertThat(journey.settle().path("batchItemFailures")).isEmpty();
    var record = journey.look();
    assertThat(record.path("status").asText()).isEqualTo("succeeded");
    assertThat(record.at("/images/0/bytes").asInt()).isEqualTo(Site.PICTURE.length);
  }

  @Test
  void falIsAskedToCancelWhatItsRequesterCancelled() {
    var prompt = "a fox that nobody wants any more";
    site.fal().keepsWaiting(prompt);
    var event =
        """
        {"id": "fal-2", "model": "seedream-5.0-lite", "provider": "fal", "prompt": "%s"}
        """
            .formatted(prompt);
    var accepted = Json.read(site.function(Handler.SUBMIT).invoke(event));
    var journey = new Journey(site, prompt, accepted.path("taskId").asText());
    var cancel = GatewayEvent.post("/v1/generations/{id}/cancel", Map.of("id", "fal-2"), "").json();

    var answer = Json.read(site.function(Handler.CONTROL).invoke(cancel));
    journey.settle();

    assertThat(answer.path("statusCode").asInt()).as(answer::toString).isEqualTo(202);
    assertThat(site.fal().cancels()).isEqualTo(1);
    var record = journey.look();
    assertThat(record.path("status").asText()).isEqualTo("cancelled");
    assertThat(record.path("timeline").toString()).contains("asked fal to cancel: it will try");
  }

  /** Rings where fal.ai was asked to, signed by this one. */
  private JsonNode ring(FalSigner signer) {
    var event = (ObjectNode) Json.read(Events.of("callback.json"));
    var path = site.fal().callback("a fox in a queue").getPath();
    event.put("rawPath", path).put("body", RING);
    ((ObjectNode) event.at("/requestContext/http")).put("path", path);
    var now = Long.toString(Instant.now().getEpochSecond());
    signer
        .headers(FalQueue.REQUEST, RING.getBytes(UTF_8), now)
        .forEach(((ObjectNode) event.path("headers"))::put);
    return Json.read(site.function(Handler.CALLBACK).invoke(event.toString()));
  }
}
