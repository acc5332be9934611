package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.StoredImage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
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
  void whatWasStoredBeforeIsWhatCounts() {
    var key = FOLDER + "/0.png";
    var before = new StoredImage(0, key, "image/png", 1, 1, 1, "0".repeat(64));
    store.has(before);
    server.gives("/fox.png", PNG);

    assertThat(deliver("/fox.png").stored()).containsExactly(before);
  }

  @Test
  void fifteenImagesAreFetchedSideBySide() {
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
    assertThat(result.pending())
        .extracting(one -> one.index() + ": " + one.why())
        .containsExactly("2: the link answered 503");
    assertThat(result.missing())
        .extracting(MissingImage::code)
        .containsExactly(ErrorCode.RESULT_EXPIRED, ErrorCode.RESULT_REJECTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void aLinkThatIsGoneHasExpired(int status) {
    server.answers("/fox.png", status);

    var failure = onlyLost(deliver("/fox.png?signature=secret"));

    assertThat(failure.code()).isEqualTo(ErrorCode.RESULT_EXPIRED);
    assertThat(failure.message()).doesNotContain(HOST, "fox", "secret");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 206, 300, 304, 400, 418, 451})
  void anUnforeseenAnswerIsRejected(int status) {
    server.on("/fox.png", request -> request.response().setStatusCode(status).end());

    assertThat(onlyLost(deliver("/fox.png")).code()).isEqualTo(ErrorCode.RESULT_REJECTED);
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
    server.gives("/fox.png", Arrays.copyOf(PNG, PNG.length / 2));

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
    server.gives("/film", Arrays.copyOf(FILM, FILM.length - 1));

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
