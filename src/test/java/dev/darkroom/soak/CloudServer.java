package dev.darkroom.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * DynamoDB, SQS, EventBridge and Step Functions on the loopback: AWS's JSON protocols 1.0 and 1.1.
 */
final class CloudServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final TableCalls table;
  private final QueueCalls queues;
  private final OutcomeBus bus;
  private final TokenBook tokens;

  private CloudServer(
      HttpServer server, TableCalls table, QueueCalls queues, OutcomeBus bus, TokenBook tokens) {
    this.server = server;
    this.table = table;
    this.queues = queues;
    this.bus = bus;
    this.tokens = tokens;
  }

  static CloudServer start(TableCalls table, QueueCalls queues, OutcomeBus bus, TokenBook tokens) {
    try {
      var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var cloud = new CloudServer(http, table, queues, bus, tokens);
      http.createContext("/", cloud::serve);
      http.setExecutor(cloud.threads);
      http.start();
      return cloud;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      var call = JSON.readTree(exchange.getRequestBody().readAllBytes());
      var answer =
          target.startsWith(TableCalls.PREFIX)
              ? table.answer(target, call, exchange.getRequestHeaders())
              : answer(target, call);
      var bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(String target, JsonNode call) throws InterruptedException {
    return switch (target.substring(0, target.indexOf('.'))) {
      case "AmazonSQS" -> Answer.of(queues.answer(target, call));
      case "AWSEvents" -> Answer.of(bus.put(call));
      case "AWSStepFunctions" -> tokens.use(target, call);
      default -> throw new IllegalStateException("nobody should call " + target);
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** An answer of AWS. */
  record Answer(int status, ObjectNode body) {
    static Answer of(ObjectNode body) {
      return new Answer(200, body);
    }

    static Answer error(int status, String type) {
      return new Answer(status, JsonNodeFactory.instance.objectNode().put("__type", type));
    }
  }
}
