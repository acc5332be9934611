package dev.darkroom.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;

/**
 * An HTTP server on the loopback that notes every call. The JDK's own does not tell when the first
 * byte of a request came.
 */
final class Fake implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final ServerSocket server;
  private final Calls calls;
  private final Handler handler;

  private Fake(ServerSocket server, Calls calls, Handler handler) {
    this.server = server;
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
    return start(ServerSocketFactory.getDefault(), calls, handler);
  }

  /** Over TLS, as everything else is. */
  static Fake start(Tls tls, Calls calls, Handler handler) throws IOException {
    return start(tls.sockets(), calls, handler);
  }

  private static Fake start(ServerSocketFactory sockets, Calls calls, Handler handler)
      throws IOException {
    var server = sockets.createServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    var fake = new Fake(server, calls, handler);
    Thread.ofPlatform().daemon().start(fake::accept);
    return fake;
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

  private void serve(Socket socket) {
    try (socket) {
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
