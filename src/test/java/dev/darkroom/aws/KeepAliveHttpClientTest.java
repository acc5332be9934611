package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.aws.ScriptedServer.Line;
import dev.darkroom.link.TestingCertificate;
import io.vertx.core.net.PfxOptions;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

@Timeout(60)
class KeepAliveHttpClientTest {
  private static final TimeOuts PATIENT =
      new TimeOuts(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          1);

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  private static final ContentStreamProvider UNREADABLE =
      () -> {
        var closed = new BufferedInputStream(InputStream.nullInputStream());
        try {
          closed.close();
        } catch (IOException impossible) {
          throw new UncheckedIOException(impossible);
        }
        return closed;
      };

  private ScriptedServer server;
  private SdkHttpClient client;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedServer.plain();
    client = new KeepAliveHttpClient(PATIENT);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void whatItSendsIsWhatItWasGiven() throws IOException {
    server.says(OK);

    assertThat(text(call("{\"one\":1}"))).isEqualTo("{}");

    var request = server.requests().getFirst();
    assertThat(request.head())
        .startsWith("POST /path?a=%20b HTTP/1.1\r\n")
        .contains("\r\nX-Amz-Target: AmazonSQS.SendMessage\r\n", "\r\nContent-Length: 9\r\n")
        .contains("\r\nHost: localhost:" + server.port() + "\r\n")
        .doesNotContainIgnoringCase("expect");
    assertThat(request.body()).isEqualTo("{\"one\":1}");
  }

