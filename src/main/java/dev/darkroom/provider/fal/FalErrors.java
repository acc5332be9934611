package dev.darkroom.provider.fal;

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
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * fal.ai's errors under our names. A model's own stand in {@code detail}, a list of typed objects;
 * the platform's are a plain text there, a request's have {@code error_type} beside it.
 *
 * @param type in lower case; empty where none was given
 * @param message the provider's words, scrubbed; empty where none were given
 */
record FalErrors(String type, String message) {
  /** What the status alone does not tell: a type of 422 that is not here is a refused parameter. */
  private static final Map<String, ErrorCode> KNOWN =
      Map.of(
          "content_policy_violation", CONTENT_REFUSED,
          "internal_server_error", GENERATION_FAILED,
          "generation_timeout", GENERATION_FAILED,
          "downstream_service_error", GENERATION_FAILED,
          "downstream_service_unavailable", PROVIDER_UNAVAILABLE,
          "request_timeout", GENERATION_FAILED,
          "startup_timeout", PROVIDER_UNAVAILABLE);

  /** A 403 may be a locked account with nothing left on it. */
  private static final Pattern NOTHING_LEFT =
      Pattern.compile("exhausted balance|top[ _-]?up|insufficient (balance|credits|funds)");

  /** What an answer says of an error, in whatever shape; empty if it says nothing of one. */
  static Optional<FalErrors> in(JsonNode body) {
    var detail = body.path("detail");
    var first = detail.isArray() ? detail.path(0) : detail;
    if (first.isObject()) {
      return Optional.of(new FalErrors(lower(first.path("type")), words(first)));
    }
    var words = ProviderJson.scalar(first).or(() -> ProviderJson.scalar(body.path("error")));
    var type = lower(body.path("error_type"));
    return words.isEmpty() && type.isEmpty()
        ? Optional.empty()
        : Optional.of(new FalErrors(type, words.map(ProviderWords::scrubbed).orElse("")));
  }

  /** With the field it is about: "Field required" alone helps nobody. */
  private static String words(JsonNode error) {
    var place = new ArrayList<String>();
    error
        .path("loc")
        .forEach(
            part -> ProviderJson.scalar(part).filter(p -> !p.equals("body")).ifPresent(place::add));
    var words = ProviderJson.scalar(error.path("msg")).orElse("");
    return ProviderWords.scrubbed(place.isEmpty() ? words : String.join(".", place) + ": " + words);
  }

  private static String lower(JsonNode node) {
    return ProviderJson.scalar(node).map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
  }

  /** Whether a model or a runner said it, of this very request, and not the platform of a call. */
  boolean isOfTheRequest() {
    return !type.isEmpty();
  }

  /** As our failure; {@code otherwise} where the provider's own type says nothing to us. */
  Failure failure(ProviderId provider, ErrorCode otherwise) {
    return Failure.of(errorCode(otherwise), words(), provider)
        .withProviderCode(
            Optional.of(type).filter(text -> !text.isEmpty()).map(ProviderWords::scrubbed));
  }

  /** As our failure, or one of our own words where nothing was said of an error. */
  static Failure failure(
      Optional<FalErrors> error, ProviderId provider, ErrorCode byStatus, String otherwise) {
    return error
        .map(one -> one.failure(provider, byStatus))
        .orElseGet(() -> Failure.of(byStatus, otherwise, provider));
  }

  private ErrorCode errorCode(ErrorCode otherwise) {
    if (ContentWords.areIn(type + " " + message)) {
      return CONTENT_REFUSED;
    }
    if (NOTHING_LEFT.matcher(message.toLowerCase(Locale.ROOT)).find()) {
      return QUOTA_EXHAUSTED;
    }
    return type.startsWith("runner_") ? PROVIDER_UNAVAILABLE : KNOWN.getOrDefault(type, otherwise);
  }

  private String words() {
    if (!message.isEmpty()) {
      return message;
    }
    return type.isEmpty() ? "no reason was given" : ProviderWords.scrubbed(type);
  }

  /** Of an answer with this status that says no for sure. */
  static ErrorCode ofStatus(int status) {
    return switch (status) {
      case 401, 403 -> KEY_REJECTED;
      case 402 -> QUOTA_EXHAUSTED;
      case 429 -> RATE_LIMITED;
      default -> status < 500 ? INVALID_REQUEST : GENERATION_FAILED;
    };
  }
}
