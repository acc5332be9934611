package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.Progress;
import dev.darkroom.task.StoredImage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest extends DeliveryFixture {
  private static final byte[] PNG = Pictures.png(640, 480);
  private static final byte[] FILM = Videos.mp4WithItsHeaderLast();

  @Test
  void anImageIsStoredAsItIs() throws Exception {
    server.gives("/fox.png", PNG);

    var result = deliver("/fox.png?signature=secret");

    var hash = MessageDigest.getInstance("SHA-256").digest(PNG);
    var key = FOLDER + "/0.png";
    var image =
        new StoredImage(0, key, "image/png", 640, 480, PNG.length, HexFormat.of().formatHex(hash));
    assertThat(result).isEqualTo(new DeliveryResult(List.of(image), List.of(), List.of()));
    assertThat(store.kept()).containsOnlyKeys(key);
    assertThat(store.kept().values())
        .allSatisfy(kept -> assertThat(kept.content()).isEqualTo(Buffer.buffer(PNG)))
        .allSatisfy(kept -> assertThat(kept.tags()).isEqualTo(METADATA));
  }

  @Test
  void theBytesDecideWhatAnImageIs() {
    server.on(
        "/fox.png",
        request ->
            request
                .response()
                .putHeader("Content-Type", "text/html")
                .end(Buffer.buffer(Pictures.jpeg(48, 32))));
    server.gives("/fox", Pictures.lossyWebp(48, 32));

    var result = deliver("/fox.png", "/fox");

    assertThat(result.stored())
        .extracting(StoredImage::contentType)
        .containsExactly("image/jpeg", "image/webp");
    assertThat(result.stored())
        .extracting(StoredImage::key)
        .allSatisfy(key -> assertThat(key).startsWith(FOLDER))
        .satisfiesExactly(
            key -> assertThat(key).endsWith("/0.jpg"), key -> assertThat(key).endsWith("/1.webp"));
  }

  @Test
  void anImageOfManyPiecesIsWhole() {
    var large = Pictures.joined(Pictures.jpegWithMetadata(640, 480, 60), new byte[1000]);
    server.givesWithoutLength("/large.jpg", large);

    var result = deliver("/large.jpg");

    assertThat(result.stored()).extracting(StoredImage::bytes).containsExactly((long) large.length);
    assertThat(store.kept().values())
        .allSatisfy(kept -> assertThat(kept.content()).isEqualTo(Buffer.buffer(large)));
  }

  @Test
  void theSameBytesUnderTheKeyAreTheImage() {
    server.gives("/fox.png", PNG);
    var before = deliver("/fox.png").stored();

    assertThat(deliver("/fox.png").stored()).isEqualTo(before);
    assertThat(store.kept()).hasSize(1);
  }

  @Test
  void otherBytesUnderTheKeyStayAndTheImageGetsAnotherKey() {
    var before = new StoredImage(0, FOLDER + "/0.png", "image/png", 1, 1, 1, "0".repeat(64));
    store.has(before);
    server.gives("/fox.png", PNG);

    var stored = deliver("/fox.png").stored().getFirst();

    assertThat(stored.key()).isEqualTo(FOLDER + "/0-" + stored.sha256().substring(0, 8) + ".png");
    assertThat(store.kept())
        .hasEntrySatisfying(before.key(), kept -> assertThat(kept.image()).isEqualTo(before))
        .hasEntrySatisfying(
            stored.key(), kept -> assertThat(kept.content()).isEqualTo(Buffer.buffer(PNG)));
    assertThat(deliver("/fox.png").stored()).containsExactly(stored);
  }

  @Test
  void whatIsKnownToBeStoredOrLostIsNotFetchedAgain() {
    var kept = new StoredImage(0, "generations/x/0.png", "image/png", 9, 9, 9, "1".repeat(64));
    var lost = new MissingImage(1, ErrorCode.RESULT_REJECTED, "it is a GIF");
    server.gives("/2", PNG);
    var task = TASK.knowing(new Progress(List.of(), List.of(kept), List.of(lost), 3));

    var result =
        deliver(
            task,
            TestingConfig.roomy(),
            trusting(certificate),
            List.of(link(HOST, "/0"), link(HOST, "/1"), link(HOST, "/2")));

    assertThat(result.stored()).extracting(StoredImage::index).containsExactly(0, 2);
    assertThat(result.stored()).contains(kept);
    assertThat(result.missing()).containsExactly(lost);
    assertThat(server.visits()).extracting(PictureServer.Visit::path).containsExactly("/2");
  }

  @Test
  void asManyImagesAsOneCanAskForAreFetchedSideBySide() {
    var waiting = new ArrayList<HttpServerRequest>();
    var paths = IntStream.range(0, 15).mapToObj(i -> "/" + i).toArray(String[]::new);
    for (var path : paths) {
      server.on(
          path,
          request -> {
            synchronized (waiting) {
              waiting.add(request);
              if (waiting.size() == paths.length) { // nobody is answered before all have asked
                waiting.forEach(one -> one.response().end(Buffer.buffer(PNG)));
              }
            }
          });
    }

    var result = deliver(paths);

    assertThat(result.stored())
        .extracting(StoredImage::index)
        .containsExactlyElementsOf(IntStream.range(0, 15).boxed().toList());
  }

  @Test
  void imagesThatDoNotFitOnTheDiskTogetherTakeTurns() {
    var paths = IntStream.range(0, 15).mapToObj(i -> "/" + i).toArray(String[]::new);
    Stream.of(paths).forEach(path -> server.givesWithoutLength(path, PNG));
    var narrow =
        TestingConfig.roomy()
            .withMaxBytes(TestingConfig.MIB)
            .withDiskBudget(2L * TestingConfig.MIB);

    assertThat(deliver(narrow, paths).stored()).hasSize(15);
  }

  @Test
  void oneLostImageDoesNotTouchTheOthers() {
    server.gives("/0", PNG);
    server.answers("/1", 404);
    server.answers("/2", 503);
    server.gives("/3", Pictures.ascii("<html>no picture at all</html>"));
    server.gives("/4", PNG);

    var result = deliver("/0", "/1", "/2", "/3", "/4");

    assertThat(result.stored()).extracting(StoredImage::index).containsExactly(0, 4);
    assertThat(result.missing()).isEmpty();
    assertThat(result.pending())
        .extracting(one -> one.index() + ": " + one.ifOver().text() + ": " + one.why())
        .containsExactly(
            "1: result_expired: the link answered 404",
            "2: result_unavailable: the link answered 503",
            "3: result_rejected: a text came in its place, such as a page of the host");
  }

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
  void aPictureThatAProxyHandsOverIsTaken() {
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
  void aPageInPlaceOfThePictureIsAskedAgainLater(String page) {
    server.gives("/fox.png", page.getBytes(StandardCharsets.UTF_8));

    assertThat(onlyPending(deliver("/fox.png")).code()).isEqualTo(ErrorCode.RESULT_REJECTED);
  }

  @Test
  void aLinkThatIsDeadOnceIsNotDead() {
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
  void anImageThatSaysItIsTooLargeIsNotTaken() {
    server.gives("/fox.png", PNG);

    var failure =
        onlyLost(deliver(TestingConfig.roomy().withMaxBytes(PNG.length - 1L), "/fox.png"));

    assertThat(failure.message()).contains("larger than");
  }

  @Test
  void anImageThatTurnsOutTooLargeIsNotTaken() {
    server.givesWithoutLength("/fox.png", PNG);

    var failure =
        onlyLost(deliver(TestingConfig.roomy().withMaxBytes(PNG.length - 1L), "/fox.png"));

    assertThat(failure.message()).contains("larger than");
  }

  @Test
  void anImageOfExactlyTheLargestSizeIsTaken() {
    server.givesWithoutLength("/fox.png", PNG);

    assertThat(deliver(TestingConfig.roomy().withMaxBytes(PNG.length), "/fox.png").stored())
        .hasSize(1);
  }

  @Test
  void aFilmIsStoredAsOne() {
    server.gives("/fox", FILM);

    assertThat(deliver("/fox").stored())
        .singleElement()
        .satisfies(
            film -> {
              assertThat(film.key()).isEqualTo(FOLDER + "/0.mp4");
              assertThat(film.contentType()).isEqualTo("video/mp4");
              assertThat(film.width()).isEqualTo(64);
              assertThat(film.height()).isEqualTo(48);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "video/mp4", "text/html"})
  void howLargeAResultMayBeFollowsFromItsBytesWhateverIsDeclared(String declared) {
    declaring("/film", declared, FILM);
    declaring("/picture", declared, PNG);
    var config = TestingConfig.roomy().withMaxBytes(PNG.length - 1L);

    var result = deliver(config.withMaxVideoBytes(FILM.length), "/film", "/picture");

    assertThat(result.stored()).extracting(StoredImage::contentType).containsExactly("video/mp4");
    assertThat(result.missing())
        .extracting(one -> one.index() + ": " + one.reason())
        .containsExactly("1: it is larger than " + (PNG.length - 1) + " bytes");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFilmThatIsTooLargeIsNotTaken(boolean saysItsLength) {
    if (saysItsLength) {
      server.gives("/film", FILM);
    } else {
      server.givesWithoutLength("/film", FILM);
    }
    var config = TestingConfig.roomy().withMaxVideoBytes(FILM.length - 1L);

    assertThat(onlyLost(deliver(config, "/film")).message())
        .contains("larger than " + (FILM.length - 1));
  }

  @Test
  void whatDoesNotFitOnTheDiskAtAllIsTooLarge() {
    var film = Pictures.joined(Videos.mp4(64, 48), Videos.data(TestingConfig.MIB));
    server.gives("/film", film);
    var narrow = TestingConfig.roomy().withDiskBudget(TestingConfig.MIB);

    assertThat(onlyLost(deliver(narrow, "/film")).message())
        .contains("larger than " + TestingConfig.MIB);
  }

  @Test
  void filmsWithoutALengthThatDoNotFitOnTheDiskTogetherTakeTurns() {
    var paths = IntStream.range(0, 4).mapToObj(i -> "/" + i).toArray(String[]::new);
    Stream.of(paths).forEach(path -> server.givesWithoutLength(path, FILM));
    var narrow = TestingConfig.roomy().withDiskBudget(2L * TestingConfig.MIB);

    assertThat(deliver(narrow, paths).stored()).hasSize(4);
  }

  @Test
  void aFilmWhoseFirstBytesComeOneByOneIsStillOne() {
    server.on("/film", request -> dribble(request.response().setChunked(true), 0));

    assertThat(deliver("/film").stored()).extracting(StoredImage::width).containsExactly(64);
  }

  @Test
  void aTruncatedFilmIsFetchedAgainLater() {
    var film = Videos.mp4WithItsHeaderFirst();
    server.givesWithoutLength("/film", Arrays.copyOf(film, film.length - 1));

    assertThat(onlyPending(deliver("/film")).message()).contains("end of the MP4 is missing");
  }

  @Test
  void aBucketThatDoesNotWorkIsTriedAgainLater() {
    server.gives("/fox.png", PNG);
    store.willFail();

    assertThat(onlyPending(deliver("/fox.png")).message())
        .contains("could not be stored")
        .doesNotContain("no bucket today");
  }

  @Test
  void theAnnouncedLengthOutweighsAMissingEnd() {
    var jpeg = MediaFilesTest.file("gray.jpg");
    var endless = Arrays.copyOf(jpeg, jpeg.length - 2);
    server.gives("/announced.jpg", endless);
    server.givesWithoutLength("/unannounced.jpg", endless);

    var result = deliver("/announced.jpg", "/unannounced.jpg");

    assertThat(result.stored()).extracting(StoredImage::index).containsExactly(0);
    assertThat(result.stored())
        .extracting(StoredImage::bytes)
        .containsExactly((long) endless.length);
    assertThat(result.pending())
        .extracting(one -> one.index() + ": " + one.why())
        .containsExactly("1: the end of the JPEG is missing");
  }

  @Test
  void aTailBehindThePictureIsStoredWithIt() {
    var withTail = Pictures.joined(PNG, new byte[100_000]);
    server.givesWithoutLength("/fox.png", withTail);

    assertThat(deliver("/fox.png").stored())
        .extracting(StoredImage::bytes)
        .containsExactly((long) withTail.length);
  }

  @Test
  void whateverBreaksOneImageIsThatImagesOutcome() {
    server.gives("/1", PNG);
    server.gives("/2", PNG);
    store.willBreakOn("/2.png");

    var result =
        deliver(
            TASK,
            TestingConfig.roomy(),
            trusting(certificate),
            List.of(
                "https://a".concat("\u1fef").concat(".test:" + server.port() + "/x"),
                link(HOST, "/1"),
                link(HOST, "/2"),
                "https://[::1/",
                "https://" + "a".repeat(70_000) + ".test/"));

    assertThat(result.stored()).extracting(StoredImage::index).containsExactly(1);
    assertThat(result.pending()).extracting(PendingImage::index).contains(2);
    assertThat(result.missing()).extracting(MissingImage::index).contains(3);
    assertThat(result.stored().size() + result.pending().size() + result.missing().size())
        .isEqualTo(5);
    assertThat(result.toString()).doesNotContain("\u1fef", HOST, "aaaa");
  }

  @Test
  void moreImagesThanAreFetchedAtOnceTakeTurns() {
    var paths = IntStream.range(0, 40).mapToObj(i -> "/" + i).toArray(String[]::new);
    Stream.of(paths).forEach(path -> server.gives(path, PNG));

    assertThat(deliver(paths).stored()).hasSize(40);
  }

  @Test
  void noImagesAreNoWork() {
    assertThat(deliver()).isEqualTo(new DeliveryResult(List.of(), List.of(), List.of()));
  }

  private void declaring(String path, String type, byte[] body) {
    server.on(
        path,
        request -> request.response().putHeader("Content-Type", type).end(Buffer.buffer(body)));
  }

  /** The first twenty bytes each in a chunk of its own, then the rest. */
  private static void dribble(HttpServerResponse response, int from) {
    if (from == 20) {
      response.end(Buffer.buffer(FILM).slice(from, FILM.length));
    } else {
      response
          .write(Buffer.buffer(FILM).slice(from, from + 1))
          .onSuccess(_ -> dribble(response, from + 1));
    }
  }
}
