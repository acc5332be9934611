package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.Problem;
import dev.darkroom.entrypoint.HttpRoute.Match;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.entrypoint.HttpRoute.Match.NoSuchPath;
import dev.darkroom.entrypoint.HttpRoute.Match.WrongMethod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRouteTest {

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/generations, SUBMIT",
    "GET, /v1/generations, GENERATIONS",
    "DELETE, /v1/generations/order-1, DELETION",
    "GET, /v1/generations/order-1, GENERATION",
    "GET, /v1/models, MODELS",
    "GET, /v1/schema, SCHEMA",
    "GET, /v1/openapi.json, OPENAPI",
    "GET, /ui, PAGE",
    "GET, /ui/0123456789abcdef/main.js, PAGE_FILE",
    "HEAD, /ui, PAGE_HEAD",
    "HEAD, /ui/0123456789abcdef/main.js, PAGE_FILE_HEAD",
    "POST, /v1/callbacks/acme/token, CALLBACK",
    "POST, /openai/v1/images/generations, OPENAI_GENERATE",
    "POST, /openai/v1/images/edits, OPENAI_EDIT",
    "GET, /openai/v1/images/generations/order-1, OPENAI_GENERATION",
    "GET, /openai/v1/models, OPENAI_MODELS",
    "GET, /openai/v1/models/seedream-5.0-lite, OPENAI_MODEL"
  })
  void everyRouteOfTheContractIsFound(String method, String path, HttpRoute route) {
    assertThat(HttpRoute.match(method, path))
        .isInstanceOfSatisfying(Found.class, found -> assertThat(found.route()).isEqualTo(route));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | /v1/generations            | POST,GET",
        "DELETE | /v1/generations            | POST,GET",
        "POST   | /v1/generations/order-1    | GET,DELETE",
        "POST   | /v1/models                 | GET",
        "GET    | /v1/callbacks/acme/token   | POST",
        "get    | /v1/models                 | GET",
        "GET    | /openai/v1/images/generations | POST",
        "PUT    | /openai/v1/images/edits    | POST"
      })
  void theAnswerToAnotherMethodNamesTheRightOnes(String method, String path, String allowed) {
    assertThat(HttpRoute.match(method, path))
        .isEqualTo(new WrongMethod(List.of(allowed.split(","))));
  }

  @Test
  void theAnswerToAnUnknownPathSaysWhereTheRoutesAre() {
    assertThat(((Problem) HttpReply.noSuchRoute().body()).detail())
        .isEqualTo("There is no such route here. GET /v1/openapi.json has them all.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/v1",
        "/v1/",
        "/v1/generations/a/b",
        "//v1/models",
        "/v2/models",
        "/ui/main.js",
        "/uis",
        "//evil.example/ui",
        "/V1/models",
        "/v1/callbacks/acme",
        "/v1/callbacks//token",
        "/v1/callbacks/acme/",
        "/v1/callbacks/acme/token/more",
        "/a b/v1/models",
        "/a\r\nx: y/v1/models",
        "//evil.example/v1/models"
      })
  void anotherPathIsNoRoute(String path) {
    assertThat(HttpRoute.match("GET", path)).isEqualTo(new NoSuchPath());
  }

  /** The doors of local mode are none of the API's: its sources are not in the artifact at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/local/webhooks",
        "/prod/local/webhooks/more",
        "/2015-03-31/functions/submit/invocations",
        "/"
      })
  void aDoorOfLocalModeIsNoRoute(String path) {
    for (var method : List.of("GET", "POST", "DELETE")) {
      assertThat(HttpRoute.match(method, path)).isEqualTo(new NoSuchPath());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models, MODELS, ''",
    "/v1/models/, MODELS, ''",
    "/v1/generations/, GENERATIONS, ''",
    "/v1/generations/order-1/, GENERATION, ''",
    "/prod/v1/models, MODELS, /prod",
    "/v1/v1/models, MODELS, /v1",
    "/img/2/v1/generations/order-1, GENERATION, /img/2",
    "/ui/, PAGE, ''",
    "/prod/ui, PAGE, /prod",
    "/img/2/ui/0123456789abcdef/main.js, PAGE_FILE, /img/2",
    "/ui/v1/models, MODELS, /ui",
    "/v1/generations/ui, GENERATION, ''",
    "/openai/v1/models, OPENAI_MODELS, ''",
    "/openai/v1/models/, OPENAI_MODELS, ''",
    "/img/openai/v1/models, OPENAI_MODELS, /img",
    "/openai/openai/v1/models, OPENAI_MODELS, /openai",
    "/openai/v1/images/generations/order-1, OPENAI_GENERATION, ''",
    "/v1/openai/v1/images/generations/order-1, OPENAI_GENERATION, /v1",
    "/myopenai/v1/models, MODELS, /myopenai",
    "/openai/v1/generations/order-1, GENERATION, /openai"
  })
  void aTrailingSlashAndABasePathAreUnderstood(String path, HttpRoute route, String base) {
    assertThat(HttpRoute.match("GET", path))
        .isInstanceOfSatisfying(
            Found.class,
            found -> {
              assertThat(found.route()).isEqualTo(route);
              assertThat(found.base()).isEqualTo(base);
            });
  }

  @Test
  void aRouteThatApiGatewayNamesHasItsParameters() {
    var id = "a/v1/models/b%41 ?c";

    assertThat(
            HttpRoute.matchKey(
                "GET /v1/generations/{id}", "/img/v1/generations/" + id, Map.of("id", id)))
        .contains(new Found(HttpRoute.GENERATION, Map.of("id", id), "/img"));
    assertThat(HttpRoute.matchKey("$default", "/v1/models", Map.of())).isEmpty();
    assertThat(HttpRoute.matchKey("ANY /{proxy+}", "/v1/models", Map.of("proxy", "v1/models")))
        .isEmpty();
  }

  @Test
  void parametersAreDecodedAsOneSegment() {
    assertThat(parameters("/v1/generations/a%2Fb%20c+d")).isEqualTo(Map.of("id", "a/b c+d"));
    assertThat(parameters("/v1/generations/100%")).isEqualTo(Map.of("id", "100%"));
  }

  @ParameterizedTest
  @EnumSource
  void everyFunctionIsChosenByItsName(LambdaFunction function) {
    assertThat(LambdaFunction.of(function.handler())).contains(function);
    assertThat(LambdaFunction.of(function.name())).isEmpty();
  }

  private static Map<String, String> parameters(String path) {
    Match match = HttpRoute.match("GET", path);
    assertThat(match).isInstanceOf(Found.class);
    return ((Found) match).parameters();
  }
}
