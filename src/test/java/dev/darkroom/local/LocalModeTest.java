package dev.darkroom.local;

import static dev.darkroom.local.Caller.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.schema.Documents;
import dev.darkroom.testing.Schemas;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The whole of Darkroom through its HTTP routes, against the simulated provider. */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class LocalModeTest extends LocalModeFixture {
  @Test
  void anEventBecomesADurableImage() throws Exception {
    var answer =
        http()
            .body(
                """
                    {"model":"seedream-5.0-lite","prompt":"a red fox","provider":"evolink"}""")
            .contentType("application/x-www-form-urlencoded") // what curl -d sends
            .post("/v1/generations");

    assertThat(answer.statusCode()).isEqualTo(202);
    var record = Caller.awaitStatus(answer.path("id"), "succeeded");
    assertOneGoodImage(record, "image/jpeg", 2048, 2048);
  }

  @Test
  void theAskedSizeAndFormatAreWhatIsStored() throws Exception {
    var wish =
        Map.<String, Object>of(
            "prompt", "a wide fox", "width", 2560, "height", 1440, "outputFormat", "png");
    Caller.submit("wide-png", wish);

    var record = Caller.awaitStatus("wide-png", "succeeded");

    assertOneGoodImage(record, "image/png", 2560, 1440);
    assertThat(record.<List<Object>>path("adjustments")).isEmpty();
  }

  @Test
  void aStoredImageIsAReferenceByItsNameAndReachesTheProviderAsALink() throws Exception {
    Caller.submit("to-be-edited", "a fox to be edited");
    var original = Caller.awaitStatus("to-be-edited", "succeeded");
    var name =
        "s3://"
            + original.<String>path("images[0].bucket")
            + "/"
            + original.<String>path("images[0].key");

    var answer = edit(name);

    assertThat(answer.statusCode()).isEqualTo(202);
    var link = referenceSent("[edited]");
    var bytes = http().urlEncodingEnabled(false).get(link).asByteArray();
    var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(original.path("images[0].sha256"));
    var record = Caller.awaitStatus("edited", "succeeded");
    assertThat(record.asString()).doesNotContain(link.substring(link.indexOf("X-Amz-Signature")));
    assertThat(edit(name).header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(paid("edited")).isEqualTo(1);
  }

  @Test
  void aReferenceThatIsNotThereCostsNothing() {
    var missing =
        Caller.submit(
            "nothing-there",
            Map.of("prompt", "a fox", "images", List.of("s3://images/generations/nothing.png")));
    var foreign =
        Caller.submit(
            "not-ours", Map.of("prompt", "a fox", "images", List.of("s3://theirs/fox.png")));

    assertThat(missing.statusCode()).isEqualTo(400);
    assertThat(missing.<String>path("errors[0].path")).isEqualTo("images[0]");
    assertThat(foreign.<String>path("errors[0].message")).contains("theirs", "https://");
    assertThat(paid("nothing-there") + paid("not-ours")).isZero();
  }

  @Test
  void aGenerationIsListedByItsMetadataAndDeletedWithItsImage() throws Exception {
    var wish = Map.<String, Object>of("prompt", "a fox", "metadata", Map.of("Shop", "x & y+z"));
    Caller.submit("to-be-deleted", wish);
    var record = Caller.await("to-be-deleted", LocalModeTest::isTold);
    var image = record.<String>path("images[0].url");
    var list = http().queryParam("metadata.Shop", "x & y+z").queryParam("status", "succeeded");

    assertThat(list.get("/v1/generations").<List<String>>path("generations.id"))
        .containsExactly("to-be-deleted");
    assertThat(http().delete("/v1/generations/to-be-deleted").statusCode()).isEqualTo(204);
    assertThat(list.get("/v1/generations").<List<String>>path("generations.id")).isEmpty();

    assertThat(Caller.generation("to-be-deleted").statusCode()).isEqualTo(410);
    assertThat(Caller.submit("to-be-deleted", wish).statusCode()).isEqualTo(409);
    assertThat(http().urlEncodingEnabled(false).get(image).statusCode()).isEqualTo(404);
    assertThat(paid("to-be-deleted")).isEqualTo(1);
    assertThat(http().get("/v1/generations?limit=1&limit=2").statusCode()).isEqualTo(400);
  }

  private static boolean isTold(Response answer) {
    return answer.asString().contains("\"step\":\"notification\"");
  }

  @Test
  void theSameKeyTwicePaysOnce() {
    var first = Caller.submit("twice", "a fox seen twice");
    var second = Caller.submit("twice", "a fox seen twice");

    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.<String>path("taskId")).isEqualTo(first.path("taskId"));
    assertThat(paid("twice")).isEqualTo(1);
  }

  @Test
  void theSameKeyFiftyTimesAtOncePaysOnce() throws Exception {
    var answers = new ArrayList<Response>();
    try (var threads = Executors.newFixedThreadPool(50)) {
      Callable<Response> one = () -> Caller.submit("fifty", "a fox asked for fifty times");
      for (var running : threads.invokeAll(Collections.nCopies(50, one))) {
        answers.add(running.get());
      }
    }

    assertThat(answers).extracting(Response::statusCode).containsOnly(202);
    assertThat(paid("fifty")).isEqualTo(1);
  }

  @Test
  void theSameKeyForAnotherWishIsRefused() {
    Caller.submit("mismatch", "a fox");

    var other = Caller.submit("mismatch", "an owl that nobody pays for");

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.<String>path("code")).isEqualTo("idempotency_mismatch");
    assertThat(paid("mismatch")).isEqualTo(1);
  }

  @Test
  void aForgedCallbackIsRejected() {
    var forged =
        http()
            .contentType(ContentType.JSON)
            .body(
                """
                {"id":"task-unified-1-x","status":"completed"}""")
            .post("/v1/callbacks/evolink/test.00000000000000000000000000.forged");

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.<String>path("code")).isEqualTo("callback_rejected");
  }

  @Test
  void fifteenImagesComeInParallel() {
    Caller.submit("fifteen", Map.of("prompt", "fifteen foxes", "count", 15));

    var record = Caller.awaitStatus("fifteen", "succeeded");

    assertThat(record.<List<Object>>path("images")).hasSize(15);
    assertThat(paid("fifteen")).isEqualTo(1);
  }

  @Test
  void routesAndMethodsAreSaidToBeWrong() {
    assertThat(http().get("/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(http().delete("/v1/generations").statusCode()).isEqualTo(405);
    assertThat(http().delete("/v1/generations").header("Allow")).contains("POST", "GET");
    assertThat(
            http().contentType("image/png").body(new byte[3]).post("/v1/generations").statusCode())
        .isEqualTo(415);
    assertThat(Caller.generation("nobody-asked-for-this").statusCode()).isEqualTo(404);
  }

  @Test
  void openTasksAndModelsCanBeListed() {
    Caller.submit("open", Map.of("prompt", "a fox @fault:no-answer-lost, listed"));

    var open = http().queryParam("status", "open").get("/v1/generations");
    assertThat(open.<List<String>>path("generations.id")).contains("open");

    var models = http().get("/v1/models");
    assertThat(models.<Boolean>path("models.'seedream-5.0-lite'[0].on")).isTrue();
  }

  @Test
  void theDocumentsCanBeReadAndTheModelsAreAsDocumented() {
    var schema = http().get("/v1/schema");
    var openApi = http().get("/v1/openapi.json");
    var models = http().get("/v1/models");

    assertThat(schema.contentType()).startsWith("application/schema+json");
    assertThat(Caller.json(schema)).isEqualTo(new Documents().event());
    assertThat(openApi.contentType()).startsWith("application/json");
    assertThat(Caller.json(openApi)).isEqualTo(Schemas.openApi());
    assertThat(Schemas.faultsOfAnswer(Schemas.component("Models"), Caller.json(models))).isEmpty();
  }

  private static Response edit(String reference) {
    return Caller.submit(
        "edited", Map.of("prompt", "the same fox in blue", "images", List.of(reference)));
  }

  /** The only reference image of the paid call with that in its prompt. */
  private static String referenceSent(String promptPart) {
    var bodies =
        LocalWorld.simulator().requests().stream()
            .filter(body -> body.path("prompt").asText().contains(promptPart))
            .toList();
    assertThat(bodies).hasSize(1);
    assertThat(bodies.getFirst().path("image_urls")).hasSize(1);
    return bodies.getFirst().path("image_urls").path(0).asText();
  }
}
