package dev.darkroom.delivery;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PfxOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server on the loopback, over TLS, that does what it is told and remembers who came. */
final class PictureServer {
  private final Map<String, Handler<HttpServerRequest>> answers = new ConcurrentHashMap<>();
  private final List<Visit> visits = new CopyOnWriteArrayList<>();
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private volatile Optional<Handler<HttpServerRequest>> otherwise = Optional.empty();
  private final AtomicInteger connections = new AtomicInteger();
  private final HttpServer server;

  record Visit(String path, String serverName, String host, Map<String, String> headers) {}

  PictureServer(Vertx vertx, PfxOptions identity) throws Exception {
    this(vertx, identity, true);
  }

  PictureServer(Vertx vertx, PfxOptions identity, boolean looksAtNames) throws Exception {
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setPort(0)
                    .setSsl(true)
                    .setSni(looksAtNames)
                    .setKeyCertOptions(identity))
            .connectionHandler(_ -> connections.incrementAndGet())
            .requestHandler(this::answer)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  int port() {
    return server.actualPort();
  }

  void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  List<Visit> visits() {
    return List.copyOf(visits);
  }

  /** Path and query of every request, to the letter. */
  List<String> targets() {
    return List.copyOf(targets);
  }

  int connections() {
    return connections.get();
  }

  void on(String path, Handler<HttpServerRequest> answer) {
    answers.put(path, answer);
  }

  /** For every path that nothing else is said about. */
  void onAny(Handler<HttpServerRequest> answer) {
    otherwise = Optional.of(answer);
  }

  void gives(String path, byte[] body) {
    on(path, request -> request.response().end(Buffer.buffer(body)));
  }

  void answers(String path, int status) {
    on(path, request -> request.response().setStatusCode(status).end("no picture"));
  }

  void redirects(String path, String location) {
    on(
        path,
        request -> request.response().setStatusCode(302).putHeader("Location", location).end());
  }

  /** All of the body, but no word about its length. */
  void givesWithoutLength(String path, byte[] body) {
    on(path, request -> request.response().setChunked(true).end(Buffer.buffer(body)));
  }

  /** The right length, half of the body, and the line goes dead. */
  void breaksOff(String path, byte[] body) {
    on(
        path,
        request ->
            promise(request, body)
                .write(Buffer.buffer(body).slice(0, body.length / 2))
                .onComplete(_ -> request.connection().close()));
  }

  /** The right length, half of the body, and then nothing any more. */
  void fallsAsleep(String path, byte[] body) {
    on(
        path,
        request -> promise(request, body).write(Buffer.buffer(body).slice(0, body.length / 2)));
  }

  private static HttpServerResponse promise(HttpServerRequest request, byte[] body) {
    return request.response().putHeader("Content-Length", String.valueOf(body.length));
  }

  private void answer(HttpServerRequest request) {
    var headers = new ConcurrentHashMap<String, String>();
    request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
    var path = String.valueOf(request.path());
    visits.add(
        new Visit(
            path,
            String.valueOf(request.connection().indicatedServerName()),
            String.valueOf(request.getHeader("Host")),
            headers));
    targets.add(request.uri());
    Handler<HttpServerRequest> nothing = other -> other.response().setStatusCode(404).end();
    answers.getOrDefault(path, otherwise.orElse(nothing)).handle(request);
  }
}
