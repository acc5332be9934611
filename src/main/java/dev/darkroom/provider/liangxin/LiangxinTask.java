package dev.darkroom.provider.liangxin;

import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    return ProviderJson.scalar(ProviderJson.first(json, "taskId", "task_id"));
  }

  Optional<Instant> created() {
    return ProviderJson.instant(json.path("createTime"));
  }

  Optional<String> model() {
    return ProviderJson.text(json.path("model"));
  }

  /** Waiting, queuing, generating; and an unknown state means still running, too. */
  ProviderReport report(ProviderId provider) {
    return switch (json.path("state").asText().toLowerCase(Locale.ROOT)) {
      case "success" -> succeeded(provider);
      case "fail" -> new Rejected(LiangxinErrors.ofTask(json).taskFailure(provider));
      default -> new Running();
    };
  }

  /**
   * "Empty until success": a place that is still empty may yet be filled, and a paid result is not
   * given up for reading it too early; at the deadline it fails provisionally. One that is filled
   * and holds no link is final.
   */
  private ProviderReport succeeded(ProviderId provider) {
    var place = json.path("resultJson");
    if (ProviderJson.scalar(place).isEmpty() && !place.isContainerNode()) {
      return new Running();
    }
    var images = images(place);
    return images.isEmpty()
        ? new Rejected(Failure.of(GENERATION_FAILED, "succeeded without a result", provider))
        : new Succeeded(images, billed());
  }

  /** kie.ai's, in a query and in a callback; LiangXin's list of fields has neither. */
  private Optional<Cost> billed() {
    return ProviderJson.amount(ProviderJson.first(json, "creditsConsumed", "consumeCredits"))
        .map(amount -> new Cost(amount, "credits"));
  }

  /** {@code resultJson} is a text that holds an object; clients of kie.ai met the object itself. */
  private static List<RemoteImage> images(JsonNode place) {
    var result =
        place.isTextual()
            ? ProviderJson.object(place.textValue()).orElseGet(ProviderJson::object)
            : place;
    var list = result.path("resultUrls");
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

  @Override
  public String toString() {
    return "LiangxinTask[" + id().orElse("") + "]";
  }
}
