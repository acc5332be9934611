package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.StoredImage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a result may be. */
class SizeLimitsTest extends DeliveryFixture {
  private static final byte[] FILM = Videos.mp4WithItsHeaderLast();

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
  void anImageThatSaysItIsTooLargeIsNotWaitedFor() {
    server.fallsAsleep("/fox.png", PNG);
    var config = TestingConfig.roomy().withTimeBudget(Duration.ofSeconds(10));

    var failure = onlyLost(deliver(config.withMaxBytes(PNG.length - 1L), "/fox.png"));

    assertThat(failure.message()).contains("larger than");
  }

  @Test
  void anImageOfExactlyTheLargestSizeIsTaken() {
    server.givesWithoutLength("/fox.png", PNG);

    assertThat(deliver(TestingConfig.roomy().withMaxBytes(PNG.length), "/fox.png").stored())
        .hasSize(1);
  }

  @Test
  void aVideoIsStoredAsAVideo() {
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
  void aVideoThatIsTooLargeIsNotStored(boolean saysItsLength) {
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
  void videosWithoutALengthThatDoNotFitOnTheDiskTogetherTakeTurns() {
    var paths = IntStream.range(0, 4).mapToObj(i -> "/" + i).toArray(String[]::new);
    Stream.of(paths).forEach(path -> server.givesWithoutLength(path, FILM));
    var narrow = TestingConfig.roomy().withDiskBudget(2L * TestingConfig.MIB);

    assertThat(deliver(narrow, paths).stored()).hasSize(4);
  }

  @Test
  void aVideoWhoseFirstBytesArriveOneByOneIsRecognized() {
    server.on("/film", request -> dribble(request.response().setChunked(true), 0));

    assertThat(deliver("/film").stored()).extracting(StoredImage::width).containsExactly(64);
  }

  @Test
  void aTruncatedVideoIsFetchedAgainLater() {
    var film = Videos.mp4WithItsHeaderFirst();
    server.givesWithoutLength("/film", Arrays.copyOf(film, film.length - 1));

    assertThat(onlyPending(deliver("/film")).message()).contains("end of the MP4 is missing");
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
