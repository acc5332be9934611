package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** What is written on a connection, and whether it may be used again. */
@Timeout(60)
class HttpConnectionTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  private ScriptedServer server;
  private HttpConnection connection;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedServer.plain();
    connection = connection(LONG);
  }

  @AfterEach
  void stop() throws IOException {
    connection.close();
    server.close();
  }

  @Test
  void aConnectionIsUsableUntilItHasRestedTooLong() throws IOException {
    server.says(OK);
    exchange(SdkHttpMethod.GET, "", Map.of(), "");

    connection.rest();

    assertThat(connection.isUsable(LONG)).isTrue();
    assertThat(connection.isUsable(Duration.ZERO)).isFalse();
  }

  @Test
  void aConnectionThatNeverRestedOrIsClosedIsNotUsable() throws IOException {
    server.says(OK);
    exchange(SdkHttpMethod.GET, "", Map.of(), "");
    assertThat(connection.isUsable(LONG)).isFalse();

    connection.rest();
    connection.close();

    assertThat(connection.isUsable(LONG)).isFalse();
  }

  /** The whole answer was read at once with what came behind it. */
  @Test
  void aConnectionWithUnaskedBytesIsNotUsable() throws IOException {
    server.says(OK + "more");
    exchange(SdkHttpMethod.GET, "", Map.of(), "");

    connection.rest();

    assertThat(connection.isUsable(LONG)).isFalse();
  }

  @Test
  void itIsKeptFromItsFirstRequestOn() throws IOException {
    assertThat(connection.isKept()).isFalse();
    server.says(OK);

    exchange(SdkHttpMethod.GET, "", Map.of(), "");

    assertThat(connection.isKept()).isTrue();
  }

  @Test
  void anAddressWithoutAPathIsTheRoot() throws IOException {
    server.says(OK, OK);

    exchange(SdkHttpMethod.GET, "", Map.of(), "");
    exchange(SdkHttpMethod.GET, "/a%20b", Map.of(), "");

    assertThat(server.requests().get(0).head()).startsWith("GET / HTTP/1.1\r\n");
    assertThat(server.requests().get(1).head()).startsWith("GET /a%20b HTTP/1.1\r\n");
  }

  /** A signature covers it. */
  @Test
  void theHostOfTheRequestIsTheOnlyOne() throws IOException {
    server.says(OK);

    exchange(SdkHttpMethod.GET, "/", Map.of("Host", "sqs.example"), "");

    assertThat(server.requests().getFirst().head())
        .containsOnlyOnce("Host: ")
        .contains("\r\nHost: sqs.example\r\n");
  }

  @Test
  void aBodyWithoutALengthIsSentWithItsOwn() throws IOException {
    server.says(OK);

    exchange(SdkHttpMethod.POST, "/", Map.of("Connection", "close"), "füchse");

    assertThat(server.requests().getFirst().head())
        .contains("\r\nContent-Length: 7\r\n")
        .doesNotContain("Connection");
    assertThat(server.requests().getFirst().body()).isEqualTo("füchse");
  }

  @Test
  void theAnswerToAHeadHasALengthAndNoBody() throws IOException {
    server.says("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", OK);

    var head = exchange(SdkHttpMethod.HEAD, "/", Map.of(), "");
    var next = exchange(SdkHttpMethod.GET, "/", Map.of(), "");

    assertThat(head.response().httpResponse().firstMatchingHeader("Content-Length")).contains("9");
    assertThat(next.response().httpResponse().statusCode()).isEqualTo(200);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void aServerThatSaysNothingIsNotAwaitedForEver() {
    connection.close();
    connection = connection(Duration.ofMillis(50));

    assertThatThrownBy(() -> exchange(SdkHttpMethod.GET, "/", Map.of(), ""))
        .isInstanceOf(SocketTimeoutException.class);
  }

  private HttpResponse exchange(
      SdkHttpMethod method, String path, Map<String, String> headers, String body)
      throws IOException {
    var request =
        SdkHttpFullRequest.builder()
            .method(method)
            .uri(URI.create("http://localhost:" + server.port() + path));
    headers.forEach(request::putHeader);
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return connection.exchange(
        HttpExecuteRequest.builder()
            .request(request.build())
            .contentStreamProvider(() -> new ByteArrayInputStream(bytes))
            .build());
  }

  private HttpConnection connection(Duration read) {
    return new HttpConnection(
        new HttpOrigin(/* isSecure= */ false, "localhost", server.port()),
        new TimeOuts(LONG, read, LONG, LONG, 1),
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }
}
