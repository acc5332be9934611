package dev.darkroom.simulator;

import dev.darkroom.simulator.fault.ProviderClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;

/**
 * Passes bytes on to the JDK's HTTP server, with two changes that the server does not allow.
 *
 * <p>The server writes the header {@code Date} itself, by the machine's clock: {@link
 * ProviderClock#HEADER} takes its place. And the server refuses addresses that browsers send and
 * {@link java.net.URI} cannot read: the first line of such a request is encoded.
 */
final class HeaderProxy implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final String DATE = "\r\nDate: ";
  private static final String OURS = "\r\n" + ProviderClock.HEADER + ": ";

  private static final Pattern REQUEST = Pattern.compile("([A-Z]+ )(\\S+) HTTP/1\\.1\r\n");
  private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern UNREADABLE = Pattern.compile("[^\\x21-\\x7e]|[\"<>\\\\^`{|}\\[\\]]");

  private final ServerSocket socket;
  private final InetSocketAddress server;
  private final ExecutorService threads;

  /**
   * Listens on the loopback address.
   *
   * @param server where to pass on to
   * @throws UncheckedIOException if the port is taken
   */
  HeaderProxy(int port, InetSocketAddress server, ExecutorService threads) {
    try {
      this.socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the simulator cannot listen on port "
              + port
              + ": end the program that has it, or set DARKROOM_LOCAL_SIMULATOR_PORT",
          e);
    }
    this.server = server;
    this.threads = threads;
  }

  void start() {
    threads.execute(this::acceptAll);
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request whose address Java can read; what is no beginning of a request stays. */
  static byte[] readable(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    var line = REQUEST.matcher(text);
    if (!line.lookingAt()) {
      return bytes;
    }
    var address = LONE_PERCENT.matcher(line.group(2)).replaceAll("%25");
    var whole =
        UNREADABLE
            .matcher(address)
            .replaceAll(one -> "%%%02X".formatted((int) one.group().charAt(0)));
    return (line.group(1) + whole + text.substring(line.end(2)))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The header of an answer with the provider's date; what is not a whole header stays. */
  static byte[] redated(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.1 ") || text.lastIndexOf(OURS, end) < 0) {
      return bytes;
    }
    var header = without(text.substring(0, end + 2), DATE).replace(OURS, DATE);
    return (header + text.substring(end + 2)).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String without(String header, String name) {
    int start = header.indexOf(name);
    return start < 0
        ? header
        : header.substring(0, start) + header.substring(header.indexOf("\r\n", start + 2));
  }

  /** Accepts connections until the socket is closed. */
  private void acceptAll() {
    while (!socket.isClosed()) {
      next().ifPresent(client -> threads.execute(() -> connect(client)));
    }
  }

  /** Empty: closed, or a client that went before it was let in. */
  private Optional<Socket> next() {
    try {
      return Optional.of(socket.accept());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private void connect(Socket client) {
    try (client;
        var locked = new Socket()) {
      locked.connect(server);
      client.setTcpNoDelay(true);
      locked.setTcpNoDelay(true);
      threads.execute(() -> pass(client, locked, false));
      pass(locked, client, true);
    } catch (IOException _) {
      return; // either side hung up: so does this one
    }
  }

  /** One direction; when it ends, both ends are closed. */
  private static void pass(Socket from, Socket to, boolean isAnswer) {
    try (from;
        to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      byte[] buffer = new byte[64 << 10];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        byte[] bytes = Arrays.copyOf(buffer, read);
        out.write(isAnswer ? redated(bytes) : readable(bytes));
      }
    } catch (IOException _) {
      return; // the other side hung up
    }
  }
}
