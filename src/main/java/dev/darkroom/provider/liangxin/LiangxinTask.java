package dev.darkroom.provider.liangxin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The record of a task, as a query answers it and a callback carries it: read forgivingly, whatever
 * else is in it. Its {@code param} repeats our callback address, token included: it is not read,
 * not kept and not printed.
 *
 * @param json {@code data}
 */
record LiangxinTask(JsonNode json) {
  /** The record in an answer or a callback, if it names a task. */
  static Optional<LiangxinTask> in(String body) {
    return ProviderJson.object(body)
        .map(envelope -> envelope.path("data"))
        .filter(ObjectNode.class::isInstance)
        .map(LiangxinTask::new)
        .filter(task -> task.id().isPresent());
  }

  /** {@code taskId} by the documents; kie.ai's own sample of a callback reads {@code task_id}. */
  Optional<String> id() {
    return TaskIds.in(json.path("taskId"), json.path("task_id"));
  }

  Optional<Instant> created() {
    return ProviderJson.instant(json.path("createTime"));
  }

  Optional<String> model() {
    return ProviderJson.name(json.path("model"));
  }

  ProviderReport report(ProviderId provider) {
    var images = images();
    return switch (TaskPhase.of(json.path("state"), json.path("status")).given(images)) {
      case SUCCEEDED -> succeeded(images);
      case FAILED, CANCELLED -> new Rejected(LiangxinErrors.ofTask(json).taskFailure(provider));
      case RUNNING, UNKNOWN -> new Running();
    };
  }

  /**
   * "Empty until success": a place that is still empty may yet be filled, and a paid result is not
   * given up for reading it too early; at the deadline it fails provisionally.
   */
  private ProviderReport succeeded(List<RemoteImage> images) {
    return images.isEmpty() ? new Running() : new Succeeded(images, billed());
  }

  /** kie.ai's, in a query and in a callback; LiangXin's list of fields has neither. */
  private Optional<Cost> billed() {
    return ProviderJson.amount(ProviderJson.first(json, "creditsConsumed", "consumeCredits"))
        .map(amount -> new Cost(amount, "credits"));
  }

  /** {@code resultJson} is a text that holds an object; clients of kie.ai met the object itself. */
  private List<RemoteImage> images() {
    return ResultLinks.in(
        json.path("resultJson"),
        json.path("resultUrls"),
        json.path("resultUrl"),
        json.path("results"));
  }

  @Override
  public String toString() {
    return "LiangxinTask[" + id().orElse("") + "]";
  }
}
