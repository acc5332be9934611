package dev.darkroom.provider.evolink;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * EvoLink's errors under our names. {@code error} is an object in the document and was seen as
 * plain text; its {@code code} is a text there and was seen as a number.
 *
 * @param code in lower case; empty where none was given
 * @param message the provider's words, scrubbed; empty where none were given
 */
record EvolinkErrors(String code, String type, String message) {
  /**
   * Create-level codes of the OpenAPI document, then task-level ones of the page on error codes.
   */
  private static final Map<String, ErrorCode> KNOWN =
      Map.ofEntries(
          Map.entry("invalid_request", INVALID_REQUEST),
          Map.entry("invalid_request_error", INVALID_REQUEST),
          Map.entry("unauthorized", KEY_REJECTED),
          Map.entry("authentication_error", KEY_REJECTED),
          Map.entry("insufficient_quota", QUOTA_EXHAUSTED),
          Map.entry("model_access_denied", KEY_REJECTED),
          Map.entry("rate_limit_exceeded", RATE_LIMITED),
          Map.entry("rate_limit_error", RATE_LIMITED),
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

  /** What an answer's {@code error} says, in whatever shape; empty if there is none. */
  static Optional<EvolinkErrors> in(JsonNode body) {
    var error = body.path("error");
    if (error.isObject() && !error.isEmpty()) {
      return Optional.of(
          new EvolinkErrors(
              lower(error.path("code")),
              lower(error.path("type")),
              ProviderJson.scalar(error.path("message")).map(ProviderWords::scrubbed).orElse("")));
    }
    return ProviderJson.scalar(error)
        .map(words -> new EvolinkErrors("", "", ProviderWords.scrubbed(words)));
  }

  private static String lower(JsonNode node) {
    return ProviderJson.scalar(node).map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
  }

  /** As our failure; {@code otherwise} where the provider's own code says nothing to us. */
  Failure failure(ProviderId provider, ErrorCode otherwise) {
    return Failure.of(errorCode(otherwise), words(), provider)
        .withProviderCode(
            Optional.of(code.isEmpty() ? type : code)
                .filter(text -> !text.isEmpty())
                .map(ProviderWords::scrubbed));
  }

  ErrorCode errorCode(ErrorCode otherwise) {
    if (ContentWords.areIn(code + " " + type + " " + message)) {
      return CONTENT_REFUSED;
    }
    return KNOWN.getOrDefault(code, KNOWN.getOrDefault(type, otherwise));
  }

  /** What to call it; never empty. */
  String words() {
    if (!message.isEmpty()) {
      return message;
    }
    return code.isEmpty() ? "no reason was given" : ProviderWords.scrubbed(code);
  }

  /** Of a call that was answered with this status and refused for sure. */
  static ErrorCode ofStatus(int status) {
    return switch (status) {
      case 401, 403 -> KEY_REJECTED;
      case 402 -> QUOTA_EXHAUSTED;
      case 429 -> RATE_LIMITED;
      default -> status < 500 ? INVALID_REQUEST : GENERATION_FAILED;
    };
  }
}
