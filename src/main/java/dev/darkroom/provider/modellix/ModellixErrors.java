package dev.darkroom.provider.modellix;

import static dev.darkroom.task.ErrorCode.CONTENT_REFUSED;
import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.support.ContentRefusal;
import dev.darkroom.provider.support.MessageScrubber;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.RefusalClassifier;
import dev.darkroom.provider.support.TaskPhase;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Modellix's errors under Darkroom's names: {@code {"code": <as HTTP>, "message": "<Category>:
 * <detail>"}}.
 *
 * <p>A failed task has no documented shape. Its words are read from {@code data.error}, {@code
 * data.message} and {@code message}, in this order.
 *
 * @param code empty where none was given, or none of an error
 * @param message the provider's words, scrubbed; empty where none were given
 */
record ModellixErrors(Optional<String> code, String message) {
  /** The error in an answer. */
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
            .filter(words -> !TaskPhase.isNoReason(words))
            .findFirst();
    return new ModellixErrors(
        ProviderJson.scalar(error.path("code"))
            .or(() -> ProviderJson.scalar(body.path("code")))
            .filter(code -> !TaskPhase.isNoReason(code))
            .flatMap(MessageScrubber::code),
        message.map(MessageScrubber::scrubbed).orElse(""));
  }

  /** The reason of a refusal that is on the list. */
  Failure refusal(ProviderId provider, ErrorCode listed, int status) {
    return failure(provider, RefusalClassifier.refined(listed, said()), "answered " + status);
  }

  /** The reason of a failed task. */
  Failure ofTask(ProviderId provider, String otherwise) {
    boolean isContent = ContentRefusal.isIn(said());
    return failure(provider, isContent ? CONTENT_REFUSED : GENERATION_FAILED, otherwise);
  }

  private String said() {
    return code.orElse("") + " " + message;
  }

  private Failure failure(ProviderId provider, ErrorCode errorCode, String otherwise) {
    return Failure.of(errorCode, message.isEmpty() ? otherwise : message, provider)
        .withProviderCode(code);
  }
}
