package dev.darkroom.nativetest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One queue of {@link AwsServer} whose messages lie there until somebody takes them away. */
final class DeadLetterQueue {
  private final Map<String, String> letters = new LinkedHashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private int count;

  /** Puts a message on it, visible at once. */
  synchronized void put(String body) {
    count++;
    letters.put("letter-" + count, body);
  }

  /** The bodies of all that lie there. */
  synchronized List<String> left() {
    return List.copyOf(letters.values());
  }

  /** How many of them nobody can receive now. */
  synchronized int hidden() {
    return hidden.size();
  }

  /** Answers a call of SQS about this queue. */
  synchronized JsonNode answer(String target, JsonNode call) {
    return switch (target) {
      case "AmazonSQS.ReceiveMessage" -> receive(call.path("MaxNumberOfMessages").asInt(1));
      case "AmazonSQS.DeleteMessage" -> delete(call);
      case "AmazonSQS.ChangeMessageVisibility" -> show(call);
      case "AmazonSQS.DeleteMessageBatch" -> batch(call, this::delete);
      case "AmazonSQS.ChangeMessageVisibilityBatch" -> batch(call, this::show);
      default -> throw new IllegalStateException("nobody should call " + target + " here");
    };
  }

  private JsonNode receive(int most) {
    var answer = JsonNodeFactory.instance.objectNode();
    var messages = answer.putArray("Messages");
    for (var letter : new ArrayList<>(letters.entrySet())) {
      if (messages.size() < most && hidden.add(letter.getKey())) {
        messages
            .addObject()
            .put("MessageId", letter.getKey())
            .put("ReceiptHandle", letter.getKey())
            .put("Body", letter.getValue())
            .put("MD5OfBody", AwsServer.md5(letter.getValue()));
      }
    }
    return answer;
  }

  private ObjectNode delete(JsonNode call) {
    var receipt = call.path("ReceiptHandle").asText();
    letters.remove(receipt);
    hidden.remove(receipt);
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode show(JsonNode call) {
    if (call.path("VisibilityTimeout").asInt() == 0) {
      hidden.remove(call.path("ReceiptHandle").asText());
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode batch(
      JsonNode call, java.util.function.Function<JsonNode, ObjectNode> one) {
    var answer = JsonNodeFactory.instance.objectNode();
    var successful = answer.putArray("Successful");
    for (var entry : call.path("Entries")) {
      successful.add(one.apply(entry).put("Id", entry.path("Id").asText()));
    }
    answer.putArray("Failed");
    return answer;
  }
}
