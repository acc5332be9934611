package dev.darkroom.entrypoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every route of the HTTP API, and the function that serves it. */
public enum Route {
  SUBMIT("POST", "/v1/generations", Function.SUBMIT),
  OPEN_GENERATIONS("GET", "/v1/generations", Function.QUERY),
  GENERATION("GET", "/v1/generations/{id}", Function.QUERY),
  MODELS("GET", "/v1/models", Function.QUERY),
  SCHEMA("GET", "/v1/schema", Function.QUERY),
  OPENAPI("GET", "/v1/openapi.json", Function.QUERY),
  CALLBACK("POST", "/v1/callbacks/{provider}/{token}", Function.CALLBACK);

  private final String method;
  private final String path;
  private final Function function;

  Route(String method, String path, Function function) {
    this.method = method;
    this.path = path;
    this.function = function;
  }

  String method() {
    return method;
  }

  /** As OpenAPI writes it: {@code /v1/generations/{id}}. */
  String path() {
    return path;
  }

  /** The function that serves this route. */
  public Function function() {
    return function;
  }

  /** Finds the route of a request. */
  public static Match match(String method, String path) {
    var allowed = new ArrayList<String>();
    for (var route : values()) {
      var parameters = route.parameters(path);
      if (parameters.isPresent() && route.method.equals(method)) {
        return new Match.Found(route, parameters.get());
      }
      parameters.ifPresent(ignored -> allowed.add(route.method));
    }
    return allowed.isEmpty() ? new Match.NoSuchPath() : new Match.WrongMethod(allowed);
  }

  private Optional<Map<String, String>> parameters(String requested) {
    var segments = path.split("/", -1);
    var actual = requested.split("/", -1);
    if (actual.length != segments.length) {
      return Optional.empty();
    }
    var parameters = new HashMap<String, String>();
    for (int index = 0; index < actual.length; index++) {
      var expected = segments[index];
      if (expected.startsWith("{") && !actual[index].isEmpty()) {
        parameters.put(expected.substring(1, expected.length() - 1), decoded(actual[index]));
      } else if (!expected.equals(actual[index])) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return segment;
    }
  }

  /** What became of looking for a route. */
  public sealed interface Match {
    /** There is one. */
    record Found(Route route, Map<String, String> parameters) implements Match {
      public Found {
        parameters = Map.copyOf(parameters);
      }
    }

    /** The path is known, with other methods. */
    record WrongMethod(List<String> allowed) implements Match {
      public WrongMethod {
        allowed = List.copyOf(allowed);
      }
    }

    /** The path is not known. */
    record NoSuchPath() implements Match {}
  }
}
