package dev.darkroom.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/** The calls of SQS that Darkroom makes, for the settle queue and its dead letters. */
record QueueCalls(TimedQueue checks, TimedQueue dead) {
  static final String CHECKS = "/123456789012/checks";
  static final String DEAD = "/123456789012/dead-checks";

  /** However long a consumer would wait: on a busy machine it must not miss the answer. */
  private static final Duration POLL = Duration.ofMillis(500);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  ObjectNode answer(String target, JsonNode call) throws InterruptedException {
    var queue = call.path("QueueUrl").asText().endsWith(DEAD) ? dead : checks;
    return switch (target) {
      case "AmazonSQS.SendMessage" -> sent(queue, call);
      case "AmazonSQS.SendMessageBatch" ->
          batch(call, (entry, ok) -> ok.setAll(sent(queue, entry)));
      case "AmazonSQS.ReceiveMessage" -> received(queue, call);
      case "AmazonSQS.DeleteMessage" -> {
        queue.delete(receipt(call));
        yield JSON.objectNode();
      }
      case "AmazonSQS.DeleteMessageBatch" ->
          batch(call, (entry, ok) -> queue.delete(receipt(entry)));
      case "AmazonSQS.ChangeMessageVisibility" -> {
        hide(queue, call);
        yield JSON.objectNode();
      }
      case "AmazonSQS.ChangeMessageVisibilityBatch" ->
          batch(call, (entry, ok) -> hide(queue, entry));
      case "AmazonSQS.GetQueueAttributes" -> attributes(queue);
      default -> throw new IllegalStateException("nobody should call " + target);
    };
  }

  private static ObjectNode sent(TimedQueue queue, JsonNode message) {
    var body = message.path("MessageBody").asText();
    queue.send(body, Duration.ofSeconds(message.path("DelaySeconds").asInt()));
    return JSON.objectNode().put("MessageId", "message").put("MD5OfMessageBody", md5(body));
  }

  private static ObjectNode received(TimedQueue queue, JsonNode call) throws InterruptedException {
    var answer = JSON.objectNode();
    var messages = answer.putArray("Messages");
    for (var one : queue.receive(call.path("MaxNumberOfMessages").asInt(1), POLL)) {
      messages
          .addObject()
          .put("MessageId", "message-" + one.receipt())
          .put("ReceiptHandle", one.receipt())
          .put("Body", one.body())
          .put("MD5OfBody", md5(one.body()));
    }
    return answer;
  }

  private static ObjectNode attributes(TimedQueue queue) {
    var answer = JSON.objectNode();
    answer
        .putObject("Attributes")
        .put("ApproximateNumberOfMessages", Integer.toString(queue.waiting()));
    return answer;
  }

  private static void hide(TimedQueue queue, JsonNode call) {
    queue.hide(receipt(call), Duration.ofSeconds(call.path("VisibilityTimeout").asInt()));
  }

  private static ObjectNode batch(JsonNode call, BiConsumer<JsonNode, ObjectNode> each) {
    var answer = JSON.objectNode();
    var successful = answer.putArray("Successful");
    for (var entry : call.path("Entries")) {
      var ok = successful.addObject().put("Id", entry.path("Id").asText());
      each.accept(entry, ok);
    }
    answer.putArray("Failed");
    return answer;
  }

  private static String receipt(JsonNode call) {
    return call.path("ReceiptHandle").asText();
  }

  private static String md5(String text) {
    try {
      var digest = MessageDigest.getInstance("MD5"); // SQS says what it received by this
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has MD5", every);
    }
  }
}
