package dev.darkroom.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * An HTTP server on the loopback that notes every call. The JDK's own does not tell when the first
 * byte of a request came.
 */
final class Fake implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final ServerSocket server;
  private final Layer layer;
  private final Calls calls;
  private final Handler handler;

  private Fake(ServerSocket server, Layer layer, Calls calls, Handler handler) {
    this.server = server;
    this.layer = layer;
    this.calls = calls;
    this.handler = handler;
  }

  /** What it is a fake of. */
  @FunctionalInterface
  interface Handler {
    Reply answer(Request request) throws IOException, InterruptedException;
  }

  /** Plain, as Lambda's Runtime API is. */
  static Fake start(Calls calls, Handler handler) throws IOException {
    var server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    return start(server, socket -> socket, calls, handler);
  }

  /** Over TLS, as everything else is. */
  static Fake start(Tls tls, Calls calls, Handler handler) throws IOException {
    return start(NotedSocket.server(), socket -> secure(tls, socket, calls), calls, handler);
  }

  private static Fake start(ServerSocket server, Layer layer, Calls calls, Handler handler) {
    var fake = new Fake(server, layer, calls, handler);
    Thread.ofPlatform().daemon().start(fake::accept);
    return fake;
  }

  private static Socket secure(Tls tls, Socket socket, Calls calls) throws IOException {
    var layer = tls.over(socket);
    ((NotedSocket) socket).shakeHands(layer).forEach(calls::add);
    return layer;
  }

  /** What is laid upon a connection. */
  @FunctionalInterface
  private interface Layer {
    Socket on(Socket socket) throws IOException;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Of one over TLS. */
  String url() {
    return "https://localhost:" + port();
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // so it was closed
    }
  }

  private void serve(Socket plain) {
    try (plain;
        var socket = layer.on(plain)) {
      var in = new BufferedInputStream(socket.getInputStream(), BUFFER);
      var out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
      while (true) {
        in.mark(1);
        if (in.read() < 0) {
          return;
        }
        long start = System.nanoTime();
        in.reset();
        var request = Request.read(in, out);
        var reply = handler.answer(request);
        reply.write(out, !request.method().equals("HEAD"));
        // Noted before the last bytes leave: the function may be quicker than this thread.
        calls.add(new Call(reply.kind(), reply.item(), start, System.nanoTime()));
        out.flush();
      }
    } catch (IOException gone) {
      // the function ended, or hung up
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
