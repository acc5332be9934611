package dev.darkroom.provider.evolink;

import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.ProviderJson;
import dev.darkroom.task.Cost;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Rejected;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RemoteImage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The task object, as a submit and a query answer it: read forgivingly, whatever else is in it.
 *
 * @param json the object
 */
record EvolinkTask(JsonNode json) {
  private static final long LONGEST_ESTIMATE = Duration.ofDays(1).toSeconds();

  /** {@code usage.credits_reserved}: pre-charged by {@code n}, settled by the real count. */
  Optional<Cost> reserved() {
    return ProviderJson.amount(json.path("usage").path("credits_reserved"))
        .map(amount -> new Cost(amount, "credits"));
  }

  /** {@code task_info.estimated_time}, in seconds. */
  Optional<Duration> estimate() {
    var seconds = json.path("task_info").path("estimated_time").asLong(-1);
    return seconds >= 0 && seconds <= LONGEST_ESTIMATE
        ? Optional.of(Duration.ofSeconds(seconds))
        : Optional.empty();
  }

  Optional<Instant> created() {
    return ProviderJson.instant(json.path("created"));
  }

  Optional<String> model() {
    return ProviderJson.text(json.path("model"));
  }

  /** An unknown state means: still running. What was billed is documented nowhere. */
  ProviderReport report(ProviderId provider) {
    return switch (json.path("status").asText().toLowerCase(Locale.ROOT)) {
      case "completed" -> completed(provider);
      case "failed" -> new Rejected(failure(provider, "it failed without a reason"));
      case "cancelled", "canceled" ->
          new Rejected(Failure.of(GENERATION_FAILED, "cancelled", provider));
      default -> new Running();
    };
  }

  private ProviderReport completed(ProviderId provider) {
    var images = images();
    return images.isEmpty()
        ? new Rejected(failure(provider, "completed without a result"))
        : new Succeeded(images, Optional.empty());
  }

  private Failure failure(ProviderId provider, String otherwise) {
    return EvolinkErrors.in(json)
        .map(error -> error.failure(provider, GENERATION_FAILED))
        .orElseGet(() -> Failure.of(GENERATION_FAILED, otherwise, provider));
  }

  /** {@code results} by the document; {@code result_data} is modelled by EvoLink's own client. */
  private List<RemoteImage> images() {
    var images = images(json.path("results"));
    return images.isEmpty() ? images(json.path("result_data")) : images;
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
    return ProviderJson.link(
        element.isObject() ? ProviderJson.first(element, "image_url", "url") : element);
  }
}
