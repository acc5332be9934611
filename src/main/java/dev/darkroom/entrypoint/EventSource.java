package dev.darkroom.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.intake.Envelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sources of events. Each is recognized by fields that only it has. */
sealed interface EventSource {
  /** The fields of the carriers of AWS that we read. */
  Set<String> FIELDS =
      Set.of(
          "requestContext",
          "rawPath",
          "routeKey",
          "headers",
          "rawQueryString",
          "queryStringParameters",
          "pathParameters",
          "body",
          "isBase64Encoded",
          "Records",
          "detail-type",
          "source",
          "id");

  /** API Gateway HTTP API, payload format 2.0. */
  record Http(HttpRequest request) implements EventSource {}

  /** A batch of an SQS event source. */
  record Sqs(List<Message> messages) implements EventSource {
    /**
     * One message of the batch.
     *
     * @param queue ARN of the queue that it came from
     * @param sentAt milliseconds since 1970 at which it was sent, as a text
     * @param attributes that its sender gave it, as far as they are texts
     */
    record Message(
        String id, String body, String queue, String sentAt, Map<String, String> attributes) {
      Message {
        attributes = Map.copyOf(attributes);
      }

      Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
      }
    }
  }

  /**
   * An EventBridge event.
   *
   * @param detail its text, exactly as it was put on the bus
   */
  record EventBridge(String id, String detail) implements EventSource {}

  /** The event itself: a direct invoke, or a Step Functions task. */
  record Plain() implements EventSource {}

  /** The source of the event that Lambda handed over. */
  static EventSource of(byte[] input) {
    var envelope = Envelope.read(input, FIELDS, "detail");
    var fields = envelope.fields();
    if (fields.path("requestContext").path("http").isObject()) {
      return new Http(HttpRequest.of(fields, input));
    }
    if (isSqs(fields.path("Records"))) {
      return new Sqs(messages(fields.path("Records")));
    }
    if (isEventBridge(envelope)) {
      return new EventBridge(text(fields, "id"), envelope.inside().orElseThrow());
    }
    return new Plain();
  }

  private static boolean isSqs(JsonNode records) {
    return records.isArray()
        && !records.isEmpty()
        && text(records.get(0), "eventSource").equals("aws:sqs");
  }

  private static boolean isEventBridge(Envelope envelope) {
    ObjectNode fields = envelope.fields();
    return fields.has("detail-type") && fields.has("source") && envelope.inside().isPresent();
  }

  private static List<Sqs.Message> messages(JsonNode records) {
    var messages = new ArrayList<Sqs.Message>();
    for (var one : records) {
      messages.add(
          new Sqs.Message(
              text(one, "messageId"),
              text(one, "body"),
              text(one, "eventSourceARN"),
              text(one.path("attributes"), "SentTimestamp"),
              attributes(one.path("messageAttributes"))));
    }
    return List.copyOf(messages);
  }

  private static Map<String, String> attributes(JsonNode attributes) {
    var texts = new HashMap<String, String>();
    for (var attribute : attributes.properties()) {
      var value = attribute.getValue().path("stringValue");
      if (value.isTextual()) {
        texts.put(attribute.getKey(), value.textValue());
      }
    }
    return texts;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
