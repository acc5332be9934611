package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.darkroom.link.LinkVerdict.Allowed;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PinnedHttpTest {
  private static final byte[] BODY = new byte[1_000];
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Vertx vertx = Vertx.vertx();
  private final PinnedHttp http = new PinnedHttp(vertx, PinnedHttp.options());
  private HttpServer server;
  private WebLink link;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", PinnedHttpTest::answer);
    server.start();
    link =
        WebLink.parse("http://127.0.0.1:" + server.getAddress().getPort() + "/picture")
            .orElseThrow();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  /** The answer is there before the thread that asked has come back to it. */
  @Test
  void nothingOfABodyIsMissedByAThreadThatIsSlow() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4, Thread.ofVirtual().factory())) {
      var running = new ArrayList<Future<Integer>>();
      for (int count = 0; count < 4000; count++) {
        Callable<Integer> fetch = this::fetch;
        running.add(threads.submit(fetch));
      }
      for (var one : running) {
        assertThat(one.get()).isEqualTo(BODY.length);
      }
    }
  }

  private int fetch() throws IOException, InterruptedException {
    var deadline = Deadline.in(PATIENCE);
    var where = new Allowed(link.origin(), InetAddress.getLoopbackAddress());
    try (var answer = http.get(link, where, deadline)) {
      answer.start();
      int size = 0;
      for (var next = answer.next(deadline); next.isPresent(); next = answer.next(deadline)) {
        size += next.get().length;
      }
      return size;
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, BODY.length);
      exchange.getResponseBody().write(BODY);
    }
  }
}
