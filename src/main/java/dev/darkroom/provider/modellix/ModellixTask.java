package dev.darkroom.provider.modellix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.ResultLinks;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.provider.support.TaskPhase;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RemoteImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The task object in the answers to a create call and a query. Unknown fields are ignored.
 *
 * <p>The address in {@code get_result} is never called: Darkroom sends its key to no address from a
 * body. {@code model_id} is not always the model's name, and is not read.
 *
 * @param body the whole answer
 */
record ModellixTask(JsonNode body) {
  /**
   * The cost in dollars: prices and balances are in $, and {@code billing.amount} names no unit.
   */
  private static final String UNIT = "USD";

  Optional<String> id() {
    return TaskIds.in(data().path("task_id"));
  }

  /**
   * The report about this task.
   *
   * @param notBefore how long Modellix asks to wait, for a task that is not done
   */
  ProviderReport report(ProviderId provider, Optional<Duration> notBefore) {
    var images = images();
    return switch (TaskPhase.of(data().path("status"), data().path("state")).given(images)) {
      case SUCCEEDED -> succeeded(images, notBefore);
      case FAILED -> rejected(provider, "it failed without a reason");
      case CANCELLED -> rejected(provider, "cancelled");
      case RUNNING, UNKNOWN -> new Running(notBefore);
    };
  }

  /** A success without images is read again later: a paid result may be late. */
  private ProviderReport succeeded(List<RemoteImage> images, Optional<Duration> notBefore) {
    return images.isEmpty()
        ? new Running(notBefore)
        : new Succeeded(images, billed(), linksExpireAt());
  }

  private Rejected rejected(ProviderId provider, String otherwise) {
    return new Rejected(ModellixErrors.in(body).ofTask(provider, otherwise));
  }

  private Optional<Cost> billed() {
    return ProviderJson.amount(data().path("billing").path("amount"))
        .map(amount -> new Cost(amount, UNIT));
  }

  /**
   * The time in a field. Milliseconds since 1970 were seen; Modellix's own client reads seconds and
   * ISO text as well.
   */
  private Optional<Instant> linksExpireAt() {
    return ProviderJson.instant(data().path("result_expires_at"));
  }

  private List<RemoteImage> images() {
    return ResultLinks.in(data().path("result"), data().path("resources"), data().path("results"));
  }

  private JsonNode data() {
    return body.path("data");
  }
}
