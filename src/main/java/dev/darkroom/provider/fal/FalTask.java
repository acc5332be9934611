package dev.darkroom.provider.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.ResultLinks;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.provider.support.TaskPhase;
import dev.darkroom.task.RemoteImage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The request object in the answers to a submit, a state and a result, and in a webhook. Unknown
 * fields are ignored.
 *
 * @param json the object
 */
record FalTask(JsonNode json) {
  private static final Pattern IN_ADDRESS = Pattern.compile("/requests/([^/?#]+)");

  /**
   * {@code request_id}, bare or within {@code data}, or the id in {@code response_url}, which is
   * read and never followed.
   */
  Optional<String> request() {
    return FalRef.request(
        TaskIds.in(json.path("request_id"), json.path("data").path("request_id"))
            .or(() -> ProviderJson.text(json.path("response_url")).flatMap(FalTask::inAddress)));
  }

  private static Optional<String> inAddress(String address) {
    var request = IN_ADDRESS.matcher(address);
    return request.find() ? Optional.of(request.group(1)) : Optional.empty();
  }

  /** The phase of the request; the documents have three words for it. */
  TaskPhase phase() {
    return TaskPhase.of(json.path("status"), json.path("state"));
  }

  /** The result's {@code images}; a model of one result has {@code image} or {@code video}. */
  List<RemoteImage> images() {
    return ResultLinks.in(
        json.path("images"),
        json.path("image"),
        json.path("video"),
        json.path("videos"),
        json.path("output"));
  }
}
