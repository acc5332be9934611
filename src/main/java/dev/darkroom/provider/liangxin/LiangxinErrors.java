package dev.darkroom.provider.liangxin;

import static dev.darkroom.task.ErrorCode.CONTENT_REFUSED;
import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;
import static dev.darkroom.task.ErrorCode.INVALID_REQUEST;
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
import java.util.Optional;

/**
 * LiangXin's errors under Darkroom's names.
 *
 * <p>A number counts more than the words. LiangXin's own pages list HTTP statuses; 433, 455, 501
 * and 505 are kie.ai's.
 *
 * @param code the provider's own, scrubbed; empty where none was given
 * @param message the provider's words, scrubbed; empty where none were given
 */
record LiangxinErrors(String code, String message) {
  /** The error in either envelope; empty if there is none. */
  static Optional<LiangxinErrors> in(JsonNode body) {
    var error = body.path("error");
    if (error.isObject() && !error.isEmpty()) {
      var code = code(error.path("code"));
      return Optional.of(
          new LiangxinErrors(
              code.isEmpty() ? code(error.path("type")) : code, words(error.path("message"))));
    }
    if (ProviderJson.scalar(error).isPresent()) {
      return Optional.of(new LiangxinErrors("", words(error)));
    }
    return body.has("code") || body.has("msg")
        ? Optional.of(new LiangxinErrors(code(body.path("code")), words(body.path("msg"))))
        : Optional.empty();
  }

  /**
   * The error of a failed task. {@code failCode} is a text in the document and was seen as a
   * number. A word for success in its place is no reason.
   */
  static LiangxinErrors ofTask(JsonNode data) {
    return new LiangxinErrors(reason(code(data.path("failCode"))), words(data.path("failMsg")));
  }

  private static String code(JsonNode node) {
    return ProviderJson.scalar(node).flatMap(MessageScrubber::code).orElse("");
  }

  private static String words(JsonNode node) {
    return reason(ProviderJson.scalar(node).map(MessageScrubber::scrubbed).orElse(""));
  }

  private static String reason(String text) {
    return TaskPhase.isNoReason(text) ? "" : text;
  }

  /** The reason of a refusal that is on the list. */
  Failure refusal(ProviderId provider, ErrorCode listed) {
    return failure(provider, RefusalClassifier.refined(listed, said()));
  }

  /** The reason of a failed task. */
  Failure taskFailure(ProviderId provider) {
    return failure(provider, ContentRefusal.isIn(said()) ? CONTENT_REFUSED : ofFailCode());
  }

  private Failure failure(ProviderId provider, ErrorCode ours) {
    return Failure.of(ours, words(), provider)
        .withProviderCode(Optional.of(code).filter(text -> !text.isEmpty()));
  }

  private String said() {
    return code + " " + message;
  }

  private String words() {
    if (!message.isEmpty()) {
      return message;
    }
    return code.isEmpty() ? "no reason was given" : "no reason was given but the code " + code;
  }

  private ErrorCode ofFailCode() {
    return switch (code) {
      case "400", "413", "422" -> INVALID_REQUEST;
      case "402", "433" -> QUOTA_EXHAUSTED;
      case "429" -> RATE_LIMITED;
      case "455", "505" -> PROVIDER_UNAVAILABLE; // maintenance, feature disabled
      default -> GENERATION_FAILED;
    };
  }
}
