package dev.darkroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.trafficlistener.WiremockNetworkTrafficListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider on the loopback that answers from recorded files and counts its connections. */
public final class ProviderServer extends WireMockServer {
  private final AtomicInteger connections;
  private final String folder;

  private ProviderServer(String folder, AtomicInteger connections) {
    super(wireMockConfig().dynamicPort().networkTrafficListener(new Counter(connections)));
    this.folder = folder;
    this.connections = connections;
  }

  public static ProviderServer started(String folder) {
    var server = new ProviderServer(folder, new AtomicInteger());
    server.start();
    return server;
  }

  public int connections() {
    return connections.get();
  }

  /** A recorded answer. */
  public ResponseDefinitionBuilder answer(int status, String file) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(fixture(file));
  }

  public String fixture(String file) {
    try (var stream =
        ProviderServer.class.getResourceAsStream("/fixtures/" + folder + "/" + file)) {
      if (stream == null) {
        throw new IllegalArgumentException("no fixture " + folder + "/" + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private record Counter(AtomicInteger connections) implements WiremockNetworkTrafficListener {
    @Override
    public void opened(Socket socket) {
      connections.incrementAndGet();
    }

    @Override
    public void incoming(Socket socket, ByteBuffer bytes) {}

    @Override
    public void outgoing(Socket socket, ByteBuffer bytes) {}

    @Override
    public void closed(Socket socket) {}
  }
}
