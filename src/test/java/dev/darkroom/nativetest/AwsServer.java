package dev.darkroom.nativetest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * SQS, SSM, EventBridge and Step Functions as far as Darkroom talks to them: AWS's JSON protocols
 * 1.0 and 1.1, where {@code X-Amz-Target} says which call it is.
 */
final class AwsServer implements AutoCloseable {
  /** The path of the dead-letter queue of checks. */
  static final String DEAD_CHECKS = "/123456789012/darkroom-settle-dead";

  private final HttpServer server;
  private final Map<String, String> parameters;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final DeadLetterQueue deadChecks = new DeadLetterQueue();
  private final PortCalls portCalls;

  private AwsServer(HttpServer server, Map<String, String> parameters, PortCalls portCalls) {
    this.server = server;
    this.portCalls = portCalls;
    this.parameters = parameters;
  }

  /**
   * Starts it.
   *
   * @param parameters what the parameter store holds
   */
  static AwsServer start(Map<String, String> parameters) {
    return start(parameters, new PortCalls());
  }

  /** Starts it, with what is to know of its calls. */
  static AwsServer start(Map<String, String> parameters, PortCalls portCalls) {
    try {
      var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var aws = new AwsServer(http, Map.copyOf(parameters), portCalls);
      http.createContext("/", aws::serve);
      http.start();
      return aws;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The dead-letter queue of checks. */
  DeadLetterQueue deadChecks() {
    return deadChecks;
  }

  /** The checks on the settle queue about this task, each as its message body. */
  List<String> checks(String taskId) {
    var bodies = new ArrayList<String>();
    for (var call : calls) {
      switch (call.target()) {
        case "AmazonSQS.SendMessage" -> bodies.add(call.body().path("MessageBody").asText());
        case "AmazonSQS.SendMessageBatch" ->
            call.body()
                .path("Entries")
                .forEach(entry -> bodies.add(entry.path("MessageBody").asText()));
        default -> {}
      }
    }
    return bodies.stream().filter(body -> body.contains(taskId)).toList();
  }

  /** The outcome events about this task, each as it was put on the bus. */
  List<JsonNode> outcomes(String taskId) {
    var entries = new ArrayList<JsonNode>();
    for (var call : calls) {
      if (call.target().equals("AWSEvents.PutEvents")) {
        call.body().path("Entries").forEach(entries::add);
      }
    }
    return entries.stream()
        .filter(entry -> entry.path("Detail").asText().contains(taskId))
        .toList();
  }

  /** What was handed back for this token, by the name of the call. */
  Map<String, JsonNode> handedBack(String token) {
    return calls.stream()
        .filter(call -> call.body().path("taskToken").asText().equals(token))
        .collect(Collectors.toMap(Call::target, Call::body, (_, again) -> again));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var call = new Call(String.valueOf(target), Json.read(text));
      var name = portCalls.begun(call.target());
      if (portCalls.isDeath(name, PortCalls.Moment.BEFORE)) {
        return;
      }
      calls.add(call);
      var answer = answer(call).toString().getBytes(StandardCharsets.UTF_8);
      if (portCalls.isDeath(name, PortCalls.Moment.AFTER)) {
        return;
      }
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private JsonNode answer(Call call) {
    if (call.body().path("QueueUrl").asText().endsWith(DEAD_CHECKS)) {
      return deadChecks.answer(call.target(), call.body());
    }
    return switch (call.target()) {
      case "AmazonSQS.SendMessage" -> taken(call.body());
      case "AmazonSQS.SendMessageBatch" -> allTaken(call.body());
      case "AmazonSQS.GetQueueAttributes" -> emptyQueue();
      case "AmazonSSM.GetParameter" -> parameter(call.body().path("Name").asText());
      case "AWSEvents.PutEvents" -> put(call.body().path("Entries").size());
      case "AWSStepFunctions.SendTaskSuccess", "AWSStepFunctions.SendTaskFailure" ->
          JsonNodeFactory.instance.objectNode();
      default -> throw new IllegalStateException("nobody should call " + call.target());
    };
  }

  private static JsonNode emptyQueue() {
    var answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("Attributes")
        .put("ApproximateNumberOfMessages", "0")
        .put("ApproximateNumberOfMessagesNotVisible", "0")
        .put("ApproximateNumberOfMessagesDelayed", "0");
    return answer;
  }

  private static JsonNode taken(JsonNode message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("MessageId", "5fea7756-0ea4-451a-a703-a558b933e274")
        .put("MD5OfMessageBody", md5(message.path("MessageBody").asText()));
  }

  private static JsonNode allTaken(JsonNode batch) {
    var answer = JsonNodeFactory.instance.objectNode();
    var successful = answer.putArray("Successful");
    for (var entry : batch.path("Entries")) {
      successful
          .addObject()
          .put("Id", entry.path("Id").asText())
          .put("MessageId", "5fea7756-0ea4-451a-a703-a558b933e274")
          .put("MD5OfMessageBody", md5(entry.path("MessageBody").asText()));
    }
    answer.putArray("Failed");
    return answer;
  }

  private JsonNode parameter(String name) {
    var answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("Parameter")
        .put("Name", name)
        .put("Type", "SecureString")
        .put("Version", 1)
        .put("Value", parameters.get(name));
    return answer;
  }

  private static JsonNode put(int count) {
    var answer = JsonNodeFactory.instance.objectNode().put("FailedEntryCount", 0);
    var entries = answer.putArray("Entries");
    for (int index = 0; index < count; index++) {
      entries.addObject().put("EventId", "11710aed-b79e-4468-a20b-bb3c0c3b4860");
    }
    return answer;
  }

  static String md5(String text) {
    try {
      var digest = MessageDigest.getInstance("MD5"); // SQS says what it received by this
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has MD5", every);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Call(String target, JsonNode body) {}
}
