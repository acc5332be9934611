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
 * The record of a task in the answer to a query and in a callback. Unknown fields are ignored.
 *
 * <p>Its {@code param} repeats Darkroom's callback address with the token. It is not read, not
 * stored and not printed.
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

  /** {@code taskId} by the documents; {@code task_id} in kie.ai's own sample of a callback. */
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
   * A success without images is read again later.
   *
   * <p>The documents say "Empty until success": an empty place may still be filled. At the deadline
   * the task fails provisionally.
   */
  private ProviderReport succeeded(List<RemoteImage> images) {
    return images.isEmpty() ? new Running() : new Succeeded(images, billed());
  }

  /**
   * The cost. kie.ai sends one field in a query and the other in a callback; LiangXin's list of
   * fields has neither.
   */
  private Optional<Cost> billed() {
    return ProviderJson.amount(ProviderJson.first(json, "creditsConsumed", "consumeCredits"))
        .map(amount -> new Cost(amount, "credits"));
  }

  /**
   * The images. {@code resultJson} is a text that holds an object; clients of kie.ai saw the object
   * itself.
   */
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
