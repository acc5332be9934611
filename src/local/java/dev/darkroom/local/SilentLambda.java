package dev.darkroom.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * A Lambda runtime that never has an event.
 *
 * <p>Quarkus' own mock listens on every interface of the machine. Without any, Quarkus ends the
 * application in dev and test mode, for it asks for the next event. This socket accepts that
 * request on the loopback alone, and never answers.
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
