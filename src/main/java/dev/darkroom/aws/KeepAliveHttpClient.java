package dev.darkroom.aws;

import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * An HTTP/1.1 client for AWS. Answers are a few kilobytes, and are held in memory; a body to be
 * sent is streamed. The client repeats no request: the SDK decides about that.
 *
 * <p>The SDK's smallest client asks a kept connection whether it is alive by reading from it for a
 * millisecond before each POST. It keeps no connection for more than five idle seconds
 * (performance.md).
 */
final class KeepAliveHttpClient implements SdkHttpClient {
  /** As long as the SDK's larger clients keep an idle connection. */
  private static final Duration MAX_IDLE = Duration.ofSeconds(60);

  private final TimeOuts times;
  private final Supplier<SSLSocketFactory> tls;
  private final Map<HttpOrigin, Deque<HttpConnection>> idle = new ConcurrentHashMap<>();

  /** A client that trusts whom the JVM trusts. */
  KeepAliveHttpClient(TimeOuts times) {
    this(times, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** A client with another trust store, which is read when it is first needed: that takes time. */
  KeepAliveHttpClient(TimeOuts times, Supplier<SSLSocketFactory> tls) {
    this.times = times;
    this.tls = tls;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new HttpCall(request);
  }

  @Override
  public String clientName() {
    return "KeepAlive";
  }

  @Override
  public void close() {
    idle.values().forEach(all -> all.forEach(HttpConnection::close));
    idle.clear();
  }

  /** A kept connection, the last used first, or a new one. Connections past use are closed. */
  private HttpConnection kept(HttpOrigin origin) {
    var all = idle.computeIfAbsent(origin, _ -> new ConcurrentLinkedDeque<>());
    for (var one = all.pollFirst(); one != null; one = all.pollFirst()) {
      if (one.isUsable(MAX_IDLE)) {
        return one;
      }
      one.close();
    }
    return new HttpConnection(origin, times, tls);
  }

  private void keep(HttpOrigin origin, HttpConnection connection) {
    connection.rest();
    idle.computeIfAbsent(origin, _ -> new ConcurrentLinkedDeque<>()).addFirst(connection);
  }

  /** Where one kept connection is dead, the others may be: no try is wasted on each of them. */
  private void forget(HttpOrigin origin) {
    var all = idle.computeIfAbsent(origin, _ -> new ConcurrentLinkedDeque<>());
    for (var one = all.pollFirst(); one != null; one = all.pollFirst()) {
      one.close();
    }
  }

  /** One request and its answer. It may be aborted by another thread at any time. */
  private final class HttpCall implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private final AtomicReference<Optional<HttpConnection>> current =
        new AtomicReference<>(Optional.empty());
    private volatile boolean isAborted;

    HttpCall(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      var origin = origin(request.httpRequest());
      var connection = kept(origin);
      current.set(Optional.of(connection));
      boolean isKept = connection.isKept();
      boolean isReusable = false;
      try {
        if (isAborted) {
          throw new IOException("the call was aborted before it began");
        }
        var answer = connection.exchange(request);
        isReusable = !answer.isLast();
        return answer.response();
      } catch (IOException broken) {
        if (isKept) {
          forget(origin);
        }
        throw broken;
      } finally {
        if (current.getAndSet(Optional.empty()).isPresent() && isReusable) {
          keep(origin, connection);
        } else {
          connection.close();
        }
      }
    }

    @Override
    public void abort() {
      isAborted = true;
      current.getAndSet(Optional.empty()).ifPresent(HttpConnection::close);
    }
  }

  private static HttpOrigin origin(SdkHttpRequest request) {
    return new HttpOrigin(request.protocol().equals("https"), request.host(), request.port());
  }
}