  @Test
  void aConnectionIsUsedAgain() throws IOException {
    server.says(OK, OK);

    call("1");
    call("2");

    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.requests()).extracting(Line::body).containsExactly("1", "2");
  }

  @Test
  void aConnectionThatTheServerTakesItsLeaveOfIsNotUsedAgain() throws IOException {
    server.says("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", OK);

    call("1");
    call("2");

    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void whatComesUnaskedIsNotTakenForAnAnswer() throws IOException {
    server.says(OK + "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n", OK);

    call("1");
    var second = call("2");

    assertThat(second.httpResponse().statusCode()).isEqualTo(200);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aRequestThatGetsNoAnswerIsNotSentAgain() throws IOException {
    server.says(OK, ScriptedServer.HANG_UP);

    call("1");

    assertThatThrownBy(() -> call("2")).isInstanceOf(IOException.class);
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
        "HTTP/1.1 200\r\ncontent-length: 5\r\n\r\nabcde",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
        "HTTP/1.0 200 OK\r\n\r\nabcde" + ScriptedServer.HANG_UP
      })
  void everyWayToSayTheLengthIsUnderstood(String answer) throws IOException {
    server.says(answer);

    assertThat(text(call(""))).isEqualTo("abcde");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc" + ScriptedServer.HANG_UP,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc" + ScriptedServer.HANG_UP,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 200 O" + ScriptedServer.HANG_UP
      })
  void anIncompleteAnswerIsNoAnswer(String answer) {
    server.says(answer);

    assertThatThrownBy(() -> call("")).isInstanceOf(IOException.class);
  }

  @Test
  void aHeadWithoutEndIsNotReadForEver() {
    server.says("HTTP/1.1 200 OK\r\n" + "X-More: and more\r\n".repeat(10_000));

    assertThatThrownBy(() -> call("")).hasMessageContaining("too long");
  }

  @Test
  void anErrorOfTheServiceIsAnAnswer() throws IOException {
    server.says("HTTP/1.1 400 Bad Request\r\nx-amzn-RequestId: one\r\nContent-Length: 2\r\n\r\n{}");

    var answer = call("");

    assertThat(answer.httpResponse().statusCode()).isEqualTo(400);
    assertThat(answer.httpResponse().firstMatchingHeader("X-Amzn-RequestId")).contains("one");
  }

  @Test
  void aCallThatIsAbortedEnds() {
    var request = prepared("http", "1");
    var running =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return request.call();
              } catch (IOException ended) {
                throw new CompletionException(ended);
              }
            });
    server.awaitRequests(1);

    request.abort();

    assertThatThrownBy(running::join).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aCallThatWasAbortedBeforeItBeganIsNotSent() {
    var request = prepared("http", "1");

    request.abort();

    assertThatThrownBy(request::call).hasMessage("the call was aborted before it began");
    assertThat(server.connections()).isZero();
  }

  @Test
  void aConnectionThatIsNotUsedAgainIsClosed() throws IOException {
    server.says("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

    call("1");

    server.awaitEnds(1);
  }

  @Test
  void aConnectionWithUnaskedBytesIsClosed() throws IOException {
    server.says(OK + "more", OK);

    call("1");
    call("2");

    server.awaitEnds(1);
  }

  @Test
  void aClosedClientKeepsNoConnection() throws IOException {
    server.says(OK, OK);
    call("1");

    client.close();

    server.awaitEnds(1);
    call("2");
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aConnectionThatWasKeptOutlivesTheAbortOfItsLastCall() throws IOException {
    server.says(OK, OK);
    var first = prepared("http", "1");

    first.call();
    first.abort();
    call("2");

    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void anotherHostsCertificateIsRefused() throws Exception {
    var named = TestingCertificate.of("localhost");
    var other = TestingCertificate.of("example.com");
    try (var rightly = ScriptedServer.over(context(named).getServerSocketFactory());
        var wrongly = ScriptedServer.over(context(other).getServerSocketFactory())) {
      rightly.says(OK);
      wrongly.says(OK);

      assertThat(text(request(trusting(named), rightly, "https", "").call())).isEqualTo("{}");
      assertThatThrownBy(() -> request(trusting(other), wrongly, "https", "").call())
          .isInstanceOf(SSLException.class);
    }
  }

  /** Around the size of the buffer, which is also that of a record of TLS. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 1_000_003})
  void aBodyOfAnySizeArrivesAsItIs(int size) throws IOException {
    var body = "0123456789".repeat(size / 10 + 1).substring(0, size);
    server.says(OK, OK);

    upload(body, size).call();
    upload(body, size).call();

    assertThat(server.requests()).extracting(Line::body).containsExactly(body, body);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void aBodyIsSentUpToTheLengthThatWasSaid() throws IOException {
    server.says(OK, OK);

    upload("abcdef", 3).call();
    call("2");

    assertThat(server.requests()).extracting(Line::body).containsExactly("abc", "2");
  }

  @Test
  void aBodyThatEndsEarlyIsNoRequest() {
    assertThatThrownBy(() -> upload("abc", 5).call())
        .isInstanceOf(IOException.class)
        .hasMessage("the body of the request ended 2 bytes early");
    assertThat(server.requests()).isEmpty();
  }

  /** As S3 may say 412 of a key that is taken, without a look at the bytes. */
  @Test
  void anAnswerThatComesBeforeTheBodyIsOverIsTheAnswer() throws Exception {
    try (var impatient = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      var serving = CompletableFuture.runAsync(() -> answerUnread(impatient, "412 Taken"));

      var body = new byte[64 << 20];
      var answer = upload(impatient.getLocalPort(), body.length, body).call();

      assertThat(answer.httpResponse().statusCode()).isEqualTo(412);
      serving.get();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "408 Request Timeout"})
  void onlyARefusalCountsBeforeTheBodyIsOver(String status) throws Exception {
    try (var hasty = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      var serving = CompletableFuture.runAsync(() -> answerUnread(hasty, status));

      var body = new byte[64 << 20];
      var call = upload(hasty.getLocalPort(), body.length, body);

      assertThatThrownBy(call::call).isInstanceOf(IOException.class);
      serving.get();
    }
  }

  @Test
  void forABodyThatCannotBeReadNoAnswerIsAwaited() {
    var call = upload(server.port(), 5, UNREADABLE);

    assertThatThrownBy(call::call)
        .hasMessage("the body of the request cannot be read")
        .hasNoSuppressedExceptions();
  }

  /** The SDK says it to AWS with each call, in its User-Agent. */
  @Test
  void itHasAName() {
    assertThat(client.clientName()).isEqualTo("KeepAlive");
  }

  /** Each of them would cost the SDK a try. */
  @Test
  void whereOneKeptConnectionIsDeadNoOtherIsTried() {
    var two =
        List.of(
            CompletableFuture.supplyAsync(() -> called("1"), Thread::startVirtualThread),
            CompletableFuture.supplyAsync(() -> called("2"), Thread::startVirtualThread));
    server.awaitRequests(2);
    server.says(OK + ScriptedServer.HANG_UP, OK + ScriptedServer.HANG_UP);
    two.forEach(CompletableFuture::join);
    server.says(OK);

    assertThatThrownBy(() -> call("3")).isInstanceOf(IOException.class);

    assertThat(called("4").httpResponse().statusCode()).isEqualTo(200);
    assertThat(server.connections()).isEqualTo(3);
  }

  private HttpExecuteResponse called(String body) {
    try {
      return call(body);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void answerUnread(ServerSocket server, String status) {
    try (var socket = server.accept()) {
      socket.getInputStream().readNBytes(100_000);
      socket.getOutputStream().write(ascii("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n"));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private ExecutableHttpRequest upload(String body, int length) {
    return upload(server.port(), length, ascii(body));
  }

  private ExecutableHttpRequest upload(int port, int length, byte[] body) {
    return upload(port, length, () -> new ByteArrayInputStream(body));
  }

  private ExecutableHttpRequest upload(int port, int length, ContentStreamProvider body) {
    var http =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.PUT)
            .uri(URI.create("http://localhost:" + port + "/pictures/0.png"))
            .putHeader("Content-Length", Integer.toString(length))
            .build();
    return client.prepareRequest(
        HttpExecuteRequest.builder().request(http).contentStreamProvider(body).build());
  }

  private static SdkHttpClient trusting(PfxOptions certificate) throws Exception {
    SSLSocketFactory sockets = context(certificate).getSocketFactory();
    return new KeepAliveHttpClient(PATIENT, () -> sockets);
  }

  /** Identity and trust in one. */
  private static SSLContext context(PfxOptions certificate) throws Exception {
    var password = certificate.getPassword().toCharArray();
    var store = KeyStore.getInstance("PKCS12");
    try (var in = new FileInputStream(certificate.getPath())) {
      store.load(in, password);
    }
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private HttpExecuteResponse call(String body) throws IOException {
    return prepared("http", body).call();
  }

  private ExecutableHttpRequest prepared(String scheme, String body) {
    return request(client, server, scheme, body);
  }

  private static ExecutableHttpRequest request(
      SdkHttpClient client, ScriptedServer server, String scheme, String body) {
    var address = URI.create(scheme + "://localhost:" + server.port() + "/path?a=%20b");
    var http =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(address)
            .putHeader("X-Amz-Target", "AmazonSQS.SendMessage")
            .putHeader("Content-Length", Integer.toString(body.length()))
            .putHeader("Expect", "100-continue")
            .build();
    return client.prepareRequest(
        HttpExecuteRequest.builder()
            .request(http)
            .contentStreamProvider(
                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
            .build());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(HttpExecuteResponse answer) throws IOException {
    return new String(answer.responseBody().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
  }
}
