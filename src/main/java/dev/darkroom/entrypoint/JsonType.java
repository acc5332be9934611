package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The media type that bodies must have. */
final class JsonType {
  private static final Set<String> UNSAID = Set.of("", "application/x-www-form-urlencoded");

  private JsonType() {}

  /** The answer to a body of another type; empty: the body may be read. */
  static Optional<HttpReply> refusal(HttpRequest request, String what) {
    return isJson(request)
        ? Optional.empty()
        : Optional.of(
            HttpReply.problem(
                    Problem.of(
                        415,
                        "unsupported_media_type",
                        "Unsupported media type",
                        "Send " + what + " as application/json.",
                        List.of()))
                .with("accept", "application/json"));
  }

  /**
   * Whether the body is JSON by its type. The type that {@code curl} sends by default passes as
   * well, but not from a web page. Browsers send forms, and bodies without a type, to any site
   * without asking it.
   */
  private static boolean isJson(HttpRequest request) {
    var type =
        request
            .header("content-type")
            .map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .orElse("");
    return type.equals("application/json")
        || type.endsWith("+json")
        || (UNSAID.contains(type) && request.header("origin").isEmpty());
  }
}
