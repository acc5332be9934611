package dev.darkroom.aws;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A connection to one host, for one request at a time. The first request connects it. */
final class HttpConnection implements Closeable {
  private static final int BUFFER = 16 * 1024;
  private static final int REQUEST_TIMEOUT = 408;

  /** Headers that this class writes itself, or leaves out. */
  private static final Set<String> OURS = Set.of("content-length", "expect", "connection");

  private final HttpOrigin origin;
  private final TimeOuts times;
  private final Supplier<SSLSocketFactory> tls;
  private final Socket plain = new Socket();
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private long restsSince;

  HttpConnection(HttpOrigin origin, TimeOuts times, Supplier<SSLSocketFactory> tls) {
    this.origin = origin;
    this.times = times;
    this.tls = tls;
  }

  /**
   * Sends the request and reads the whole answer. A server need not read a body to refuse it: an
   * answer before it hung up counts.
   *
   * @throws IOException if the request cannot be sent, or no whole answer comes in time
   */
  HttpResponse exchange(HttpExecuteRequest request) throws IOException {
    if (!plain.isConnected()) {
      connect();
    }
    boolean hasBody = request.httpRequest().method() != SdkHttpMethod.HEAD;
    try {
      send(request);
    } catch (IOException broken) {
      return refusal(hasBody, broken);
    }
    return HttpResponse.read(in, hasBody);
  }

  /**
   * Whether the next request may be sent here. A server that ended TLS has sent bytes that nobody
   * asked for. A server that only hung up is found out by the request.
   */
  boolean isUsable(Duration maxIdle) {
    try {
      boolean isFresh = System.currentTimeMillis() - restsSince < maxIdle.toMillis();
      return isFresh && plain.getInputStream().available() == 0 && in.available() == 0;
    } catch (IOException closed) {
      return false;
    }
  }

  /**
   * Measured by the wall clock. The monotonic clock may stand still while Lambda freezes the
   * process.
   */
  void rest() {
    restsSince = System.currentTimeMillis();
  }

  /** Whether a request was sent here before. */
  boolean isKept() {
    return plain.isConnected();
  }

  /** Closes without TLS' farewell, which may wait for the other side. */
  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private void connect() throws IOException {
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(Math.toIntExact(times.read().toMillis()));
    var address = new InetSocketAddress(origin.host(), origin.port());
    plain.connect(address, Math.toIntExact(times.connect().toMillis()));
    var socket = origin.isSecure() ? secured() : plain;
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    out = socket.getOutputStream();
  }

  private Socket secured() throws IOException {
    var socket = (SSLSocket) tls.get().createSocket(plain, origin.host(), origin.port(), true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name in the certificate
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Sends a body that fits together with its head: one record of TLS, one packet. */
  private void send(HttpExecuteRequest request) throws IOException {
    var http = request.httpRequest();
    var content = request.contentStreamProvider();
    var to = new BufferedOutputStream(out, BUFFER);
    try (var body = content.isEmpty() ? InputStream.nullInputStream() : content.get().newStream()) {
      var length = http.firstMatchingHeader("Content-Length");
      if (length.isPresent()) {
        to.write(head(http, length.get()));
        copy(body, Long.parseLong(length.get()), to);
      } else {
        var all = body.readAllBytes();
        to.write(head(http, Integer.toString(all.length)));
        to.write(all);
      }
    }
    to.flush();
  }

  private static void copy(InputStream body, long length, OutputStream to) throws IOException {
    var buffer = new byte[BUFFER];
    long left = length;
    while (left > 0) {
      int count = read(body, buffer, (int) Math.min(BUFFER, left));
      if (count == 0) {
        throw new BodyFailure("the body of the request ended " + left + " bytes early");
      }
      to.write(buffer, 0, count);
      left -= count;
    }
  }

  private static int read(InputStream body, byte[] buffer, int most) throws IOException {
    try {
      return body.readNBytes(buffer, 0, most);
    } catch (IOException unreadable) {
      throw new BodyFailure("the body of the request cannot be read", unreadable);
    }
  }

  /**
   * A refusal that came before the body was over. Nothing else counts: a server that has not read
   * the body cannot have stored it, and 408 is the end of an idle connection (RFC 9110, 15.5.9).
   */
  private HttpResponse refusal(boolean hasBody, IOException broken) throws IOException {
    if (broken instanceof BodyFailure) {
      throw broken;
    }
    try {
      var early = HttpResponse.read(in, hasBody);
      int status = early.response().httpResponse().statusCode();
      if (status >= 400 && status != REQUEST_TIMEOUT) {
        return early.asTheLast();
      }
    } catch (IOException nothing) {
      broken.addSuppressed(nothing);
    }
    throw broken;
  }

  private static byte[] head(SdkHttpRequest http, String length) {
    var head = new StringBuilder();
    head.append(http.method()).append(' ').append(target(http.getUri())).append(" HTTP/1.1\r\n");
    http.forEachHeader(
        (name, values) -> {
          if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n"));
          }
        });
    if (http.firstMatchingHeader("Host").isEmpty()) {
      head.append("Host: ").append(http.host()).append(':').append(http.port()).append("\r\n");
    }
    head.append("Content-Length: ").append(length).append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String target(URI uri) {
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /** The body that was to be sent is not there: the server waits for it, and says nothing. */
  private static final class BodyFailure extends IOException {
    private static final long serialVersionUID = 1L;

    BodyFailure(String message) {
      super(message);
    }

    BodyFailure(String message, IOException cause) {
      super(message, cause);
    }
  }
}
