package dev.darkroom.provider.modellix;

import static dev.darkroom.task.ErrorCode.CONTENT_REFUSED;
import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;
import static dev.darkroom.task.ErrorCode.INVALID_REQUEST;
import static dev.darkroom.task.ErrorCode.KEY_REJECTED;
import static dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE;
import static dev.darkroom.task.ErrorCode.QUOTA_EXHAUSTED;
import static dev.darkroom.task.ErrorCode.RATE_LIMITED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.ContentWords;
import dev.darkroom.provider.ProviderJson;
import dev.darkroom.provider.ProviderWords;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Modellix's errors under our names: {@code {"code": <as HTTP>, "message": "<Category>:
 * <detail>"}}.
 *
 * <p>A failed task has no documented shape: its words are looked for in {@code data.error}, {@code
 * data.message} and {@code message}, in this order.
 *
 * @param code empty where none was given, or none of an error
 * @param message the provider's words, scrubbed; empty where none were given
 */
record ModellixErrors(Optional<String> code, String message) {
  /**
   * The statuses after which nothing was taken, by Modellix's own client. Any other is no word.
   *
   * <p>404 and 405 speak of the path, that is of a model that is gone, or of a path that moved
   * again: not the wish is wrong, so another provider may serve it.
   */
  private static final Map<Integer, ErrorCode> REFUSALS =
      Map.of(
          400, INVALID_REQUEST,
          401, KEY_REJECTED,
          402, QUOTA_EXHAUSTED,
          403, KEY_REJECTED,
          404, PROVIDER_UNAVAILABLE,
          405, PROVIDER_UNAVAILABLE,
          413, INVALID_REQUEST,
          415, INVALID_REQUEST,
          422, INVALID_REQUEST,
          429, RATE_LIMITED);

  static boolean isRefusal(int status) {
    return REFUSALS.containsKey(status);
  }

  /** What an answer says of what went wrong. */
  static ModellixErrors in(JsonNode body) {
    var data = body.path("data");
    var error = data.path("error");
    var message =
        Stream.of(
                ProviderJson.first(error, "message", "code"),
                error,
                data.path("message"),
                body.path("message"))
            .flatMap(node -> ProviderJson.scalar(node).stream())
            .filter(words -> !words.equalsIgnoreCase("success"))
            .findFirst();
    return new ModellixErrors(
        ProviderJson.scalar(error.path("code"))
            .or(() -> ProviderJson.scalar(body.path("code")).filter(code -> !code.equals("0"))),
        message.map(ProviderWords::scrubbed).orElse(""));
  }

  /** Of a create call that was refused with this status. */
  Failure refusal(ProviderId provider, int status) {
    var code = REFUSALS.getOrDefault(status, INVALID_REQUEST);
    boolean isContent = code == INVALID_REQUEST && ContentWords.areIn(message);
    return failure(provider, isContent ? CONTENT_REFUSED : code, "answered " + status);
  }

  /** Of a task that failed. */
  Failure ofTask(ProviderId provider, String otherwise) {
    boolean isContent = ContentWords.areIn(code.orElse("") + " " + message);
    return failure(provider, isContent ? CONTENT_REFUSED : GENERATION_FAILED, otherwise);
  }

  private Failure failure(ProviderId provider, ErrorCode errorCode, String otherwise) {
    return Failure.of(errorCode, message.isEmpty() ? otherwise : message, provider)
        .withProviderCode(code.map(ProviderWords::scrubbed));
  }
}
