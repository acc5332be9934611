package dev.darkroom.provider.modellix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.ProviderJson;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RemoteImage;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A task, as a create call and a query answer it: read forgivingly, whatever else is in it. What
 * {@code get_result} names is never called, for a key follows no address out of a body; {@code
 * model_id} is not always the model's name, and is not read.
 *
 * @param body the whole answer
 */
record ModellixTask(JsonNode body) {
  /** Its prices and balances are in $; {@code billing.amount} itself names no unit. */
  private static final String UNIT = "USD";

  Optional<String> id() {
    return ProviderJson.scalar(data().path("task_id"));
  }

  /**
   * An unknown state means: still running.
   *
   * @param notBefore how long we are asked to wait, for a task that is not done
   */
  ProviderReport report(ProviderId provider, Optional<Duration> notBefore) {
    return switch (data().path("status").asText().toLowerCase(Locale.ROOT)) {
      case "success", "succeeded", "completed" -> succeeded(provider);
      case "failed", "error" -> rejected(provider, "it failed without a reason");
      case "canceled", "cancelled" -> rejected(provider, "cancelled");
      default -> new Running(notBefore);
    };
  }

  private ProviderReport succeeded(ProviderId provider) {
    var images = images();
    return images.isEmpty()
        ? rejected(provider, "completed without a result")
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
   * Milliseconds since 1970 were seen; Modellix's own client takes seconds and ISO text as well.
   */
  private Optional<Instant> linksExpireAt() {
    var node = data().path("result_expires_at");
    return ProviderJson.instant(node).or(() -> ProviderJson.text(node).flatMap(ModellixTask::iso));
  }

  private static Optional<Instant> iso(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private List<RemoteImage> images() {
    var images = images(data().path("result").path("resources"));
    return images.isEmpty() ? images(data().path("resources")) : images;
  }

  private static List<RemoteImage> images(JsonNode list) {
    var images = new ArrayList<RemoteImage>();
    for (int index = 0; index < list.size(); index++) {
      int position = index;
      link(list.path(index))
          .ifPresent(link -> images.add(new RemoteImage(position, link.toString())));
    }
    return images;
  }

  private static Optional<URI> link(JsonNode element) {
    return ProviderJson.link(element.isObject() ? element.path("url") : element);
  }

  private JsonNode data() {
    return body.path("data");
  }
}
