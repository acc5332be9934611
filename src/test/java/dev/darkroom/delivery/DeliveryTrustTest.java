package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.link.PinnedHttp;
import dev.darkroom.link.TestingCertificate;
import dev.darkroom.task.ErrorCode;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom delivery talks to, and whom it does not. */
class DeliveryTrustTest extends DeliveryFixture {
  private static final byte[] PNG = Pictures.png(64, 48);

  @Test
  void theHostIsNamedAndItsPinnedAddressIsCalled() {
    server.gives("/fox.png", PNG);

    var result = deliver("/fox.png");

    assertThat(result.stored()).hasSize(1); // nobody but our resolver knows pictures.test
    assertThat(resolver.questions()).containsExactly(HOST);
    assertThat(server.visits()).hasSize(1);
    var visit = server.visits().getFirst();
    assertThat(visit.serverName()).isEqualTo(HOST);
    assertThat(visit.host()).isEqualTo(HOST + ":" + server.port());
  }

  @Test
  void noCredentialsAndNoCompressionAreOffered() {
    server.gives("/fox.png", PNG);

    deliver("/fox.png");

    var headers = server.visits().getFirst().headers();
    assertThat(headers.keySet())
        .extracting(name -> name.toLowerCase(Locale.ROOT))
        .containsExactlyInAnyOrder("host", "user-agent", "accept", "accept-encoding", "connection");
    assertThat(headers).containsEntry("Accept-Encoding", "identity");
  }

  @Test
  void theQueryIsSentAsItWasGiven() {
    server.on(
        "/a%20fox.png",
        request -> {
          assertThat(request.query()).isEqualTo("X-Signature=a%2Fb%2B&c=");
          request.response().end(Buffer.buffer(PNG));
        });

    assertThat(deliver("/a%20fox.png?X-Signature=a%2Fb%2B&c=").stored()).hasSize(1);
  }

  @Test
  void aCertificateForAnotherHostIsNotTaken() throws Exception {
    var wrong = TestingCertificate.of("other.test");
    server = new PictureServer(vertx, wrong);
    server.gives("/fox.png", PNG);

    var failure = onlyPending(deliver(TestingConfig.roomy(), trusting(wrong), "/fox.png"));

    assertThat(failure.message()).contains("no secure connection");
    assertThat(server.visits()).isEmpty();
    var careless = trusting(wrong).setVerifyHost(false); // nothing but the name was wrong
    assertThat(deliver(TestingConfig.roomy(), careless, "/fox.png").stored()).hasSize(1);
  }

  @Test
  void aCertificateThatTheJvmDoesNotTrustIsNotTaken() {
    server.gives("/fox.png", PNG);

    var failure = onlyPending(deliver(TestingConfig.roomy(), PinnedHttp.options(), "/fox.png"));

    assertThat(failure.message()).contains("no secure connection");
    assertThat(server.visits()).isEmpty();
  }

  @Test
  void threeRedirectsAreFollowedAndEachIsResolvedAnew() {
    server.redirects("/0", "/1?signature=x");
    server.redirects("/1", link(HOST, "/2"));
    server.redirects("/2", "3");
    server.gives("/3", PNG);

    var result = deliver("/0");

    assertThat(result.stored()).hasSize(1);
    assertThat(resolver.questions()).containsExactly(HOST, HOST, HOST, HOST);
  }

  @Test
  void aLoopOfRedirectsIsLeft() {
    server.redirects("/0", "/0");

    var failure = onlyPending(deliver("/0"));

    assertThat(failure.code()).isEqualTo(ErrorCode.RESULT_REJECTED);
    assertThat(failure.message()).contains("more than 3");
    assertThat(server.visits()).hasSize(4);
  }

  @Test
  void aRedirectToAPrivateAddressIsNeverFollowed() {
    resolver.knows("inside.test", "127.0.0.1");
    server.redirects("/fox.png", link("inside.test", "/secrets.png"));

    var failure = onlyLost(deliver("/fox.png"));

    assertThat(failure.code()).isEqualTo(ErrorCode.RESULT_REJECTED);
    assertThat(failure.message()).contains("not public");
    assertThat(resolver.questions()).containsExactly(HOST, "inside.test");
    assertThat(server.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://pictures.test/fox.png",
        "https://pictures.test:22/fox.png",
        "https://user:secret@pictures.test/fox.png",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "https://not a link/",
        ""
      })
  void aRedirectToAnywhereElseIsNotFollowedThisTime(String location) {
    server.redirects("/fox.png", location);

    var failure = onlyPending(deliver("/fox.png"));

    assertThat(failure.code()).isEqualTo(ErrorCode.RESULT_REJECTED);
    assertThat(server.visits()).hasSize(1);
    assertThat(failure.message()).doesNotContain("pictures", "secret", "passwd");
  }

  @Test
  void aPrivateLinkIsNotEvenConnectedTo() {
    resolver.knows("inside.test", "127.0.0.1");

    var failure = onlyLost(follow(link("inside.test", "/fox.png")));

    assertThat(failure.message()).contains("not public");
    assertThat(server.connections()).isZero();
  }
}
