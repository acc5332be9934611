package dev.darkroom.local;

import static dev.darkroom.local.Caller.http;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the face of local mode makes of a request, before any step sees it. */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class HttpFaceTest {

  @ParameterizedTest
  @CsvSource({
    "face/with/slashes, face%2Fwith%2Fslashes",
    "face-100%, face-100%25",
    "face%2Fencoded, face%252Fencoded",
    "face?and#more, face%3Fand%23more",
    "face+plus, face+plus",
    "face+plus, face%2Bplus"
  })
  void aGenerationIsFoundByAnIdOfAnyCharacters(String id, String encoded) {
    Caller.submit(id, "a fox under any name");

    var answer = http().urlEncodingEnabled(false).get("/v1/generations/" + encoded);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.<String>path("id")).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models/", "/img/v1/models"})
  void aTrailingSlashAndABasePathAreUnderstood(String path) {
    assertThat(http().get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void theRootLeadsToThePageWhichShowsWhatTheEmbeddedS3Holds() {
    var answer = http().redirects().follow(true).get("/");

    assertThat(http().redirects().follow(false).get("/").statusCode()).isEqualTo(302);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.asString()).contains("<script type=\"module\" src=\"ui/");
    assertThat(answer.header("content-security-policy"))
        .contains("img-src 'self' blob: http://127.0.0.1:");
    assertThat(http().header("Host", "evil.example").get("/").statusCode()).isEqualTo(403);
  }

  @Test
  void aPageFromElsewhereIsRefusedAsOpenAiRefuses() {
    var answer = http().header("Origin", "https://evil.example").get("/openai/v1/models");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.<String>path("error.code")).isEqualTo("foreign_caller");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded", "text/plain"})
  void aPageFromElsewhereIsRefusedWhateverItSends(String type) {
    var answer =
        http()
            .header("Origin", "https://evil.example")
            .contentType(type)
            .body(
                """
                {"id":"face-evil","model":"z-image","prompt":"fox"}""")
            .post("/v1/generations");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.<String>path("code")).isEqualTo("foreign_caller");
    assertThat(Caller.generation("face-evil").statusCode()).isEqualTo(404);
  }

  @Test
  void aNameThatIsMadeToLeadHereIsRefused() {
    assertThat(http().header("Host", "evil.example").get("/v1/models").statusCode()).isEqualTo(403);
  }

  @Test
  void aNumberThatNoParserBearsIsRefusedByItsField() {
    var answer =
        http()
            .contentType(ContentType.JSON)
            .body(
                """
            {"a":1e99999999999}""")
            .post("/v1/generations");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.<String>path("errors[0].path")).isEqualTo("a");
  }
}
