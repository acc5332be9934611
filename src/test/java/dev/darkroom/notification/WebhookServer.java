package dev.darkroom.notification;

import dev.darkroom.link.LinkGuard;
import dev.darkroom.link.Origin;
import dev.darkroom.link.PinnedHttp;
import dev.darkroom.link.TestingCertificate;
import dev.darkroom.link.TestingResolver;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A receiver of webhooks on the loopback, over TLS, that answers as it is told to. */
final class WebhookServer implements AutoCloseable {
  private static final String HOST = "requester.test";
  private static final int SILENT = 0;

  private final Vertx vertx = Vertx.vertx();
  private final List<Visit> visits = new CopyOnWriteArrayList<>();
  private final TestingResolver resolver = new TestingResolver();
  private final PfxOptions identity;
  private final HttpServer server;
  private volatile int status = 204;
  private volatile Map<String, String> headers = Map.of();

  /**
   * One request.
   *
   * @param headers by their names in lower case
   */
  record Visit(String method, String path, Map<String, String> headers, String body) {}

  WebhookServer() throws Exception {
    identity = TestingCertificate.of(HOST);
    resolver.knows(HOST, "127.0.0.1");
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setPort(0)
                    .setSsl(true)
                    .setKeyCertOptions(identity))
            .requestHandler(
                request -> {
                  var names = new TreeMap<String, String>();
                  request
                      .headers()
                      .forEach(
                          one ->
                              names.put(
                                  one.getKey().toLowerCase(java.util.Locale.ROOT), one.getValue()));
                  request.bodyHandler(
                      body -> {
                        visits.add(
                            new Visit(
                                request.method().name(),
                                String.valueOf(request.uri()),
                                new ConcurrentSkipListMap<>(names),
                                body.toString()));
                        if (status != SILENT) {
                          headers.forEach(request.response()::putHeader);
                          request.response().setStatusCode(status).end();
                        }
                      });
                })
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  URI url() {
    return URI.create("https://" + HOST + ":" + server.actualPort() + "/done?of=order");
  }

  /** A poster that finds this server, and trusts it. */
  WebhookPost post() {
    var guard =
        new LinkGuard(
            resolver, Set.of(new Origin("https", HOST, server.actualPort())), server.actualPort());
    return new WebhookPost(
        guard,
        vertx,
        PinnedHttp.options()
            .setTrustOptions(identity)
            .setConnectTimeout(60_000) // a busy build machine is no dead host
            .setSslHandshakeTimeout(60_000));
  }

  TestingResolver resolver() {
    return resolver;
  }

  void answers(int next) {
    status = next;
  }

  void answers(int next, String header, String value) {
    headers = Map.of(header, value);
    status = next;
  }

  void redirectsTo(String location) {
    headers = Map.of("Location", location);
    status = 307;
  }

  void saysNothing() {
    status = SILENT;
  }

  List<Visit> visits() {
    return List.copyOf(visits);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
