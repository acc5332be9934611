package dev.darkroom.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where callbacks arrive; answers with the given statuses in turn, and 204 after them. */
public final class Mailbox implements AutoCloseable {
  public static final String TOKEN = "kid.4f3c2b1a0987ZYXW";

  private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
  private final HttpServer server;

  public Mailbox(Integer... statuses) throws IOException {
    Iterator<Integer> answers = List.of(statuses).iterator();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, all.getFirst()));
            letters.add(new Letter(exchange.getRequestURI().getPath(), headers, text));
            exchange.sendResponseHeaders(answers.hasNext() ? answers.next() : 204, -1);
          }
        });
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/callbacks/evolink/" + TOKEN;
  }

  /** The next callback, in the order of arrival. */
  public Letter next() throws InterruptedException {
    Letter letter = letters.poll(30, TimeUnit.SECONDS);
    if (letter == null) {
      throw new IllegalStateException("no callback came");
    }
    return letter;
  }

  public boolean isEmpty() {
    return letters.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /**
   * One callback.
   *
   * @param text of its body
   */
  public record Letter(String path, Map<String, String> headers, String text) {
    public JsonNode body() {
      try {
        return new JsonMapper().readTree(text);
      } catch (JsonProcessingException mistake) {
        throw new IllegalStateException("no JSON: " + text, mistake);
      }
    }

    public boolean hasToken() {
      return path.endsWith("/" + TOKEN);
    }

    String status() {
      return body().path("status").asText();
    }
  }
}
