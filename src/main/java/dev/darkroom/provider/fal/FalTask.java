package dev.darkroom.provider.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.ProviderJson;
import dev.darkroom.task.RemoteImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a submit, a state, a result and a webhook say of a request: read forgivingly, whatever else
 * is in it.
 *
 * @param json the object
 */
record FalTask(JsonNode json) {
  /** The documents have three states; the others are what clients and schemas of others name. */
  enum State {
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED
  }

  /** {@code request_id}, else as {@code response_url} ends, which is read and never followed. */
  Optional<String> request() {
    return FalRef.request(
        ProviderJson.scalar(json.path("request_id"))
            .or(() -> ProviderJson.text(json.path("response_url")).map(FalTask::lastSegment)));
  }

  private static String lastSegment(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  /** An unknown one means: still running. */
  State state() {
    return switch (json.path("status").asText().toUpperCase(Locale.ROOT)) {
      case "COMPLETED" -> State.COMPLETED;
      case "FAILED" -> State.FAILED;
      case "CANCELLED", "CANCELED" -> State.CANCELLED;
      default -> State.RUNNING;
    };
  }

  /** The result's {@code images}, each at its place in the list. */
  List<RemoteImage> images() {
    var list = json.path("images");
    var images = new ArrayList<RemoteImage>();
    for (int index = 0; index < list.size(); index++) {
      int position = index;
      ProviderJson.link(list.path(index).path("url"))
          .ifPresent(link -> images.add(new RemoteImage(position, link.toString())));
    }
    return images;
  }
}
