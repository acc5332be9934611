package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.ErrorCode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that give something else than the image. */
class RetriedLinksTest extends DeliveryFixture {
  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 451})
  void aLinkThatLooksGoneIsAskedAgainLater(int status) {
    server.answers("/fox.png", status);

    var failure = onlyPending(deliver("/fox.png?signature=secret"));

    assertThat(failure.code()).isEqualTo(ErrorCode.RESULT_EXPIRED);
    assertThat(failure.message()).doesNotContain(HOST, "fox", "secret");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        201, 202, 204, 205, 206, 226, 300, 304, 305, 402, 405, 406, 409, 418, 421, 423, 499, 508,
        520, 599
      })
  void anyOtherAnswerIsAskedAgainLater(int status) {
    server.on("/fox.png", request -> request.response().setStatusCode(status).end());

    assertThat(onlyPending(deliver("/fox.png")).code()).isEqualTo(ErrorCode.RESULT_UNAVAILABLE);
  }

  @Test
  void anImageFromAProxyIsStored() {
    server.on("/fox.png", request -> request.response().setStatusCode(203).end(Buffer.buffer(PNG)));

    assertThat(deliver("/fox.png").stored()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectToNowhereIsAskedAgainLater(int status) {
    server.on("/fox.png", request -> request.response().setStatusCode(status).end());

    assertThat(onlyPending(deliver("/fox.png")).message()).contains("redirects to nowhere");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><title>Just a moment</title>",
        "{\"error\":\"not ready\"}",
        "\ufeff <?xml version='1.0'?><Error/>",
        "\n\n[1, 2, 3, 4, 5, 6]",
        "please come back later"
      })
  void aPageInsteadOfTheImageIsRetried(String page) {
    server.gives("/fox.png", page.getBytes(StandardCharsets.UTF_8));

    assertThat(onlyPending(deliver("/fox.png")).code()).isEqualTo(ErrorCode.RESULT_REJECTED);
  }

  @Test
  void aLinkThatFailsOnceHasNotExpired() {
    server.answers("/fox.png", 404);
    onlyPending(deliver("/fox.png"));
    server.gives("/fox.png", PNG);

    assertThat(deliver("/fox.png").stored()).hasSize(1);
  }

  @Test
  void anotherKindOfMediaIsLostByItsName() {
    server.gives("/fox.png", Pictures.gif(48, 32));

    assertThat(onlyLost(deliver("/fox.png")).message()).contains("a GIF picture");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void aBusyServerIsAskedAgainLater(int status) {
    server.answers("/fox.png", status);

    assertThat(onlyPending(deliver("/fox.png")).message()).contains("answered " + status);
  }

  @Test
  void aServerThatIsNotThereIsAskedAgainLater() {
    server.close();

    assertThat(onlyPending(deliver("/fox.png")).message()).contains("connect");
  }

  @Test
  void aHostThatIsNotFoundIsAskedAgainLater() {
    resolver.knows(HOST);

    assertThat(onlyPending(deliver("/fox.png")).message()).contains("resolved");
  }

  @Test
  void aBodyThatBreaksOffIsFetchedAgainLater() {
    server.breaksOff("/fox.png", PNG);

    assertThat(onlyPending(deliver("/fox.png")).code()).isEqualTo(ErrorCode.RESULT_UNAVAILABLE);
  }

  @Test
  void aTruncatedImageIsFetchedAgainLater() {
    server.givesWithoutLength("/fox.png", Arrays.copyOf(PNG, PNG.length / 2));

    assertThat(onlyPending(deliver("/fox.png")).message()).contains("end of the PNG is missing");
  }

  @Test
  void aBodyThatIsShorterThanItsSignatureIsFetchedAgainLater() {
    server.gives("/fox.png", new byte[0]);
    assertThat(onlyPending(deliver("/fox.png")).message()).contains("ends before");

    server.gives("/fox.png", Arrays.copyOf(PNG, 5));
    assertThat(onlyPending(deliver("/fox.png")).message()).contains("ends before");
  }

  @Test
  void aBodyThatNeverEndsUsesUpItsTime() {
    server.fallsAsleep("/fox.png", PNG);
    var impatient = TestingConfig.roomy().withTimeBudget(Duration.ofMillis(500));

    onlyPending(deliver(impatient, "/fox.png"));
  }

  @Test
  void anAnswerThatNeverComesUsesUpItsTime() {
    server.on("/fox.png", _ -> {});
    var impatient = TestingConfig.roomy().withTimeBudget(Duration.ofMillis(500));

    assertThat(onlyPending(deliver(impatient, "/fox.png")).message()).contains("in time");
  }

  @Test
  void aBucketThatDoesNotWorkIsTriedAgainLater() {
    server.gives("/fox.png", PNG);
    store.willFail();

    assertThat(onlyPending(deliver("/fox.png")).message())
        .contains("could not be stored")
        .doesNotContain("no bucket today");
  }
}
