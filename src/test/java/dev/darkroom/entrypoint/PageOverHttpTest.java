package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.page.InboxAddress;
import dev.darkroom.page.PageFiles;
import dev.darkroom.query.TestingQuery;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told beside the files of the page. */
class PageOverHttpTest {
  private final PageFiles files = new PageFiles(new InboxAddress());
  private final Doors doors = new Doors(Chain.with(new FakeProvider(Examples.ACME)));

  @Test
  void thePageRunsItsOwnScriptsAloneAndShowsTheBucketAlone() {
    var answer = get("/ui");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(header(answer, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(answer, "content-security-policy"))
        .contains(
            "default-src 'none';",
            "script-src 'self';",
            "style-src 'self';",
            "img-src 'self' blob: https://bucket.example;",
            "media-src https://bucket.example;",
            "frame-ancestors 'none';",
            "base-uri 'none';",
            "form-action 'none';",
            "require-trusted-types-for 'script'")
        .doesNotContain("unsafe", "*");
    assertThat(header(answer, "referrer-policy")).isEqualTo("no-referrer");
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(body(answer)).isEqualTo(files.document().bytes());
  }

  @Test
  void thePageIsAskedForAgainAndAnsweredInFullOnlyWhenItHasChanged() {
    var tag = header(get("/ui"), "etag");
    var again = Events.header(Events.http("GET", "/ui", ""), "if-none-match", tag);

    assertThat(header(get("/ui"), "cache-control")).isEqualTo("no-cache");
    assertThat(doors.query(again).path("statusCode").asInt()).isEqualTo(304);
    assertThat(doors.query(again).path("body").asText()).isEmpty();
    var stale = Events.header(Events.http("GET", "/ui", ""), "if-none-match", "W/\"old\"");
    assertThat(doors.query(stale).path("statusCode").asInt()).isEqualTo(200);
  }

  /** A proxy joins tags, and may have made a strong one of a weak one. */
  @ParameterizedTest
  @CsvSource({"'\"old\", TAG',304", "'*',304", "STRONG,304", "'\"old\",\"older\"',200", "'',200"})
  void anyOfSeveralTagsIsEnough(String tags, int status) {
    var tag = header(get("/ui"), "etag");
    var sent = tags.replace("TAG", tag).replace("STRONG", tag.substring(2));
    var again = Events.header(Events.http("GET", "/ui", ""), "if-none-match", sent);

    assertThat(doors.query(again).path("statusCode").asInt()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", "%2e%2e%2findex.html", "main.js%00", "MAIN.JS", "index.html", "main.js?x"})
  void noOtherNameIsAFile(String name) {
    var answer = get("/ui/" + files.version() + "/" + name);

    assertThat(answer.path("statusCode").asInt()).isIn(404, 405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main.js", "htm.js", "style.css", "icon.svg"})
  void aFileOfAVersionIsKeptForGood(String name) {
    var answer = get("/ui/" + files.version() + "/" + name);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(header(answer, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(body(answer)).isEqualTo(files.file(files.version(), name).orElseThrow().bytes());
  }

  @Test
  void whoTakesGzipGetsIt() throws IOException {
    var event = Events.http("GET", "/ui/" + files.version() + "/htm.js", "");
    var answer = doors.query(Events.header(event, "accept-encoding", "br, gzip, deflate"));

    assertThat(header(answer, "content-encoding")).isEqualTo("gzip");
    assertThat(header(answer, "vary")).isEqualTo("accept-encoding");
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body(answer)))) {
      assertThat(gzip.readAllBytes())
          .isEqualTo(files.file(files.version(), "htm.js").orElseThrow().bytes());
    }
  }

  @Test
  void theHeadOfThePageAndOfItsFilesIsAnsweredAsTheWholeWithoutABody() {
    for (var path : List.of("/ui", "/ui/" + files.version() + "/main.js", "/ui/")) {
      var whole = get(path);
      var head = doors.query(Events.http("HEAD", path, ""));

      assertThat(head.path("statusCode")).as(path).isEqualTo(whole.path("statusCode"));
      assertThat(head.path("body").asText()).as(path).isEmpty();
      assertThat(header(head, "content-length")).isEqualTo(String.valueOf(body(whole).length));
      ObjectNode headers = head.path("headers").deepCopy();
      headers.remove("content-length");
      assertThat((JsonNode) headers).isEqualTo(whole.path("headers"));
    }
  }

  @Test
  void theHeadOfAFileThatIsNotThereHasNoBodyEither() {
    var head = doors.query(Events.http("HEAD", "/ui/0000000000000000/main.js", ""));

    assertThat(head.path("statusCode").asInt()).isEqualTo(404);
    assertThat(head.path("body").asText()).isEmpty();
  }

  @Test
  void aSlashAtTheEndLeadsToThePage() {
    var answer = get("/ui/");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(308);
    assertThat(header(answer, "location")).isEqualTo("../ui");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ui/0000000000000000/main.js", "/ui/main.js", "/ui/a/b/c", "/uix"})
  void nothingElseIsThere(String path) {
    assertThat(get(path).path("statusCode").asInt()).isEqualTo(404);
  }

  @Test
  void anotherMethodIsToldTheRightOne() {
    var answer = doors.query(Events.http("POST", "/ui", "{}"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(405);
    assertThat(header(answer, "allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void whereThePageIsOffItsRoutesAreNone() {
    var chain = Chain.with(new FakeProvider(Examples.ACME));
    var off = new PageHttp(files, () -> false, TestingQuery.of(chain.store(), chain.clock()));
    var request = Requests.http(Events.http("GET", "/ui", ""));
    var found =
        (HttpRoute.Match.Found) HttpRoute.match("GET", "/ui/" + files.version() + "/main.js");

    assertThat(off.document(request).status()).isEqualTo(404);
    assertThat(off.file(request, found).status()).isEqualTo(404);
  }

  private JsonNode get(String path) {
    return doors.query(Events.http("GET", path, ""));
  }

  private static String header(JsonNode answer, String name) {
    return answer.path("headers").path(name).asText();
  }

  private static byte[] body(JsonNode answer) {
    assertThat(answer.path("isBase64Encoded").asBoolean()).isTrue();
    return Base64.getDecoder()
        .decode(answer.path("body").asText().getBytes(StandardCharsets.UTF_8));
  }
}
