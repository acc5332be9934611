package dev.darkroom.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before an HTTP server. It resets the first connection, and passes on the others. */
final class FragileRelay implements AutoCloseable {
  private final ServerSocket door;
  private final URI target;
  private final int bytesBefore;
  private final AtomicInteger connections = new AtomicInteger();

  private FragileRelay(ServerSocket door, URI target, int bytesBefore) {
    this.door = door;
    this.target = target;
    this.bytesBefore = bytesBefore;
  }

  /**
   * Opens one.
   *
   * @param bytesBefore those that are read before the reset
   */
  static FragileRelay before(URI target, int bytesBefore) throws IOException {
    var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var relay = new FragileRelay(door, target, bytesBefore);
    Thread.ofVirtual().start(relay::accept);
    return relay;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        var caller = door.accept();
        if (connections.incrementAndGet() == 1) {
          breakOff(caller);
        } else {
          var server = new Socket(target.getHost(), target.getPort());
          Thread.ofVirtual().start(() -> pass(caller, server));
          Thread.ofVirtual().start(() -> pass(server, caller));
        }
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void breakOff(Socket caller) throws IOException {
    try (caller) {
      caller.getInputStream().skipNBytes(bytesBefore);
      caller.setSoLinger(true, 0); // a reset, not a farewell
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // either side is gone: both are closed
    }
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
