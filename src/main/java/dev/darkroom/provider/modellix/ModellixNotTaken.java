package dev.darkroom.provider.modellix;

import static dev.darkroom.task.ErrorCode.INVALID_REQUEST;
import static dev.darkroom.task.ErrorCode.KEY_REJECTED;
import static dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE;
import static dev.darkroom.task.ErrorCode.QUOTA_EXHAUSTED;
import static dev.darkroom.task.ErrorCode.RATE_LIMITED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.support.NotTaken;
import dev.darkroom.provider.support.NotTaken.Shape;
import dev.darkroom.provider.support.ProviderJson;
import java.util.List;
import java.util.Set;

/**
 * Modellix's answers to the paid call that prove that nothing was taken.
 *
 * <p>404 and 405 are about the path: a model that was removed, or a path that moved again. The
 * request is not wrong, so another provider may serve it.
 *
 * <p>Modellix's newest client counts 429 as unknown, an older one as refused. 429 is proof only
 * from the gateway itself: in its documented body, or with headers of a spent rate window.
 */
final class ModellixNotTaken {
  private static final String API = "docs.modellix.ai/ways-to-use/api, table of errors";
  private static final String CLIENT =
      "Modellix/modellix-cli @1e2b84e, modellix-client.ts: isDefinitelyRejectedSubmission";
  private static final String HEADERS =
      "docs.modellix.ai/ways-to-use/api: X-RateLimit-Remaining is 0";

  static final NotTaken LIST =
      new NotTaken(
          Shape.of(ModellixNotTaken::isError),
          List.of(
              NotTakenRow.of(400, INVALID_REQUEST, API),
              NotTakenRow.of(401, KEY_REJECTED, API),
              NotTakenRow.of(402, QUOTA_EXHAUSTED, API),
              NotTakenRow.of(403, KEY_REJECTED, CLIENT),
              NotTakenRow.of(404, PROVIDER_UNAVAILABLE, API),
              NotTakenRow.of(405, PROVIDER_UNAVAILABLE, CLIENT),
              NotTakenRow.of(413, INVALID_REQUEST, CLIENT),
              NotTakenRow.of(415, INVALID_REQUEST, CLIENT),
              NotTakenRow.of(422, INVALID_REQUEST, CLIENT),
              NotTakenRow.of(429, RATE_LIMITED, API),
              NotTakenRow.ofSpentWindow(429, HEADERS)));

  private ModellixNotTaken() {}

  /** {@code {"code": <as HTTP>, "message": "<Category>: <detail>", "data": null}}. */
  private static boolean isError(ObjectNode body) {
    return ProviderJson.scalar(body.path("code")).isPresent()
        && ProviderJson.text(body.path("message")).isPresent()
        && NotTaken.isBareBeside(body, Set.of());
  }
}
