package dev.darkroom.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The query parameters of a request.
 *
 * @param values by names in lower case, but for the rest of {@code metadata.…}
 * @param repeated the names that have more than one value
 */
record QueryParameters(Map<String, String> values, Set<String> repeated) {
  /** Parameters with this beginning go on with a name of the caller's. */
  static final String METADATA = "metadata.";

  QueryParameters {
    values = Map.copyOf(values);
    repeated = Set.copyOf(repeated);
  }

  /**
   * Those of an event of API Gateway, which joins the values of a name that is there more than
   * once: only the query as it was sent tells that from a value with a comma.
   */
  static QueryParameters of(JsonNode event) {
    var values = new HashMap<String, String>();
    event
        .path("queryStringParameters")
        .properties()
        .forEach(entry -> values.put(parameterName(entry.getKey()), entry.getValue().asText("")));
    return new QueryParameters(values, repeated(event.path("rawQueryString").asText("")));
  }

  private static Set<String> repeated(String query) {
    var seen = new HashSet<String>();
    return Arrays.stream(query.split("&", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> parameterName(HttpRequest.decoded(part.split("=", 2)[0])))
        .filter(name -> !seen.add(name))
        .collect(Collectors.toSet());
  }

  /** In lower case, but for the caller's own names. */
  private static String parameterName(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(METADATA) ? METADATA + name.substring(METADATA.length()) : lower;
  }
}
