package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers byte for byte (RFC 9112), up to their bounds. */
class HttpResponseTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final int MOST = 32 << 20;

  @Test
  void statusHeadersAndBodyAreReadAsTheyCame() throws IOException {
    var answer =
        read(
            "HTTP/1.0 404 Not Here\r\nX-One:1\r\nX-Two:  a b \r\nContent-Length: 2\r\n\r\nokrest",
            true);
    var http = answer.response().httpResponse();

    assertThat(http.statusCode()).isEqualTo(404);
    assertThat(http.statusText()).contains("Not Here");
    assertThat(http.firstMatchingHeader("X-One")).contains("1");
    assertThat(http.firstMatchingHeader("X-Two")).contains("a b");
    assertThat(body(answer)).isEqualTo("ok");
    assertThat(answer.isLast()).isFalse();
  }

  @Test
  void aByteOfZeroIsNoEnd() throws IOException {
    var answer = read("HTTP/1.1 204 A\u0000B\r\nX: \u0000\r\n\r\n", true);

    assertThat(answer.response().httpResponse().statusText()).contains("A\u0000B");
  }

  @Test
  void wordsInBetweenAreNoAnswer() throws IOException {
    var answer =
        read(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103\r\nLink: x\r\n\r\n"
                + OK
                + "Content-Length: 1\r\n\r\na",
            true);

    assertThat(answer.response().httpResponse().statusCode()).isEqualTo(200);
    assertThat(body(answer)).isEqualTo("a");
  }

  /** RFC 9112, section 6.3: whatever its headers say. */
  @ParameterizedTest
  @CsvSource({"200, false", "204, true", "304, true"})
  void anAnswerThatHasNoBodyIsNotWaitedForOne(int status, boolean hasBody) throws IOException {
    var answer = read("HTTP/1.1 " + status + " X\r\nContent-Length: 5\r\n\r\n", hasBody);

    assertThat(body(answer)).isEmpty();
    assertThat(answer.isLast()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Content-Length: many\r\n", "Content-Length: 1234567890\r\n"})
  void aBodyWithoutALengthGoesOnToTheEndOfTheConnection(String header) throws IOException {
    var answer = read(OK + header + "\r\nto the end", true);

    assertThat(body(answer)).isEqualTo("to the end");
    assertThat(answer.isLast()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"close, true", "Close, true", "keep-alive, false"})
  void theServerSaysWhetherAnotherRequestMayBeSent(String word, boolean isLast) throws IOException {
    var answer = read(OK + "Connection: " + word + "\r\nContent-Length: 0\r\n\r\n", true);

    assertThat(answer.isLast()).isEqualTo(isLast);
    assertThat(answer.asTheLast().isLast()).isTrue();
    assertThat(answer.asTheLast().response()).isSameAs(answer.response());
  }

  @Test
  void chunksAreOneBodyAndTrailersSayNothing() throws IOException {
    var in =
        stream(
            OK
                + "Transfer-Encoding: Chunked\r\n\r\n"
                + "A ; x=y\r\n0123456789\r\n1\r\n!\r\n0\r\nX-Trailer: a\r\nX-More: b\r\n\r\nnext");
    var answer = HttpResponse.read(in, true);

    assertThat(body(answer)).isEqualTo("0123456789!");
    assertThat(answer.isLast()).isFalse();
    assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("next");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n",
      })
  void anAnswerThatEndsEarlyIsNone(String text) {
    assertThatThrownBy(() -> read(text, true)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "SSH-2.0-x, no HTTP/1.1",
    "HTTP/2 200, no HTTP/1.1",
    "HTTP/1.1 20, no HTTP/1.1",
    "HTTP/1.1 200 OK|no colon, header without a name",
    "HTTP/1.1 200 OK|: nameless, header without a name",
    "HTTP/1.1 200 OK|Transfer-Encoding: chunked||x|, chunk without a size",
    "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-1|, chunk without a size",
    "HTTP/1.1 200 OK|Transfer-Encoding: chunked||123456789|, chunk without a size",
  })
  void whatIsNoAnswerIsSaidSo(String text, String why) {
    assertThatThrownBy(() -> read(text.replace("|", "\r\n") + "\r\n\r\n", true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  /** 64 KiB, with the ends of its lines. */
  @Test
  void aHeadIsReadUpToItsBound() throws IOException {
    var rest = "X-Long: ";
    int left = 64 * 1024 - "HTTP/1.1 204 OK\r".length() - rest.length() - 2 * "\r".length();

    assertThat(read("HTTP/1.1 204 OK\r\n" + rest + "x".repeat(left) + "\r\n\r\n", true))
        .isNotNull();
    assertThatThrownBy(
            () -> read("HTTP/1.1 204 OK\r\n" + rest + "x".repeat(left + 1) + "\r\n\r\n", true))
        .hasMessageContaining("too long");
  }

  @Test
  void aBodyIsReadUpToItsBound() throws IOException {
    assertThat(large("Content-Length: " + MOST + "\r\n\r\n", MOST)).isEqualTo(MOST);
    assertThatThrownBy(() -> large("Content-Length: " + (MOST + 1) + "\r\n\r\n", MOST + 1))
        .hasMessageContaining("larger than " + MOST);
  }

  @Test
  void chunksTogetherAreReadUpToTheSameBound() throws IOException {
    var first = "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n";

    assertThat(large(first + Integer.toHexString(MOST - 2) + "\r\n", MOST - 2)).isEqualTo(MOST);
    assertThatThrownBy(() -> large(first + Integer.toHexString(MOST - 1) + "\r\n", MOST - 1))
        .hasMessageContaining("larger than " + MOST);
  }

  /** How many bytes are read of an answer that goes on with so many. */
  private static int large(String head, int bytes) throws IOException {
    var in =
        new SequenceInputStream(
            new SequenceInputStream(stream(OK + head), new ByteArrayInputStream(new byte[bytes])),
            stream("\r\n0\r\n\r\n"));
    return HttpResponse.read(in, true).response().responseBody().orElseThrow().available();
  }

  private static HttpResponse read(String text, boolean hasBody) throws IOException {
    return HttpResponse.read(stream(text), hasBody);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String body(HttpResponse answer) throws IOException {
    return new String(
        answer.response().responseBody().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
  }
}
