package dev.darkroom.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request of API Gateway's HTTP API, payload format 2.0.
 *
 * @param path without the stage, still percent-encoded
 * @param headers names in lower case
 * @param body decoded, never absent
 */
@SuppressWarnings("ArrayRecordComponent") // carried to its reader, never compared
record HttpRequest(
    String method,
    String path,
    Map<String, String> headers,
    Map<String, String> query,
    byte[] body) {

  static HttpRequest of(JsonNode event) {
    var context = event.path("requestContext");
    return new HttpRequest(
        context.path("http").path("method").asText("").toUpperCase(Locale.ROOT),
        withoutStage(event.path("rawPath").asText(""), context.path("stage").asText("")),
        pairs(event.path("headers")),
        pairs(event.path("queryStringParameters")),
        body(event));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  private static String withoutStage(String path, String stage) {
    var prefix = "/" + stage;
    return !stage.isEmpty() && path.startsWith(prefix + "/")
        ? path.substring(prefix.length())
        : path;
  }

  private static byte[] body(JsonNode event) {
    var text = event.path("body").asText("");
    if (event.path("isBase64Encoded").asBoolean(false)) {
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException notBase64) {
        return text.getBytes(StandardCharsets.UTF_8); // its reader says what is wrong with it
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
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
