package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.link.LinkVerdict.Allowed;
import io.vertx.core.Vertx;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to a host, and what is read of its answer, byte for byte. */
@Timeout(60)
class RemoteAnswerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private final Vertx vertx = Vertx.vertx();
  private final PinnedHttp http = new PinnedHttp(vertx, PinnedHttp.options());
  private final CompletableFuture<String> request = new CompletableFuture<>();
  private final CompletableFuture<Void> hungUp = new CompletableFuture<>();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  @Test
  void anImageIsAskedForPlainly() throws Exception {
    try (var answer = get("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(answer.status()).isEqualTo(200);
    }

    assertThat(request.join().toLowerCase(Locale.ROOT))
        .startsWith("get /a%20b?c=d http/1.1\r\n")
        .contains(
            "\r\nhost: 127.0.0.1:" + server.getLocalPort() + "\r\n",
            "\r\naccept: image/*, video/*\r\n",
            "\r\naccept-encoding: identity\r\n",
            "\r\nuser-agent: darkroom\r\n");
  }

  @Test
  void aNotificationIsPostedWithItsHeaders() throws Exception {
    serve("HTTP/1.1 204 No Content\r\n\r\n");

    try (var answer =
        http.post(
            URI.create(text()),
            where(),
            Map.of("Darkroom-Signature", "v1=ab"),
            "{}",
            Deadline.in(PATIENCE))) {
      assertThat(answer.status()).isEqualTo(204);
    }

    assertThat(request.join().toLowerCase(Locale.ROOT))
        .startsWith("post /a%20b?c=d http/1.1\r\n")
        .contains(
            "\r\ncontent-type: application/json\r\n",
            "\r\ndarkroom-signature: v1=ab\r\n",
            "\r\ncontent-length: 2\r\n");
  }

  @Test
  void nothingIsPostedToWhatIsNoLink() {
    assertThatThrownBy(
            () ->
                http.post(URI.create("mailto:fox"), where(), Map.of(), "{}", Deadline.in(PATIENCE)))
        .isInstanceOf(IOException.class)
        .hasMessage(LinkRule.UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource({"/next, /next", "/f\u00fc, /f%FC", "'', ''"})
  void aRedirectIsToldAndNotFollowed(String header, String location) throws Exception {
    try (var answer =
        get("HTTP/1.1 302 Found\r\nLocation: " + header + "\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.location().orElse("")).isEqualTo(location);
      assertThat(answer.location().isEmpty()).isEqualTo(location.isEmpty());
    }
  }

  @Test
  void encodingsAreToldInTheirOrder() throws Exception {
    try (var answer =
        get(
            "HTTP/1.1 200 OK\r\nContent-Encoding: GZIP , identity,,\r\nContent-Encoding: br"
                + "\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(answer.contentEncodings()).containsExactly("gzip", "br");
    }
  }

  @Test
  void anAnswerMaySayWhenToComeAgain() throws Exception {
    try (var answer = get("HTTP/1.1 503 Busy\r\nRetry-After:  7 \r\nContent-Length: 0\r\n\r\n")) {
      assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7));
    }
  }

  @Test
  void anAnswerNeedNotSayAnything() throws Exception {
    try (var answer = get("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
      assertThat(answer.retryAfter()).isEmpty();
      assertThat(answer.location()).isEmpty();
      assertThat(answer.contentEncodings()).isEqualTo(List.of());
      assertThat(answer.contentLength()).isEqualTo(OptionalLong.empty());
    }
  }

  @Test
  void aBodyIsReadToItsEndWhichStaysTheEnd() throws Exception {
    try (var answer = get("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc")) {
      assertThat(answer.contentLength()).isEqualTo(OptionalLong.of(3));
      answer.start();

      assertThat(answer.next(Deadline.in(PATIENCE))).get().isEqualTo(new byte[] {'a', 'b', 'c'});
      assertThat(answer.next(Deadline.in(PATIENCE))).isEmpty();
      assertThat(answer.next(Deadline.in(PATIENCE))).isEmpty();
    }
  }

  @Test
  void aBodyThatEndsEarlyBreaksOff() throws Exception {
    try (var answer = get("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", /* hangsUp= */ true)) {
      answer.start();

      assertThatThrownBy(() -> readToItsEnd(answer))
          .isInstanceOf(IOException.class)
          .hasMessage("it broke off");
    }
  }

  private static void readToItsEnd(RemoteAnswer answer) throws Exception {
    var piece = answer.next(Deadline.in(PATIENCE));
    while (piece.isPresent()) {
      piece = answer.next(Deadline.in(PATIENCE));
    }
  }

  @Test
  void aBodyThatDoesNotGoOnIsNotAwaitedForEver() throws Exception {
    try (var answer = get("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")) {
      answer.start();
      answer.next(Deadline.in(PATIENCE));

      assertThatThrownBy(() -> answer.next(Deadline.in(Duration.ofMillis(50))))
          .isInstanceOf(IOException.class)
          .hasMessage("it did not end in time");
    }
  }

  /** The body is not read: its sender would send all of it. */
  @Test
  void anAnswerThatIsClosedEndsTheConnection() throws Exception {
    get("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc").close();

    hungUp.get(50, TimeUnit.SECONDS);
  }

  @Test
  void aHostThatDoesNotAnswerIsHungUpOn() throws Exception {
    serve("");

    assertThatThrownBy(() -> http.get(link(), where(), Deadline.in(Duration.ofMillis(300))))
        .isInstanceOf(IOException.class)
        .hasMessage("no answer in time");

    hungUp.get(50, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SSH-2.0-OpenSSH_9.2\r\n"})
  void whatIsNoAnswerIsAFailureThatNamesNoLink(String text) {
    assertThatThrownBy(() -> get(text, /* hangsUp= */ true))
        .isInstanceOf(IOException.class)
        .hasMessage("the connection broke");
  }

  private RemoteAnswer get(String answer) throws Exception {
    return get(answer, /* hangsUp= */ false);
  }

  private RemoteAnswer get(String answer, boolean hangsUp) throws Exception {
    serve(answer, hangsUp);
    return http.get(link(), where(), Deadline.in(PATIENCE));
  }

  private String text() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/a%20b?c=d";
  }

  private WebLink link() {
    return WebLink.parse(text()).orElseThrow();
  }

  private Allowed where() {
    return new Allowed(link().origin(), InetAddress.getLoopbackAddress());
  }

  private void serve(String answer) {
    serve(answer, /* hangsUp= */ false);
  }

  /** Answers one request, and waits until the client hangs up, unless it hangs up itself. */
  private void serve(String answer, boolean hangsUp) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (var socket = server.accept()) {
                var in = new BufferedInputStream(socket.getInputStream());
                request.complete(head(in));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (!hangsUp) {
                  in.transferTo(OutputStream.nullOutputStream());
                  hungUp.complete(null);
                }
              } catch (IOException gone) {
                hungUp.complete(null);
              }
            });
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int one = in.read();
      if (one < 0) {
        throw new IOException("no more of it");
      }
      head.append((char) one);
    }
    return head.toString();
  }
}
