package dev.darkroom.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.intake.CarrierBody;
import dev.darkroom.intake.Envelope;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request of API Gateway's HTTP API, payload format 2.0.
 *
 * @param path with the stage or the base path, decoded by API Gateway: an encoded slash looks like
 *     any other there
 * @param routeKey of the API's route that it took, such as {@code GET /v1/generations/{id}}
 * @param pathParameters of that route, decoded
 * @param headers names in lower case
 * @param body decoded, never absent
 * @param hidden the stage in the path that the caller did not write; empty: there is none
 * @param id of this request at API Gateway, whose access log has it; empty: none that fits a header
 */
@SuppressWarnings("ArrayRecordComponent") // carried to its reader, never compared
record HttpRequest(
    String method,
    String path,
    String routeKey,
    Map<String, String> pathParameters,
    Map<String, String> headers,
    QueryParameters query,
    byte[] body,
    String hidden,
    Optional<String> id) {
  private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

  /**
   * Reads a request. One of another kind has neither method nor path.
   *
   * @param input what Lambda handed over
   */
  static HttpRequest of(byte[] input) {
    return of(Envelope.read(input, EventSource.FIELDS, "detail").fields(), input);
  }

  /**
   * The same, of fields that were read.
   *
   * @param input what they were read from
   */
  static HttpRequest of(JsonNode event, byte[] input) {
    var context = event.path("requestContext");
    return new HttpRequest(
        context.path("http").path("method").asText("").toUpperCase(Locale.ROOT),
        event.path("rawPath").asText(""),
        event.path("routeKey").asText(""),
        pairs(event.path("pathParameters")),
        pairs(event.path("headers")),
        QueryParameters.of(event),
        body(event, input),
        hidden(context),
        Optional.of(context.path("requestId").asText("")).filter(ID.asMatchPredicate()));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Whether its sender speaks the language of OpenAI's clients. */
  boolean isOpenAi() {
    return route() instanceof HttpRoute.Match.Found found
        ? found.route().isOpenAi()
        : HttpRoute.isOpenAi(path);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.values().get(name));
  }

  /** Finds its route by API Gateway's route key, or else by the path. */
  HttpRoute.Match route() {
    return HttpRoute.matchKey(routeKey, path, pathParameters)
        .<HttpRoute.Match>map(found -> found)
        .orElseGet(() -> HttpRoute.match(method, path));
  }

  /**
   * The base path without a stage that the caller did not write. Links in answers begin with it.
   */
  String visible(String base) {
    return base.equals(hidden) ? "" : base;
  }

  /**
   * The stage, where a custom domain hides it from the caller: it is in the path nevertheless
   * (github.com/CodeGenieApp/serverless-express/issues/465).
   */
  private static String hidden(JsonNode context) {
    var stage = context.path("stage").asText("");
    var domain = context.path("domainName").asText("");
    boolean isOurs = domain.isEmpty() || domain.contains(".execute-api.");
    return stage.isEmpty() || isOurs ? "" : "/" + stage;
  }

  private static byte[] body(JsonNode event, byte[] input) {
    boolean isBase64 = event.path("isBase64Encoded").asBoolean(false);
    return (isBase64 ? CarrierBody.base64(input) : Optional.<byte[]>empty())
        // A body that is only said to be base 64: its reader says what is wrong with it.
        .orElseGet(() -> LambdaIo.utf8(CarrierBody.text(input).orElse("")));
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static Map<String, String> pairs(JsonNode object) {
    var pairs = new HashMap<String, String>();
    object
        .properties()
        .forEach(
            entry ->
                pairs.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue().asText("")));
    return pairs;
  }
}
