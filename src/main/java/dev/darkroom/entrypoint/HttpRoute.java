package dev.darkroom.entrypoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every route of the HTTP API, and the function that serves it. */
public enum HttpRoute {
  SUBMIT("POST", "/v1/generations", LambdaFunction.SUBMIT),
  GENERATIONS("GET", "/v1/generations", LambdaFunction.QUERY),
  GENERATION("GET", "/v1/generations/{id}", LambdaFunction.QUERY),
  DELETION("DELETE", "/v1/generations/{id}", LambdaFunction.CONTROL),
  CANCEL("POST", "/v1/generations/{id}/cancel", LambdaFunction.CONTROL),
  RESOLUTION("POST", "/v1/generations/{id}/resolution", LambdaFunction.CONTROL),
  RECHECK("POST", "/v1/generations/{id}/recheck", LambdaFunction.CONTROL),
  DELIVERIES("GET", "/v1/generations/{id}/deliveries", LambdaFunction.QUERY),
  REPLAY("POST", "/v1/generations/{id}/deliveries/{channel}/replay", LambdaFunction.CONTROL),
  CANARY("POST", "/v1/providers/{provider}/canary", LambdaFunction.CONTROL),
  CANARY_RECORD("GET", "/v1/providers/{provider}/canary", LambdaFunction.QUERY),
  UPLOAD("POST", "/v1/uploads", LambdaFunction.SUBMIT),
  QUOTE("POST", "/v1/quotes", LambdaFunction.QUERY),
  MODELS("GET", "/v1/models", LambdaFunction.QUERY),
  SCHEMA("GET", "/v1/schema", LambdaFunction.QUERY),
  OPENAPI("GET", "/v1/openapi.json", LambdaFunction.QUERY),
  PAGE("GET", "/ui", LambdaFunction.QUERY),
  PAGE_FILE("GET", "/ui/{version}/{file}", LambdaFunction.QUERY),
  PAGE_HEAD("HEAD", "/ui", LambdaFunction.QUERY),
  PAGE_FILE_HEAD("HEAD", "/ui/{version}/{file}", LambdaFunction.QUERY),
  CALLBACK("POST", "/v1/callbacks/{provider}/{token}", LambdaFunction.CALLBACK),
  OPENAI_GENERATE("POST", "/openai/v1/images/generations", LambdaFunction.SUBMIT),
  OPENAI_EDIT("POST", "/openai/v1/images/edits", LambdaFunction.SUBMIT),
  OPENAI_GENERATION("GET", "/openai/v1/images/generations/{id}", LambdaFunction.QUERY),
  OPENAI_MODELS("GET", "/openai/v1/models", LambdaFunction.QUERY),
  OPENAI_MODEL("GET", "/openai/v1/models/{model}", LambdaFunction.QUERY);

  private static final String ROOT = "/v1/";
  private static final String PAGE_ROOT = "/ui";

  /** OpenAI's routes: the base address that its clients are given ends in it, without the slash. */
  private static final String OPENAI_ROOT = "/openai/v1/";

  /** The number of segments of the longest route. */
  private static final int MOST_SEGMENTS = 6;

  /**
   * Base paths that cannot change the host of a link in an answer, or add a header. The pattern is
   * possessive: otherwise each segment of a long path would use some of the stack.
   */
  private static final Pattern BASE = Pattern.compile("(?:/[A-Za-z0-9._~$-]++)*+");

  private static final Match NOWHERE = new Match.NoSuchPath();

  private final String method;
  private final String path;
  private final LambdaFunction function;

  HttpRoute(String method, String path, LambdaFunction function) {
    this.method = method;
    this.path = path;
    this.function = function;
  }

  String method() {
    return method;
  }

  /** The name that API Gateway gives it: {@code GET /v1/generations/{id}}. */
  public String key() {
    return method + " " + path;
  }

  /** The path as OpenAPI writes it: {@code /v1/generations/{id}}. */
  String path() {
    return path;
  }

  /** Whether it speaks the language of OpenAI's clients. */
  boolean isOpenAi() {
    return isOpenAi(path);
  }

  /** Whether a path is meant for one of OpenAI's routes, even if it is none. */
  public static boolean isOpenAi(String path) {
    return path.contains(OPENAI_ROOT);
  }

  /** The function that serves this route. */
  public LambdaFunction function() {
    return function;
  }

