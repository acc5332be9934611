package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.base.Sha256;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Examples;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/uploads}: a link for a picture, and what becomes of its reference. */
class UploadsTest extends SubmitFunctionFixture {
  private static final byte[] FOX = {1, 2, 3};
  private static final String KEY = "references/" + Sha256.hex(FOX) + ".png";
  private static final String DECLARATION =
      "{\"contentType\":\"image/png\",\"size\":3,\"sha256\":\"%s\"}".formatted(Sha256.hex(FOX));

  @Test
  void aLinkIsOfferedForThePictureThatIsDeclared() {
    var answer = upload(DECLARATION);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(201);
    assertThat(body(answer))
        .isEqualTo(
            Events.object(
                """
                {"url": "https://pictures.example/%s?sig=PT15M", "method": "PUT",
                 "headers": {"content-type": "image/png"}, "reference": "s3://pictures/%s",
                 "expiresAt": "%s"}
                """
                    .formatted(KEY, KEY, chain.clock().instant().plusSeconds(900))));
  }

  @Test
  void theSamePictureHasTheSameReference() {
    assertThat(body(upload(DECLARATION)).path("reference"))
        .isEqualTo(body(upload(DECLARATION)).path("reference"));
  }

  /** Nothing is asked of the store, so nothing has to be there. */
  @Test
  void anOfferStoresAndSpendsNothing() {
    upload(DECLARATION);

    assertThat(chain.references().objects()).isEmpty();
    assertThat(chain.tasks()).isEmpty();
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void anEventThatNamesTheReferenceIsTakenOnceThePictureIsThere() {
    var reference = body(upload(DECLARATION)).path("reference").asText();
    var event = event(reference);

    var early = doors.submit(Events.submit(event));
    chain.references().has(reference, "image/png", 3);
    var answer = doors.submit(Events.submit(event));

    assertThat(early.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(early).at("/errors/0/path").asText()).isEqualTo("images[0]");
    assertThat(body(early).path("detail").asText()).contains("Upload it again");
    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(202);
    var task = store.find(TaskId.of(new RequestId("order-1"))).orElseThrow();
    assertThat(task.request().spec().images()).containsExactly(URI.create(reference));
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "no JSON",
        "{\"contentType\":\"image/png\",\"size\":3}",
        "{\"contentType\":\"image/png\",\"size\":3,\"sha256\":\"x\",\"key\":\"../x\"}"
      })
  void aDeclarationThatIsWrongNamesItsFields(String body) {
    var answer = upload(body);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(answer).path("errors")).isNotEmpty();
  }

  @Test
  void aPictureInPlaceOfItsDeclarationNamesTheRemedy() {
    var large = upload("x".repeat(8193));
    var typed = doors.submit(Events.header(request(DECLARATION), "content-type", "image/png"));

    OpenApiRoutesTest.assertDocumented(HttpRoute.UPLOAD, 415, typed);
    assertThat(large.path("statusCode").asInt()).isEqualTo(413);
    assertThat(body(large).path("detail").asText()).contains("goes to the url");
    assertThat(body(typed).path("detail").asText()).contains("not the picture itself");
  }

  @Test
  void withoutABucketLinksAreTheWay() {
    chain.references().ownsNothing();

    var answer = upload(DECLARATION);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(answer).path("detail").asText()).contains("links to them, in images");
  }

  @Test
  void aSignatureThatFailsIsAFailureOfOurs() {
    chain.references().losesItsCredentials();

    assertThat(upload(DECLARATION).path("statusCode").asInt()).isEqualTo(503);
  }

  @Test
  void aParameterIsNamed() {
    var request = request(DECLARATION);
    request.putObject("queryStringParameters").put("size", "3");

    var answer = doors.submit(request);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(answer).at("/errors/0/path").asText()).isEqualTo("size");
  }

  private static String event(String reference) {
    return "{\"id\":\"order-1\",\"model\":\"%s\",\"prompt\":\"a grey fox\",\"images\":[\"%s\"]}"
        .formatted(Examples.MODEL.value(), reference);
  }

  private JsonNode upload(String body) {
    var answer = doors.submit(request(body));
    OpenApiRoutesTest.assertDocumented(HttpRoute.UPLOAD, answer.path("statusCode").asInt(), answer);
    return answer;
  }

  private static ObjectNode request(String body) {
    return Events.http("POST", "/v1/uploads", body);
  }

  private static JsonNode body(JsonNode answer) {
    return Events.tree(answer.path("body").asText());
  }
}
