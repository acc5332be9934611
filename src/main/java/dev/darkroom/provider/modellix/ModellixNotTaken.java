package dev.darkroom.provider.modellix;

import static dev.darkroom.task.ErrorCode.INVALID_REQUEST;
import static dev.darkroom.task.ErrorCode.KEY_REJECTED;
import static dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE;
import static dev.darkroom.task.ErrorCode.QUOTA_EXHAUSTED;
import static dev.darkroom.task.ErrorCode.RATE_LIMITED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.NotTaken;
import dev.darkroom.provider.NotTaken.Row;
import dev.darkroom.provider.NotTaken.Shape;
import dev.darkroom.provider.ProviderJson;
import java.util.List;
import java.util.Set;

/**
 * Which of Modellix's answers to the paid call prove that nothing was taken.
 *
 * <p>404 and 405 speak of the path, that is of a model that is gone, or of a path that moved again:
 * not the wish is wrong, so another provider may serve it.
 *
 * <p>Modellix's newest client counts 429 as unknown, an older one as refused. It is proof only
 * where the gateway itself said it: in its documented body, or with headers of a spent rate window.
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
              Row.of(400, INVALID_REQUEST, API),
              Row.of(401, KEY_REJECTED, API),
              Row.of(402, QUOTA_EXHAUSTED, API),
              Row.of(403, KEY_REJECTED, CLIENT),
              Row.of(404, PROVIDER_UNAVAILABLE, API),
              Row.of(405, PROVIDER_UNAVAILABLE, CLIENT),
              Row.of(413, INVALID_REQUEST, CLIENT),
              Row.of(415, INVALID_REQUEST, CLIENT),
              Row.of(422, INVALID_REQUEST, CLIENT),
              Row.of(429, RATE_LIMITED, API),
              Row.ofSpentWindow(429, HEADERS)));

  private ModellixNotTaken() {}

  /** {@code {"code": <as HTTP>, "message": "<Category>: <detail>", "data": null}}. */
  private static boolean isError(ObjectNode body) {
    return ProviderJson.scalar(body.path("code")).isPresent()
        && ProviderJson.text(body.path("message")).isPresent()
        && NotTaken.isBareBeside(body, Set.of());
  }
}