  /**
   * The query parameters that the route knows, in lower case; empty: whatever comes is ignored.
   *
   * <p>No callback is lost to a parameter of its provider. Routes without a body mistake nothing.
   */
  Optional<List<String>> queryParameters() {
    return switch (this) {
      case GENERATIONS -> Optional.of(ListHttp.PARAMETERS);
      case SUBMIT, UPLOAD, QUOTE, CANCEL, RESOLUTION, DELETION -> Optional.of(List.of());
      case GENERATION -> Optional.of(List.of("wait"));
      case OPENAI_GENERATE, OPENAI_EDIT, OPENAI_MODELS, OPENAI_MODEL -> Optional.of(List.of());
      case OPENAI_GENERATION -> Optional.of(List.of("response_format", "wait"));
      case RECHECK, DELIVERIES, REPLAY, CANARY, CANARY_RECORD, CALLBACK -> Optional.empty();
      case MODELS, SCHEMA, OPENAPI -> Optional.empty();
      case PAGE, PAGE_FILE, PAGE_HEAD, PAGE_FILE_HEAD -> Optional.empty();
    };
  }

  /**
   * The route that API Gateway named by its key, with the parameters that it found. The path alone
   * cannot distinguish a slash of the path from one that was written as {@code %2F}.
   */
  static Optional<Match.Found> matchKey(
      String routeKey, String path, Map<String, String> parameters) {
    for (var route : values()) {
      if (routeKey.equals(route.key()) && parameters.keySet().equals(route.names())) {
        return Optional.of(new Match.Found(route, parameters, route.base(path)));
      }
    }
    return Optional.empty();
  }

  /**
   * Finds the route of a request by its path.
   *
   * @param path may begin with a stage or with the base path of a custom domain, and end in a slash
   */
  public static Match match(String method, String path) {
    var trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    for (int at = trimmed.indexOf(ROOT, earliest(trimmed));
        at >= 0;
        at = trimmed.indexOf(ROOT, at + 1)) {
      var match = matchAt(method, trimmed, at);
      if (!(match instanceof Match.NoSuchPath)) {
        return match;
      }
    }
    int page = trimmed.indexOf(PAGE_ROOT, earliest(trimmed));
    return page < 0 ? NOWHERE : matchBehind(method, trimmed, page);
  }

  /** A route of OpenAI's is preferred over one of Darkroom's behind a base path of that name. */
  private static Match matchAt(String method, String path, int at) {
    int openAi = at + ROOT.length() - OPENAI_ROOT.length();
    if (openAi >= 0 && path.startsWith(OPENAI_ROOT, openAi)) {
      var match = matchBehind(method, path, openAi);
      if (!(match instanceof Match.NoSuchPath)) {
        return match;
      }
    }
    return matchBehind(method, path, at);
  }

  private static Match matchBehind(String method, String path, int at) {
    var base = path.substring(0, at);
    return BASE.matcher(base).matches() ? match(method, path.substring(at), base) : NOWHERE;
  }

  /** Where the search begins: at the last segments. All before them is a base path. */
  private static int earliest(String path) {
    int at = path.length();
    for (int segments = 0; segments < MOST_SEGMENTS && at > 0; segments++) {
      at = path.lastIndexOf('/', at - 1);
    }
    return Math.max(0, at);
  }

  private static Match match(String method, String path, String base) {
    var allowed = new ArrayList<String>();
    for (var route : values()) {
      var parameters = route.parameters(path);
      if (parameters.isPresent() && route.method.equals(method)) {
        return new Match.Found(route, parameters.get(), base);
      }
      parameters.ifPresent(ignored -> allowed.add(route.method));
    }
    return allowed.isEmpty() ? NOWHERE : new Match.WrongMethod(allowed);
  }

  private Set<String> names() {
    return Arrays.stream(path.split("/", -1))
        .filter(segment -> segment.startsWith("{"))
        .map(segment -> segment.substring(1, segment.length() - 1))
        .collect(Collectors.toSet());
  }

  /** The base path before this route. */
  private String base(String requested) {
    int parameter = path.indexOf("/{");
    int at = requested.indexOf(parameter < 0 ? path : path.substring(0, parameter));
    var base = requested.substring(0, Math.max(0, at));
    return BASE.matcher(base).matches() ? base : "";
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
        parameters.put(
            expected.substring(1, expected.length() - 1),
            HttpRequest.decoded(actual[index].replace("+", "%2B")));
      } else if (!expected.equals(actual[index])) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  /** The result of looking for a route. */
  public sealed interface Match {
    /**
     * The route of the request.
     *
     * @param base the path before it: a stage or the base path of a custom domain; mostly empty
     */
    record Found(HttpRoute route, Map<String, String> parameters, String base) implements Match {
      public Found {
        parameters = Map.copyOf(parameters);
      }
    }

    /** A known path with other methods. */
    record WrongMethod(List<String> allowed) implements Match {
      public WrongMethod {
        allowed = List.copyOf(allowed);
      }
    }

    /** An unknown path. */
    record NoSuchPath() implements Match {}
  }
}
