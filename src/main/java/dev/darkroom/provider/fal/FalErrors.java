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
 * fal.ai's errors under our names. A model's own stand in {@code detail}, a list of typed objects;
 * the platform's are a plain text there, a request's have {@code error_type} beside it.
 *
 * @param type in fal.ai's own case; empty where none was given
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

  /** What an answer says of an error, in whatever shape; empty if it says nothing of one. */
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

  /** With the field it is about: "Field required" alone helps nobody. */
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

  /** Whether a model or a runner said it, of this very request, and not the platform of a call. */
  boolean isOfTheRequest() {
    return !type.isEmpty();
  }

  /** Why a call was refused that the list says was one. */
  Failure refusal(ProviderId provider, ErrorCode listed) {
    return as(provider, RefusalClassifier.refined(listed, said()));
  }

  /** As our failure; {@code otherwise} where the provider's own type says nothing to us. */
  Failure failure(ProviderId provider, ErrorCode otherwise) {
    return as(provider, errorCode(otherwise));
  }

  private Failure as(ProviderId provider, ErrorCode ours) {
    return Failure.of(ours, words(), provider)
        .withProviderCode(Optional.of(type).filter(text -> !text.isEmpty()));
  }

  /** As our failure, or one of our own words where nothing was said of an error. */
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

  /** Of a result call with this status that is a word on the request. */
  static ErrorCode ofStatus(int status) {
    return status < 500 ? INVALID_REQUEST : GENERATION_FAILED;
  }
}
