package dev.darkroom.provider.fal;

import static dev.darkroom.task.ErrorCode.CONTENT_REFUSED;
import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;
import static dev.darkroom.task.ErrorCode.INVALID_REQUEST;
import static dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.support.ContentRefusal;
import dev.darkroom.provider.support.MessageScrubber;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.RefusalClassifier;
import dev.darkroom.provider.support.TaskPhase;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * fal.ai's errors under Darkroom's names.
 *
 * <p>A model's errors are in {@code detail}, a list of typed objects. The platform's error is a
 * plain text there. A request's error has {@code error_type} as well.
 *
 * @param type in fal.ai's own case; empty where none was given
 * @param message the provider's words, scrubbed; empty where none were given
 */
record FalErrors(String type, String message) {
  /** Types that say more than the status. Any other type of 422 is a refused parameter. */
  private static final Map<String, ErrorCode> KNOWN =
      Map.of(
          "content_policy_violation", CONTENT_REFUSED,
          "internal_server_error", GENERATION_FAILED,
          "generation_timeout", GENERATION_FAILED,
          "downstream_service_error", GENERATION_FAILED,
          "downstream_service_unavailable", PROVIDER_UNAVAILABLE,
          "request_timeout", GENERATION_FAILED,
          "startup_timeout", PROVIDER_UNAVAILABLE);

  /** The error in an answer, in any shape; empty if there is none. */
  static Optional<FalErrors> in(JsonNode body) {
    var detail = body.path("detail");
    var first = detail.isArray() ? detail.path(0) : detail;
    if (first.isObject()) {
      return Optional.of(new FalErrors(type(first.path("type")), words(first)));
    }
    var words =
        ProviderJson.scalar(first)
            .or(() -> ProviderJson.scalar(body.path("error")))
            .filter(said -> !TaskPhase.isNoReason(said));
    var type = type(body.path("error_type"));
    return words.isEmpty() && type.isEmpty()
        ? Optional.empty()
        : Optional.of(new FalErrors(type, words.map(MessageScrubber::scrubbed).orElse("")));
  }

  /** The message with its field: "Field required" alone does not help. */
  private static String words(JsonNode error) {
    var place = new ArrayList<String>();
    error
        .path("loc")
        .forEach(
            part -> ProviderJson.scalar(part).filter(p -> !p.equals("body")).ifPresent(place::add));
    var words = ProviderJson.scalar(error.path("msg")).orElse("");
    return MessageScrubber.scrubbed(
        place.isEmpty() ? words : String.join(".", place) + ": " + words);
  }

  private static String type(JsonNode node) {
    return ProviderJson.scalar(node).flatMap(MessageScrubber::code).orElse("");
  }

  /**
   * Whether the error is a model's or runner's, about this request, and not the platform's about a
   * call.
   */
  boolean isOfTheRequest() {
    return !type.isEmpty();
  }

  /** The reason of a refusal that is on the list. */
  Failure refusal(ProviderId provider, ErrorCode listed) {
    return as(provider, RefusalClassifier.refined(listed, said()));
  }

  /** The failure; {@code otherwise} where Darkroom does not know the type. */
  Failure failure(ProviderId provider, ErrorCode otherwise) {
    return as(provider, errorCode(otherwise));
  }

  private Failure as(ProviderId provider, ErrorCode ours) {
    return Failure.of(ours, words(), provider)
        .withProviderCode(Optional.of(type).filter(text -> !text.isEmpty()));
  }

  /** The failure, in Darkroom's own words if the answer has no error. */
  static Failure failure(
      Optional<FalErrors> error, ProviderId provider, ErrorCode byStatus, String otherwise) {
    return error
        .map(one -> one.failure(provider, byStatus))
        .orElseGet(() -> Failure.of(byStatus, otherwise, provider));
  }

  private ErrorCode errorCode(ErrorCode otherwise) {
    if (ContentRefusal.isIn(said())) {
      return CONTENT_REFUSED;
    }
    var known = type.toLowerCase(Locale.ROOT);
    return known.startsWith("runner_")
        ? PROVIDER_UNAVAILABLE
        : KNOWN.getOrDefault(known, otherwise);
  }

  private String said() {
    return type + " " + message;
  }

  private String words() {
    if (!message.isEmpty()) {
      return message;
    }
    return type.isEmpty() ? "no reason was given" : type;
  }

  /** The failure of a request whose result call answered this status. */
  static ErrorCode ofStatus(int status) {
    return status < 500 ? INVALID_REQUEST : GENERATION_FAILED;
  }
}
