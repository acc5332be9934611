package dev.darkroom.link;

import dev.darkroom.link.LinkVerdict.Allowed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/**
 * Calls a link at exactly the address that the guard found. It follows no redirect, sends no
 * credentials and keeps no connection.
 */
public final class PinnedHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** Fifteen handshakes at once are much work for a small function. */
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

  private static final int MAX_CHUNK = 64 * 1024;
  private static final int MAX_HEADERS = 32 * 1024;

  /**
   * Connections to one host: more than there can be images. Waiting for a connection would look
   * like a delay.
   */
  private static final int MAX_CONNECTIONS = 64;

  private final Vertx vertx;
  private final HttpClientOptions options;
  private final HttpClient client;

  /** For hosts with an underscore in their name; made for the first of them. */
  private Optional<HttpClient> other = Optional.empty();

  public PinnedHttp(Vertx vertx, HttpClientOptions options) {
    this.vertx = vertx;
    this.options = new HttpClientOptions(options);
    client = vertx.createHttpClient(options);
  }

  /**
   * Options that trust whom the JVM trusts, without keep-alive. Lambda freezes an environment
   * between invocations, and an idle connection would be dead afterwards.
   */
  public static HttpClientOptions options() {
    return new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_1_1)
        .setKeepAlive(false)
        .setMaxPoolSize(MAX_CONNECTIONS)
        .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setSslHandshakeTimeout(HANDSHAKE_TIMEOUT.toMillis())
        .setVerifyHost(true)
        .setForceSni(true)
        .setDecompressionSupported(false)
        .setMaxChunkSize(MAX_CHUNK)
        .setMaxHeaderSize(MAX_HEADERS);
  }

  /**
   * Waits for the head of the answer; the body arrives as it is read.
   *
   * @throws IOException if there is no answer in time; its text does not repeat the link
   */
  public RemoteAnswer get(WebLink link, Allowed where, Deadline deadline)
      throws IOException, InterruptedException {
    var options =
        options(HttpMethod.GET, link.target(), where).putHeader("Accept", "image/*, video/*");
    return answer(options, HttpClientRequest::send, deadline);
  }

  /**
   * Sends JSON, and waits for the head of the answer.
   *
   * @throws IOException if there is no answer in time; its text does not repeat the link
   */
  public RemoteAnswer post(
      URI link, Allowed where, Map<String, String> headers, String json, Deadline deadline)
      throws IOException, InterruptedException {
    var options =
        options(HttpMethod.POST, target(link), where).putHeader("Content-Type", "application/json");
    headers.forEach(options::putHeader);
    return answer(options, request -> request.send(json), deadline);
  }

  private RemoteAnswer answer(
      RequestOptions options,
      Function<HttpClientRequest, Future<HttpClientResponse>> send,
      Deadline deadline)
      throws IOException, InterruptedException {
    var request = request(options);
    try {
      return deadline.await(request.compose(one -> taken(send.apply(one))));
    } catch (IOException failed) {
      request.onSuccess(HttpClientRequest::reset); // also one that connects after we gave up
      throw failed;
    }
  }

  /** Connects; no part of the request is sent yet. */
  private Future<HttpClientRequest> request(RequestOptions options) {
    var host = options.getHost();
    return host.indexOf('_') < 0
        ? client.request(options)
        : other().request(options).compose(request -> verified(request, host));
  }

  private static Future<HttpClientRequest> verified(HttpClientRequest request, String host) {
    var connection = request.connection();
    if (!connection.isSsl() || CertifiedName.isFor(connection.sslSession(), host)) {
      return Future.succeededFuture(request);
    }
    request.reset();
    return Future.failedFuture(new SSLException("the certificate is for another host"));
  }

  private synchronized HttpClient other() {
    if (other.isEmpty()) {
      var tls = new HttpClientOptions(options);
      tls.setForceSni(false).setVerifyHost(false).setSslEngineOptions(new AnyHostTls());
      other = Optional.of(vertx.createHttpClient(tls));
    }
    return other.get();
  }

  /**
   * Takes the answer on the thread on which its head arrives. It is registered before the request
   * is sent: a later thread, such as the caller's, would miss the start of the body.
   */
  private static Future<RemoteAnswer> taken(Future<HttpClientResponse> response) {
    return response.map(RemoteAnswer::new);
  }

  private static RequestOptions options(HttpMethod method, String target, Allowed where) {
    var origin = where.origin();
    return new RequestOptions()
        .setMethod(method)
        .setServer(SocketAddress.inetSocketAddress(origin.port(), where.address().getHostAddress()))
        .setSsl(origin.isSecure())
        .setHost(origin.host())
        .setPort(origin.port())
        .setURI(target)
        .setFollowRedirects(false)
        .putHeader("User-Agent", "darkroom")
        .putHeader("Accept-Encoding", "identity");
  }

  /** The target to ask the host for; the guard has read the link before. */
  private static String target(URI link) throws IOException {
    return WebLink.parse(link.toString())
        .map(WebLink::target)
        .orElseThrow(() -> new IOException(LinkRule.UNREADABLE));
  }
}
