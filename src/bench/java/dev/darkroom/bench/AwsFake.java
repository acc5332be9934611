package dev.darkroom.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * All of AWS at one address: {@code X-Amz-Target} names the call; what has none is S3, which takes
 * every object and keeps none.
 */
final class AwsFake implements Fake.Handler {
  private static final String ID = "5fea7756-0ea4-451a-a703-a558b933e274";

  private final TableFake table = new TableFake();
  private final AtomicInteger objects = new AtomicInteger();
  private volatile long delayMillis;

  TableFake table() {
    return table;
  }

  /** How many objects were put so far. */
  int objects() {
    return objects.get();
  }

  /** Has every call from now on take that long. */
  void delay(long millis) {
    delayMillis = millis;
  }

  @Override
  public Reply answer(Request request) throws InterruptedException {
    if (delayMillis > 0) {
      Thread.sleep(delayMillis);
    }
    var target = request.headers().get("x-amz-target");
    return target == null ? object(request) : call(target, Json.read(request.body()));
  }

  private Reply object(Request request) {
    return switch (request.method()) {
      case "PUT" -> {
        objects.incrementAndGet();
        yield Reply.empty("S3 PutObject", 200, Map.of("ETag", "\"fake\""));
      }
      case "HEAD" -> Reply.of("S3 HeadObject", 200, "image/png", "x".repeat(100_000));
      default -> throw new IllegalStateException("nobody should call " + request.method());
    };
  }

  private Reply call(String target, Map<?, ?> call) {
    var operation = target.substring(target.indexOf('.') + 1);
    return switch (operation) {
      case "SendMessage" -> json("SQS SendMessage", taken(call.get("MessageBody")));
      case "SendMessageBatch" -> json("SQS SendMessageBatch", allTaken(call));
      case "GetQueueAttributes" ->
          json("SQS " + operation, "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"0\"}}");
      case "GetParameter" -> json("SSM GetParameter", parameter(Json.text(call, "Name")));
      case "PutEvents" ->
          json(
              "EventBridge PutEvents",
              "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"" + ID + "\"}]}");
      case "SendTaskSuccess", "SendTaskFailure" -> json("Step Functions " + operation, "{}");
      default -> table.answer(operation, call);
    };
  }

  private static Reply json(String kind, String json) {
    return Reply.of(kind, 200, "application/x-amz-json-1.0", json);
  }

  private static String taken(Object body) {
    return "{\"MessageId\":\"%s\",\"MD5OfMessageBody\":\"%s\"}".formatted(ID, md5(body.toString()));
  }

  private static String allTaken(Map<?, ?> batch) {
    return ((List<?>) Objects.requireNonNull(batch.get("Entries")))
        .stream()
            .map(
                entry ->
                    "{\"Id\":\"%s\",".formatted(Json.text(entry, "Id"))
                        + taken(Json.at(entry, "MessageBody")).substring(1))
            .collect(Collectors.joining(",", "{\"Successful\":[", "],\"Failed\":[]}"));
  }

  private static String parameter(String name) {
    return "{\"Parameter\":{\"Name\":\"%s\",\"Type\":\"SecureString\",\"Version\":1,\"Value\":\"%s\"}}"
        .formatted(name, name.contains("callback") ? "k1:" + "s".repeat(40) : "not-a-key");
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
