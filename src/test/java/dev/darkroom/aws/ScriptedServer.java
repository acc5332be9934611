package dev.darkroom.aws;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** Answers each request with the next text of its script, byte for byte. */
final class ScriptedServer implements AutoCloseable {
  /** At the end of a text: closes the connection behind it. */
  static final String HANG_UP = "\u0000";

  private final ServerSocket server;
  private final BlockingQueue<String> script = new LinkedBlockingQueue<>();
  private final List<Line> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Semaphore called = new Semaphore(0);
  private final Semaphore ended = new Semaphore(0);

  private ScriptedServer(ServerSocket server) {
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  /** A request, as it came. */
  record Line(String head, String body) {}

  static ScriptedServer plain() throws IOException {
    return over(ServerSocketFactory.getDefault());
  }

  static ScriptedServer over(ServerSocketFactory sockets) throws IOException {
    return new ScriptedServer(
        sockets.createServerSocket(0, 50, InetAddress.getByName("localhost")));
  }

  int port() {
    return server.getLocalPort();
  }

  void says(String... answers) {
    script.addAll(List.of(answers));
  }

  List<Line> requests() {
    return requests;
  }

  int connections() {
    return connections.get();
  }

  /** Waits until that many more requests have come, of those that nobody has waited for yet. */
  void awaitRequests(int count) {
    await(called, count);
  }

  /** Waits until that many more connections have ended, whoever hung up. */
  void awaitEnds(int count) {
    await(ended, count);
  }

  private static void await(Semaphore events, int count) {
    try {
      events.acquire(count);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("nothing more came", stopped);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        requests.add(request(in));
        called.release();
        var answer = script.take();
        var bytes = answer.replace(HANG_UP, "").getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(bytes);
        if (answer.endsWith(HANG_UP)) {
          return;
        }
      }
    } catch (IOException gone) {
      // the client hung up
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      ended.release();
    }
  }

  private static Line request(BufferedInputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int one = in.read();
      if (one < 0) {
        throw new IOException("no more requests");
      }
      head.append((char) one);
    }
    var length = head.toString().replaceAll("(?is).*content-length: ([0-9]+).*", "$1");
    var body = in.readNBytes(Integer.parseInt(length));
    return new Line(head.toString(), new String(body, StandardCharsets.UTF_8));
  }
}
