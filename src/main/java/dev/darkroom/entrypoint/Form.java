package dev.darkroom.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The forms in which an event reaches a function, told apart by what only they have. */
sealed interface Form {
  /** API Gateway HTTP API, payload format 2.0. */
  record Http(HttpRequest request) implements Form {}

  /** A batch of an SQS event source. */
  record Sqs(List<Message> messages) implements Form {
    /**
     * One message of the batch.
     *
     * @param traceparent its attribute of that name, where it has one
     */
    record Message(String id, String body, Optional<String> traceparent) {}
  }

  /** An EventBridge event. */
  record EventBridge(String id, JsonNode detail) implements Form {}

  /** The event itself: a direct invoke, or a Step Functions task. */
  record Plain() implements Form {}

  static Form of(JsonNode event) {
    if (event.path("requestContext").path("http").isObject()) {
      return new Http(HttpRequest.of(event));
    }
    if (isSqs(event.path("Records"))) {
      return new Sqs(messages(event.path("Records")));
    }
    if (isEventBridge(event)) {
      return new EventBridge(event.path("id").asText(""), event.path("detail"));
    }
    return new Plain();
  }

  private static boolean isSqs(JsonNode records) {
    return records.isArray()
        && !records.isEmpty()
        && records.get(0).path("eventSource").asText("").equals("aws:sqs");
  }

  private static boolean isEventBridge(JsonNode event) {
    return event.has("detail-type") && event.has("source") && event.has("detail");
  }

  private static List<Sqs.Message> messages(JsonNode records) {
    var messages = new ArrayList<Sqs.Message>();
    for (var one : records) {
      messages.add(
          new Sqs.Message(
              one.path("messageId").asText(""),
              one.path("body").asText(""),
              Optional.ofNullable(
                  one.path("messageAttributes")
                      .path("traceparent")
                      .path("stringValue")
                      .textValue())));
    }
    return List.copyOf(messages);
  }
}
