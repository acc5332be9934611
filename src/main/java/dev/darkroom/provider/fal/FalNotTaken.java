package dev.darkroom.provider.fal;

import static dev.darkroom.task.ErrorCode.CONTENT_REFUSED;
import static dev.darkroom.task.ErrorCode.INVALID_REQUEST;
import static dev.darkroom.task.ErrorCode.KEY_REJECTED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.support.NotTaken;
import dev.darkroom.provider.support.NotTaken.Shape;
import dev.darkroom.provider.support.ProviderJson;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * fal.ai's answers to the paid call that prove that nothing was taken.
 *
 * <p>A model's 422 may be charged "if a runner spent GPU time" (its FAQ), so 422 counts only with
 * the types of a wrong input. No document names 429 for the queue, so 429 counts only with headers
 * of a spent rate window. These are not on the list: {@code request_timeout}, {@code runner_…},
 * {@code internal_error} and every other code about work.
 */
final class FalNotTaken {
  private static final String QUEUE =
      "docs.fal.ai/documentation/model-apis/inference/queue: what is in the queue has a request_id"
          + " (inferred)";
  private static final String FAQ =
      "fal.ai/docs/documentation/model-apis/faq: requests of a locked account are rejected";
  private static final String REQUEST_ERRORS =
      "docs.fal.ai/documentation/model-apis/request-errors: the request was malformed";
  private static final String MODEL_ERRORS =
      "fal.ai/docs/documentation/model-apis/errors: the input is wrong";
  private static final String LIMITS =
      "fal.ai/docs/documentation/serverless/reliability/rate-limits: a call over the limit is"
          + " rejected until the window resets";

  private static final List<String> INPUT_TYPES =
      List.of(
          "image_too_small",
          "image_too_large",
          "image_load_error",
          "file_download_error",
          "file_too_large",
          "greater_than",
          "greater_than_equal",
          "less_than",
          "less_than_equal",
          "multiple_of",
          "sequence_too_short",
          "sequence_too_long",
          "one_of",
          "feature_not_supported");

  static final NotTaken LIST =
      new NotTaken(
          new Shape(FalNotTaken::isError, Set.of(), Set.of("x-fal-error-type")),
          Stream.concat(
                  Stream.of(
                      NotTakenRow.of(400, INVALID_REQUEST, QUEUE),
                      NotTakenRow.of(400, "bad_request", INVALID_REQUEST, REQUEST_ERRORS),
                      NotTakenRow.of(401, KEY_REJECTED, QUEUE),
                      NotTakenRow.of(403, KEY_REJECTED, FAQ),
                      NotTakenRow.of(404, INVALID_REQUEST, QUEUE),
                      NotTakenRow.of(
                          422, "content_policy_violation", CONTENT_REFUSED, MODEL_ERRORS),
                      NotTakenRow.ofSpentWindow(429, LIMITS)),
                  INPUT_TYPES.stream()
                      .map(type -> NotTakenRow.of(422, type, INVALID_REQUEST, MODEL_ERRORS)))
              .toList());

  private FalNotTaken() {}

  /** {@code {"detail": "<words>"}} of the platform, {@code {"detail": [{type, …}]}} of a model. */
  private static boolean isError(ObjectNode body) {
    var detail = body.path("detail");
    boolean isTyped =
        detail.isArray()
            && !detail.isEmpty()
            && detail.valueStream().allMatch(FalNotTaken::isTyped);
    return (ProviderJson.text(detail).isPresent() || isTyped)
        && NotTaken.isBareBeside(body, Set.of("detail"));
  }

  private static boolean isTyped(JsonNode error) {
    return ProviderJson.text(error.path("type")).isPresent();
  }
}
