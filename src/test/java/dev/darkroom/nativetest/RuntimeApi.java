package dev.darkroom.nativetest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Lambda Runtime API, version 2018-06-01, on the loopback: hands events out, takes answers in.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final long TIME_LIMIT_MILLIS = 30_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  private RuntimeApi(HttpServer server) {
    this.server = server;
  }

  static RuntimeApi start() {
    try {
      var api =
          new RuntimeApi(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      api.server.setExecutor(api.threads);
      api.server.createContext(ROOT, api::serve);
      api.server.start();
      return api;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Has the function called once. */
  CompletableFuture<Answer> invoke(String event) {
    return invoke(event, "00000000-0000-4000-8000-%012d".formatted(count.incrementAndGet()));
  }

  /** Has the function called under that request id, which Lambda keeps over its own retries. */
  CompletableFuture<Answer> invoke(String event, String id) {
    var invocation = new Invocation(id, event, new CompletableFuture<>());
    running.put(id, invocation);
    waiting.add(invocation);
    return invocation.answer();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath().substring(ROOT.length());
      if (path.equals("invocation/next")) {
        handOut(exchange, waiting.take());
      } else if (path.startsWith("invocation/") && path.endsWith("/response")) {
        complete(path, new Answer.Returned(body(exchange)));
        exchange.sendResponseHeaders(202, -1);
      } else if (path.startsWith("invocation/") && path.endsWith("/error")) {
        complete(path, new Answer.Failed(body(exchange)));
        exchange.sendResponseHeaders(202, -1);
      } else if (path.equals("init/error")) {
        exchange.getRequestBody().readAllBytes(); // the process says the same, and ends
        exchange.sendResponseHeaders(202, -1);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void handOut(HttpExchange exchange, Invocation next) throws IOException {
    var event = next.event().getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.add("Content-Type", "application/json");
    headers.add("Lambda-Runtime-Aws-Request-Id", next.id());
    headers.add(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(System.currentTimeMillis() + TIME_LIMIT_MILLIS));
    headers.add(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:123456789012:function:darkroom");
    headers.add("Lambda-Runtime-Trace-Id", "Root=1-6740a1b2-0123456789abcdef01234567;Sampled=0");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private void complete(String path, Answer answer) {
    var id = path.split("/", -1)[1];
    Optional.ofNullable(running.remove(id)).orElseThrow().answer().complete(answer);
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** What the function came to. */
  sealed interface Answer {
    /** It returned. */
    record Returned(String body) implements Answer {}

    /** It threw. */
    record Failed(String body) implements Answer {}
  }

  private record Invocation(String id, String event, CompletableFuture<Answer> answer) {}
}
