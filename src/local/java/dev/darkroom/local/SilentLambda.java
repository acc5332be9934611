package dev.darkroom.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * A Lambda that never has an event, in the place of Quarkus' own mock, which listens on every
 * interface of the machine. In dev and test mode Quarkus asks for the next event and ends the
 * application where nobody is there to be asked: this one takes the question, on the loopback
 * alone, and says nothing.
 */
public final class SilentLambda implements ConfigSource {
  private static final String ADDRESS = "quarkus-internal.aws-lambda.test-api";

  private Optional<ServerSocket> socket = Optional.empty();

  @Override
  public Set<String> getPropertyNames() {
    return Set.of();
  }

  @Override
  @SuppressWarnings("NullAway") // the interface's way of saying that it knows no such property
  public String getValue(String name) {
    return ADDRESS.equals(name) ? "127.0.0.1:" + port() : null;
  }

  @Override
  public String getName() {
    return "silent Lambda";
  }

  /** Of a socket that is there as soon as somebody asks where. */
  private synchronized int port() {
    if (socket.isEmpty()) {
      try {
        socket = Optional.of(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
      } catch (IOException notOpened) {
        throw new UncheckedIOException(notOpened);
      }
    }
    return socket.get().getLocalPort();
  }
}
