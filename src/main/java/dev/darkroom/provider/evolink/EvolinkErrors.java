package dev.darkroom.provider.evolink;

import static dev.darkroom.task.ErrorCode.CONTENT_REFUSED;
import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;
import static dev.darkroom.task.ErrorCode.INVALID_REQUEST;
import static dev.darkroom.task.ErrorCode.KEY_REJECTED;
import static dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE;
import static dev.darkroom.task.ErrorCode.QUOTA_EXHAUSTED;
import static dev.darkroom.task.ErrorCode.RATE_LIMITED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.support.ContentRefusal;
import dev.darkroom.provider.support.MessageScrubber;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.RefusalClassifier;
import dev.darkroom.provider.support.TaskPhase;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * EvoLink's errors under Darkroom's names.
 *
 * <p>{@code error} is an object in the document and was seen as plain text. Its {@code code} is a
 * text in the document and was seen as a number.
 *
 * @param code in EvoLink's own case; empty where none was given
 * @param type likewise
 * @param message the provider's words, scrubbed; empty where none were given
 */
record EvolinkErrors(String code, String type, String message) {
  /** Codes of failed tasks, by the page on error codes, and the numbers that were seen. */
  private static final Map<String, ErrorCode> TASK_CODES =
      Map.ofEntries(
          Map.entry("invalid_request", INVALID_REQUEST),
          Map.entry("insufficient_quota", QUOTA_EXHAUSTED),
          Map.entry("rate_limit_exceeded", RATE_LIMITED),
          Map.entry("content_policy_violation", CONTENT_REFUSED),
          Map.entry("invalid_parameters", INVALID_REQUEST),
          Map.entry("image_processing_error", INVALID_REQUEST),
          Map.entry("image_dimension_mismatch", INVALID_REQUEST),
          Map.entry("resource_not_found", INVALID_REQUEST),
          Map.entry("model_unavailable", INVALID_REQUEST),
          Map.entry("quota_exceeded", RATE_LIMITED),
          Map.entry("rate_limited", RATE_LIMITED),
          Map.entry("resource_exhausted", PROVIDER_UNAVAILABLE),
          Map.entry("service_unavailable", PROVIDER_UNAVAILABLE),
          Map.entry("400", INVALID_REQUEST),
          Map.entry("401", KEY_REJECTED),
          Map.entry("402", QUOTA_EXHAUSTED),
          Map.entry("403", KEY_REJECTED),
          Map.entry("404", INVALID_REQUEST),
          Map.entry("413", INVALID_REQUEST),
          Map.entry("422", INVALID_REQUEST),
          Map.entry("429", RATE_LIMITED));

  /**
   * The error in an answer, in any shape; empty if there is none. A word for success, {@code false}
   * and 0 are no errors.
   */
  static Optional<EvolinkErrors> in(JsonNode body) {
    var error = body.path("error");
    var said =
        error.isObject()
            ? new EvolinkErrors(
                code(error.path("code")), code(error.path("type")), words(error.path("message")))
            : new EvolinkErrors("", "", error.isTextual() ? words(error) : "");
    return Optional.of(said).filter(EvolinkErrors::isOne);
  }

  private boolean isOne() {
    return Stream.of(code, type, message).anyMatch(text -> !TaskPhase.isNoReason(text));
  }

  private static String code(JsonNode node) {
    return ProviderJson.scalar(node).flatMap(MessageScrubber::code).orElse("");
  }

  private static String words(JsonNode node) {
    return ProviderJson.scalar(node).map(MessageScrubber::scrubbed).orElse("");
  }

  /** The reason of a refusal that is on the list. */
  Failure refusal(ProviderId provider, ErrorCode listed) {
    return failure(provider, RefusalClassifier.refined(listed, said()));
  }

  /** The reason of a failed task. */
  Failure ofTask(ProviderId provider) {
    return failure(
        provider, ContentRefusal.isIn(said()) ? CONTENT_REFUSED : known(code, known(type)));
  }

  private static ErrorCode known(String code) {
    return known(code, GENERATION_FAILED);
  }

  private static ErrorCode known(String code, ErrorCode otherwise) {
    return TASK_CODES.getOrDefault(code.toLowerCase(Locale.ROOT), otherwise);
  }

  private Failure failure(ProviderId provider, ErrorCode ours) {
    return Failure.of(ours, words(), provider)
        .withProviderCode(
            Optional.of(code.isEmpty() ? type : code).filter(text -> !text.isEmpty()));
  }

  private String said() {
    return code + " " + type + " " + message;
  }

  /** The words to show; never empty. */
  private String words() {
    if (!TaskPhase.isNoReason(message)) {
      return message;
    }
    return code.isEmpty() ? "no reason was given" : code;
  }
}
