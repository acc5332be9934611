package dev.darkroom.provider.evolink;

import static dev.darkroom.task.ErrorCode.CONTENT_REFUSED;
import static dev.darkroom.task.ErrorCode.INVALID_REQUEST;
import static dev.darkroom.task.ErrorCode.KEY_REJECTED;
import static dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE;
import static dev.darkroom.task.ErrorCode.QUOTA_EXHAUSTED;
import static dev.darkroom.task.ErrorCode.RATE_LIMITED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.support.NotTaken;
import dev.darkroom.provider.support.NotTaken.Shape;
import java.util.List;
import java.util.Set;

/**
 * EvoLink's answers to the paid call that prove that nothing was taken.
 *
 * <p>These are not on the list: 409, also {@code paid_outcome_unknown} and {@code
 * idempotency_conflict}; 422, which no document names; and the codes of failed tasks, because such
 * a task was taken.
 */
final class EvolinkNotTaken {
  private static final String API = "OpenAPI of Seedream 5.0 Lite, responses of the create call";
  private static final String CLIENT =
      "EvoLinkAI/evolink-media-mcp @e988e08, error-handler.ts, and"
          + " seedance2api.app/docs/error-codes";
  private static final String GATEWAY =
      "EvoLinkAI/evolink-mcp @48a8fe9a, error-handler.ts: codes behind 401, 402 and 403";
  private static final String PAGE =
      "docs.evolink.ai/en/api-manual/task-management/error-codes: not retryable as it is";

  static final NotTaken LIST =
      new NotTaken(
          Shape.of(EvolinkNotTaken::isError),
          List.of(
              NotTakenRow.of(400, INVALID_REQUEST, API),
              NotTakenRow.of(400, "invalid_request", INVALID_REQUEST, API),
              NotTakenRow.of(400, "invalid_request_error", INVALID_REQUEST, API),
              NotTakenRow.of(400, "invalid_parameters", INVALID_REQUEST, PAGE),
              NotTakenRow.of(400, "content_policy_violation", CONTENT_REFUSED, PAGE),
              NotTakenRow.of(401, KEY_REJECTED, API),
              NotTakenRow.of(401, "unauthorized", KEY_REJECTED, API),
              NotTakenRow.of(401, "authentication_error", KEY_REJECTED, API),
              NotTakenRow.of(401, "KEY_DISABLED", KEY_REJECTED, GATEWAY),
              NotTakenRow.of(401, "KEY_EXPIRED", KEY_REJECTED, GATEWAY),
              NotTakenRow.of(402, QUOTA_EXHAUSTED, API),
              NotTakenRow.of(402, "insufficient_quota", QUOTA_EXHAUSTED, API),
              NotTakenRow.of(402, "insufficient_token_quota", QUOTA_EXHAUSTED, GATEWAY),
              NotTakenRow.of(402, "token_daily_quota_exceeded", QUOTA_EXHAUSTED, GATEWAY),
              NotTakenRow.of(403, KEY_REJECTED, API),
              NotTakenRow.of(403, "model_access_denied", KEY_REJECTED, API),
              NotTakenRow.of(403, "KEY_MODEL_NOT_ALLOWED", KEY_REJECTED, GATEWAY),
              NotTakenRow.of(403, "no_available_channel", PROVIDER_UNAVAILABLE, GATEWAY),
              NotTakenRow.of(404, INVALID_REQUEST, CLIENT),
              NotTakenRow.of(413, INVALID_REQUEST, CLIENT),
              NotTakenRow.of(429, RATE_LIMITED, API),
              NotTakenRow.of(429, "rate_limit_exceeded", RATE_LIMITED, API),
              NotTakenRow.of(429, "rate_limit_error", RATE_LIMITED, API)));

  private EvolinkNotTaken() {}

  /** {@code {"error": {code, message, type}}}; the error was also seen as plain text. */
  private static boolean isError(ObjectNode body) {
    return EvolinkErrors.in(body).isPresent() && NotTaken.isBareBeside(body, Set.of("error"));
  }
}
