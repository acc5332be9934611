package dev.darkroom.nativetest;

import dev.darkroom.nativetest.PortCalls.Moment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Stands before an HTTP server, passes every byte on, and knows where a call begins and where its
 * answer does. One call at a time travels on a connection.
 */
final class Relay implements AutoCloseable {
  private static final String NONE = "";
  private static final String INTERIM = "HTTP/1.1 100";

  private final ServerSocket door;
  private final URI target;
  private final UnaryOperator<String> namer;
  private final PortCalls calls;
  private final Queue<String> instead = new ConcurrentLinkedQueue<>();

  private Relay(ServerSocket door, URI target, UnaryOperator<String> namer, PortCalls calls) {
    this.door = door;
    this.target = target;
    this.namer = namer;
    this.calls = calls;
  }

  /**
   * Opens one.
   *
   * @param namer names a call by the head of its request
   */
  static Relay before(URI target, UnaryOperator<String> namer, PortCalls calls) {
    try {
      var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var relay = new Relay(door, target, namer, calls);
      Thread.ofVirtual().start(relay::accept);
      return relay;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** Has the next call be answered so, in the place of its server. */
  void answerNext(String response) {
    instead.add(response);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var caller = door.accept();
        var server = new Socket(target.getHost(), target.getPort());
        var call = new AtomicReference<>(NONE);
        Thread.ofVirtual()
            .start(() -> passing(caller, server, () -> requests(caller, server, call)));
        Thread.ofVirtual()
            .start(() -> passing(caller, server, () -> answers(caller, server, call)));
      } catch (IOException closed) {
        close();
      }
    }
  }

  private void requests(Socket caller, Socket server, AtomicReference<String> call)
      throws IOException {
    var bytes = new byte[64 * 1024];
    for (int read = caller.getInputStream().read(bytes);
        read >= 0;
        read = caller.getInputStream().read(bytes)) {
      if (NONE.equals(call.get())) {
        var head = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
        var begun = calls.begun(namer.apply(head));
        call.set(begun);
        if (calls.isDeath(begun, Moment.BEFORE)) {
          return;
        }
        var response = instead.poll();
        if (response != null) {
          answer(caller, response);
          return;
        }
      }
      server.getOutputStream().write(bytes, 0, read);
      server.getOutputStream().flush();
    }
  }

  /** The rest of the request is read: a connection that is closed before loses its answer. */
  private static void answer(Socket caller, String response) throws IOException {
    caller.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
    caller.shutdownOutput();
    caller.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private void answers(Socket caller, Socket server, AtomicReference<String> call)
      throws IOException {
    var bytes = new byte[64 * 1024];
    for (int read = server.getInputStream().read(bytes);
        read >= 0;
        read = server.getInputStream().read(bytes)) {
      var text = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
      if (!text.startsWith(INTERIM)) {
        var answered = call.getAndSet(NONE);
        if (!answered.equals(NONE) && calls.isDeath(answered, Moment.AFTER)) {
          return;
        }
      }
      caller.getOutputStream().write(bytes, 0, read);
      caller.getOutputStream().flush();
    }
  }

  private static void passing(Socket caller, Socket server, Passage passage) {
    try (caller;
        server) {
      passage.pass();
    } catch (IOException ended) {
      // either side is gone, as the other one will see: both are closed here
      return;
    }
  }

  /** Passes bytes on until one side ends. */
  private interface Passage {
    void pass() throws IOException;
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException notClosed) {
      throw new UncheckedIOException(notClosed);
    }
  }
}
