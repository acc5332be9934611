package dev.darkroom.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request of API Gateway's HTTP API, payload format 2.0.
 *
 * @param path with the stage or the base path, decoded by API Gateway: an encoded slash looks like
 *     any other there
 * @param routeKey of the API's route that it took, such as {@code GET /v1/generations/{id}}
 * @param pathParameters of that route, decoded
 * @param headers names in lower case
 * @param body decoded, never absent
 * @param query names in lower case, but for the rest of {@code metadata.…}
 * @param hidden the stage in the path that the caller did not write; empty: there is none
 * @param repeated the query parameters that have more than one value
 * @param id of this request at API Gateway, whose access log has it; empty: none that fits a header
 */
@SuppressWarnings("ArrayRecordComponent") // carried to its reader, never compared
record HttpRequest(
    String method,
    String path,
    String routeKey,
    Map<String, String> pathParameters,
    Map<String, String> headers,
    Map<String, String> query,
    byte[] body,
    String hidden,
    Set<String> repeated,
    Optional<String> id) {
  /** Parameters with this beginning go on with a name of the caller's. */
  static final String METADATA = "metadata.";

  private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

  static HttpRequest of(JsonNode event) {
    var context = event.path("requestContext");
    return new HttpRequest(
        context.path("http").path("method").asText("").toUpperCase(Locale.ROOT),
        event.path("rawPath").asText(""),
        event.path("routeKey").asText(""),
        pairs(event.path("pathParameters")),
        pairs(event.path("headers")),
        query(event),
        body(event),
        hidden(context),
        repeated(event),
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
    return Optional.ofNullable(query.get(name));
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

  private static byte[] body(JsonNode event) {
    var text = event.path("body").asText("");
    if (event.path("isBase64Encoded").asBoolean(false)) {
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException notBase64) {
        return LambdaIo.utf8(text); // its reader says what is wrong with it
      }
    }
    return LambdaIo.utf8(text);
  }

  /**
   * The query parameters. API Gateway joins the values of a name that is there more than once: only
   * the query as it was sent tells that from a value with a comma.
   */
  private static Map<String, String> query(JsonNode event) {
    var query = new HashMap<String, String>();
    event
        .path("queryStringParameters")
        .properties()
        .forEach(entry -> query.put(parameterName(entry.getKey()), entry.getValue().asText("")));
    return query;
  }

  /** Parameter names are in lower case, but for the caller's own names. */
  private static String parameterName(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(METADATA) ? METADATA + name.substring(METADATA.length()) : lower;
  }

  /** The parameters of which the query as it was sent has more than one value. */
  private static Set<String> repeated(JsonNode event) {
    var seen = new HashSet<String>();
    return Arrays.stream(event.path("rawQueryString").asText("").split("&", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> parameterName(decoded(part.split("=", 2)[0])))
        .filter(name -> !seen.add(name))
        .collect(Collectors.toSet());
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
