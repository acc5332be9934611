package dev.darkroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.trafficlistener.WiremockNetworkTrafficListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider on the loopback that answers from recorded files and counts its connections. */
public final class ProviderServer extends WireMockServer {
  private final AtomicInteger connections;
  private final CountDownLatch connected;
  private final Gate gate;
  private final String folder;

  private ProviderServer(
      String folder, AtomicInteger connections, CountDownLatch connected, Gate gate) {
    super(
        wireMockConfig()
            .dynamicPort()
            .networkTrafficListener(new Connections(connections, connected))
            .extensions(gate));
    this.folder = folder;
    this.gate = gate;
    this.connections = connections;
    this.connected = connected;
  }

  public static ProviderServer started(String folder) {
    var server = new ProviderServer(folder, new AtomicInteger(), new CountDownLatch(1), new Gate());
    server.start();
    return server;
  }

  /** Waits until somebody has connected. */
  public void awaitConnection() throws InterruptedException {
    if (!connected.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody connected");
    }
  }

  /** The same answer, held back until {@link #release}. */
  public static ResponseDefinitionBuilder held(ResponseDefinitionBuilder answer) {
    return answer.withTransformers(Gate.NAME);
  }

  /** Lets every answer go that is held back. */
  public void release() {
    gate.open.countDown();
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

  private static final class Gate implements ResponseTransformerV2 {
    static final String NAME = "gate";

    private final CountDownLatch open = new CountDownLatch(1);

    @Override
    public Response transform(Response response, ServeEvent event) {
      try {
        if (!open.await(30, TimeUnit.SECONDS)) {
          throw new AssertionError("nobody released the answer");
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
      return response;
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public String getName() {
      return NAME;
    }
  }

  private record Connections(AtomicInteger connections, CountDownLatch connected)
      implements WiremockNetworkTrafficListener {
    @Override
    public void opened(Socket socket) {
      connections.incrementAndGet();
      connected.countDown();
    }

    @Override
    public void incoming(Socket socket, ByteBuffer bytes) {}

    @Override
    public void outgoing(Socket socket, ByteBuffer bytes) {}

    @Override
    public void closed(Socket socket) {}
  }
}
