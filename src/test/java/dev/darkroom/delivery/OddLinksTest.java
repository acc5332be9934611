package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.link.Origin;
import dev.darkroom.link.TestingCertificate;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.StoredImage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links as providers write them, and what is asked for then. */
class OddLinksTest extends DeliveryFixture {
  private static final byte[] PNG = Pictures.png(64, 48);

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "/a|b.png?x={y}&z=[1] → /a|b.png?x={y}&z=[1]",
        "/{a}/\"b\"/^c/`d → /%7Ba%7D/%22b%22/%5Ec/%60d",
        "/100%.png?sig=50% → /100%.png?sig=50%",
        "/red fox.png → /red%20fox.png",
        "/e%CC%81.png → /e%CC%81.png",
        "/e\u0301.png → /e%CC%81.png",
        "/\u1fef.png → /%E1%BF%AF.png",
        "/a\\b.png → /a/b.png",
        "/x/../a.png#part → /a.png",
        "/a%2Fb.png?X-Amz-Signature=a%2Bb%3d → /a%2Fb.png?X-Amz-Signature=a%2Bb%3d"
      })
  void aLinkIsAskedForAsABrowserWould(String text, String asked) {
    server.onAny(request -> request.response().end(Buffer.buffer(PNG)));

    assertThat(deliver(text).stored()).hasSize(1);
    assertThat(server.targets()).containsExactly(asked);
  }

  /** As servers do that read a target by RFC 3986, such as the JDK's and Tomcat. */
  @Test
  void aHostThatRefusesWhatBrowsersSendIsAskedOnceMoreWithAllOfItEncoded() {
    server.onAny(
        request -> {
          boolean isStrict = request.uri().matches("([^|\\[\\]{}^%]|%[0-9A-F]{2})*");
          request.response().setStatusCode(isStrict ? 200 : 400).end(Buffer.buffer(PNG));
        });

    assertThat(deliver("/a|b.png?x={y}&z=[1]&sig=50%").stored()).hasSize(1);
    assertThat(server.targets())
        .containsExactly(
            "/a|b.png?x={y}&z=[1]&sig=50%", "/a%7Cb.png?x=%7By%7D&z=%5B1%5D&sig=50%25");
  }

  @Test
  void aHostThatRefusesAPlainLinkIsAskedOnce() {
    server.onAny(request -> request.response().setStatusCode(400).end());

    assertThat(deliver("/fox.png?sig=a%2Bb").pending()).hasSize(1);
    assertThat(server.targets()).containsExactly("/fox.png?sig=a%2Bb");
  }

  @Test
  void whatSurroundsALinkIsNoPartOfIt() {
    server.gives("/fox.png", PNG);

    assertThat(follow(" \n" + link(HOST, "/fox.png") + "\t\r\n ").stored()).hasSize(1);
  }

  @Test
  void aPlainLinkIsAskedForOverHttpsAndOnlyThere() {
    server.gives("/fox.png", PNG);
    server.redirects("/old.png", "http://" + HOST + ":" + server.port() + "/fox.png");

    assertThat(follow("http://" + HOST + ":" + server.port() + "/fox.png").stored()).hasSize(1);
    assertThat(deliver("/old.png").stored()).hasSize(1);
    assertThat(server.visits()).allSatisfy(visit -> assertThat(visit.serverName()).isEqualTo(HOST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "next.png → /folder/next.png",
        "../a|b {c}.png → /a|b%20%7Bc%7D.png",
        "/f\u00fcchse.png → /f%C3%BCchse.png",
        "/\u72d0.png?q=\u72d0 → /%E7%8B%90.png?q=%E7%8B%90",
        "/%c3%28.png → /%c3%28.png"
      })
  void aRedirectIsReadAsABrowserWould(String location, String asked) throws Exception {
    var asking = new CopyOnWriteArrayList<String>();
    var raw =
        vertx
            .createNetServer(new NetServerOptions().setSsl(true).setKeyCertOptions(certificate))
            .connectHandler(
                socket ->
                    socket.handler(
                        request -> {
                          asking.add(request.toString().split(" ", -1)[1]);
                          socket.end(asking.size() == 1 ? redirect(location) : picture());
                        }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);

    var link = "https://" + HOST + ":" + raw.actualPort() + "/folder/start";
    var result = deliverFrom(new Origin("https", HOST, raw.actualPort()), link);

    assertThat(result.stored()).hasSize(1);
    assertThat(asking).containsExactly("/folder/start", asked);
    raw.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** Hosts write UTF-8 into headers, which no library for servers does. */
  private static Buffer redirect(String location) {
    return Buffer.buffer("HTTP/1.1 302 Found\r\nLocation: ")
        .appendBytes(location.getBytes(StandardCharsets.UTF_8))
        .appendString("\r\nContent-Length: 0\r\n\r\n");
  }

  private static Buffer picture() {
    return Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: " + PNG.length + "\r\n\r\n")
        .appendBytes(PNG);
  }

  /** What the JDK sends to others, it does not take itself: here its greeting is looked at. */
  @Test
  void aHostWithAnUnderscoreIsNamedInTheGreeting() throws Exception {
    var greeting = new CompletableFuture<String>();
    var raw =
        vertx
            .createNetServer()
            .connectHandler(
                socket ->
                    socket.handler(
                        hello -> {
                          greeting.complete(hello.toString(StandardCharsets.ISO_8859_1));
                          socket.close();
                        }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    resolver.knows("a_b.pictures.test", "127.0.0.1");
    var origin = new Origin("https", "a_b.pictures.test", raw.actualPort());

    var result = deliverFrom(origin, origin.scheme() + "://" + origin.host() + ":" + origin.port());

    assertThat(greeting.get(20, TimeUnit.SECONDS)).contains("a_b.pictures.test");
    assertThat(result.pending()).hasSize(1);
    raw.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void aHostOfAnotherAlphabetIsAskedForInAscii() throws Exception {
    var name = "xn--fchse-kva.pictures.test";
    var certificate = TestingCertificate.of(name);
    server = new PictureServer(vertx, certificate);
    server.gives("/fox.png", PNG);

    assertThat(followPublic("f\u00fcchse.Pictures.test", certificate).stored()).hasSize(1);
    assertThat(resolver.questions()).containsExactly(name);
    assertThat(server.visits()).extracting(PictureServer.Visit::serverName).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no link",
        "/only/a/path.png",
        "ftp://pictures.test/fox.png",
        "s3://bucket/fox.png",
        "https://",
        "https://exa mple/",
        "{\"url\":\"https://pictures.test/\"}"
      })
  void textThatIsNoLinkIsMissingWithAReason(String text) {
    var failure = onlyLost(follow(text));

    assertThat(failure.code()).isEqualTo(ErrorCode.RESULT_REJECTED);
    assertThat(failure.message()).contains("is not a link").doesNotContain("pictures");
  }

  @Test
  void aForbiddenLinkIsMissing() {
    assertThat(onlyLost(follow("https://user:secret@pictures.test/")).message())
        .contains("credentials")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data:image/png;base64,", "DATA:;base64,", " data:image/png;charset=x;BASE64 ,"})
  void aPictureMayStandInTheLink(String prefix) {
    var base64 = Base64.getEncoder().encodeToString(PNG);

    for (var data :
        List.of(
            base64,
            base64.replace("=", ""),
            base64.replace("=", "%3D").replace("+", "%2B").replace("/", "%2F"),
            Base64.getMimeEncoder().encodeToString(PNG),
            Base64.getUrlEncoder().encodeToString(PNG))) {
      assertThat(follow(prefix + data).stored())
          .extracting(StoredImage::bytes)
          .containsExactly((long) PNG.length);
    }
  }

  @Test
  void aPictureInTheLinkNeedNotBeBase64() {
    var text = new StringBuilder("data:image/png,");
    for (byte one : PNG) {
      text.append("%%%02x".formatted(one));
    }

    assertThat(follow(text.toString()).stored()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data:image/png;base64 | malformed",
        "data:image/png;base64, | malformed",
        "data:image/png;base64,A | malformed",
        "data:image/png;base64,??? | malformed",
        "data:text/html,<html>no picture</html> | a text came",
        "data:image/png;base64,iVBORw0KGgo= | ends before",
        "data:image/gif;base64,R0lGODlhAQABAAAAACw= | GIF"
      })
  void whatStandsInTheLinkAndIsNoPictureIsMissingWithAReason(String text, String reason) {
    assertThat(onlyLost(follow(text)).message()).contains(reason);
  }

  @Test
  void aPictureInTheLinkIsNoLargerThanAnother() {
    var text = "data:image/png;base64," + Base64.getEncoder().encodeToString(PNG);
    var config = TestingConfig.roomy().withMaxBytes(PNG.length - 1L);

    assertThat(onlyLost(deliver(TASK, config, trusting(certificate), List.of(text))).message())
        .contains("larger than");
  }

  /** A host of the server's own certificate, at the loopback, trusted for that. */
  private DeliveryResult followPublic(String host, PfxOptions trust) {
    return deliverTo(host, TestingConfig.roomy(), trusting(trust), link(host, "/fox.png"));
  }
}
