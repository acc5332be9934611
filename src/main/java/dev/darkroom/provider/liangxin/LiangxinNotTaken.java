package dev.darkroom.provider.liangxin;

import static dev.darkroom.task.ErrorCode.CONTENT_REFUSED;
import static dev.darkroom.task.ErrorCode.INVALID_REQUEST;
import static dev.darkroom.task.ErrorCode.KEY_REJECTED;
import static dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE;
import static dev.darkroom.task.ErrorCode.QUOTA_EXHAUSTED;
import static dev.darkroom.task.ErrorCode.RATE_LIMITED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.support.NotTaken;
import dev.darkroom.provider.support.NotTaken.Shape;
import dev.darkroom.provider.support.ProviderJson;
import java.util.List;
import java.util.Set;

/**
 * LiangXin's answers to the paid call that prove that nothing was taken.
 *
 * <p>"HTTP-style business codes" are in the body, also under an HTTP 200. The platform's own error
 * has an empty code. Under a 200 it has words alone, and is in doubt.
 */
final class LiangxinNotTaken {
  private static final String PAGE =
      "docs.liangxin.ai, Seedream 4.5 text to image: common HTTP statuses and both envelopes";
  private static final String KIE =
      "docs.kie.ai/market/common/get-task-detail, whose codes LiangXin's are shaped after";
  private static final String NEW_API =
      "new-api, the gateway that LiangXin's error type names, controller/relay.go: said before the"
          + " upstream is called";

  static final NotTaken LIST =
      new NotTaken(
          new Shape(LiangxinNotTaken::isError, Set.of("new_api_error"), Set.of()),
          List.of(
              NotTakenRow.of(400, INVALID_REQUEST, PAGE),
              NotTakenRow.of(400, "sensitive_words_detected", CONTENT_REFUSED, NEW_API),
              NotTakenRow.of(401, KEY_REJECTED, PAGE),
              NotTakenRow.of(402, QUOTA_EXHAUSTED, KIE),
              NotTakenRow.of(403, KEY_REJECTED, PAGE),
              NotTakenRow.of(403, "insufficient_user_quota", QUOTA_EXHAUSTED, NEW_API),
              NotTakenRow.of(404, INVALID_REQUEST, KIE),
              NotTakenRow.of(413, INVALID_REQUEST, PAGE),
              NotTakenRow.of(422, INVALID_REQUEST, PAGE),
              NotTakenRow.of(429, RATE_LIMITED, PAGE),
              NotTakenRow.of(433, QUOTA_EXHAUSTED, KIE),
              NotTakenRow.of(455, PROVIDER_UNAVAILABLE, KIE)));

  private LiangxinNotTaken() {}

  /** {@code {code, msg, data: null}} of the task layer, {@code {"error": …}} of the platform. */
  private static boolean isError(ObjectNode body) {
    var error = body.path("error");
    boolean isPlatform = error.isObject() && (says(error, "message") || says(error, "type"));
    boolean isTaskLayer = says(body, "code") && !body.has("error");
    return (isPlatform || isTaskLayer) && NotTaken.isBareBeside(body, Set.of("error"));
  }

  private static boolean says(JsonNode node, String field) {
    return ProviderJson.scalar(node.path(field)).isPresent();
  }
}
