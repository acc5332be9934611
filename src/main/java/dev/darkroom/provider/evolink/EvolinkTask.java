package dev.darkroom.provider.evolink;

import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.ResultLinks;
import dev.darkroom.provider.support.TaskPhase;
import dev.darkroom.task.Cost;
import dev.darkroom.task.Failure;
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
 * The task object in the answers to a submit and a query. Unknown fields are ignored.
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
    return ProviderJson.whole(json.path("task_info").path("estimated_time"), LONGEST_ESTIMATE)
        .map(Duration::ofSeconds);
  }

  Optional<Instant> created() {
    return ProviderJson.instant(json.path("created"));
  }

  Optional<String> model() {
    return ProviderJson.name(json.path("model"));
  }

  /**
   * {@code usage.cost.credits}, or else {@code usage.credits_used}: what a completed task cost
   * (EvoLinkAI/evolink-mcp @48a8fe9a, api-client.ts).
   */
  Optional<Cost> billed() {
    var usage = json.path("usage");
    return ProviderJson.amount(usage.path("cost").path("credits"))
        .or(() -> ProviderJson.amount(usage.path("credits_used")))
        .map(amount -> new Cost(amount, "credits"));
  }

  /**
   * The report about this task.
   *
   * @param notBefore how long EvoLink wants to be left alone, where it says so
   */
  ProviderReport report(ProviderId provider, Optional<Duration> notBefore) {
    var images = images();
    return switch (TaskPhase.of(json.path("status"), json.path("state")).given(images)) {
      case SUCCEEDED -> completed(provider, images);
      case FAILED -> new Rejected(failure(provider, "it failed without a reason"));
      case CANCELLED -> new Rejected(Failure.of(GENERATION_FAILED, "cancelled", provider));
      case RUNNING, UNKNOWN -> new Running(notBefore, percent());
    };
  }

  /** {@code progress}: observed are 0, 83 and 100. */
  private Optional<Integer> percent() {
    return ProviderJson.whole(json.path("progress"), 100).map(Math::toIntExact);
  }

  /** A success without images is read again later: a paid result may be late. */
  private ProviderReport completed(ProviderId provider, List<RemoteImage> images) {
    if (!images.isEmpty()) {
      return new Succeeded(images, billed());
    }
    return EvolinkErrors.in(json)
        .<ProviderReport>map(error -> new Rejected(error.ofTask(provider)))
        .orElseGet(Running::new);
  }

  private Failure failure(ProviderId provider, String otherwise) {
    return EvolinkErrors.in(json)
        .map(error -> error.ofTask(provider))
        .orElseGet(() -> Failure.of(GENERATION_FAILED, otherwise, provider));
  }

  /**
   * The images.
   *
   * <p>The document has {@code results}. EvoLink's own client reads {@code result_data}, and its
   * skill reads the other fields.
   */
  private List<RemoteImage> images() {
    return ResultLinks.in(
        json.path("results"),
        json.path("result_data"),
        json.path("result"),
        json.path("result_url"),
        json.path("output_url"),
        json.path("file_url"),
        json.path("url"));
  }
}
