package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.Progress;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Tombstone;
import dev.darkroom.testing.Examples;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Images are stored, each by itself. */
class DeliveryTest extends DeliveryFixture {
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
  void anImageOfManyPiecesIsComplete() {
    var large = Pictures.joined(Pictures.jpegWithMetadata(640, 480, 60), new byte[1000]);
    server.givesWithoutLength("/large.jpg", large);

    var result = deliver("/large.jpg");

    assertThat(result.stored()).extracting(StoredImage::bytes).containsExactly((long) large.length);
    assertThat(store.kept().values())
        .allSatisfy(kept -> assertThat(kept.content()).isEqualTo(Buffer.buffer(large)));
  }

  @Test
  void whatWasStoredIsFoundInAnyFormatAndNothingElse() {
    server.gives("/fox.png", PNG);
    server.gives("/fox", Pictures.lossyWebp(48, 32));
    var stored = deliver("/fox.png", "/fox").stored();

    assertThat(find(0, 1, 2)).isEqualTo(stored);
    assertThat(find(1)).isEqualTo(stored.subList(1, 2));
    assertThat(find(2)).isEmpty();
  }

  @Test
  void aBucketThatDoesNotAnswerIsNoEmptyBucket() {
    store.willFail();

    assertThatThrownBy(() -> find(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsLeftOfADeletedClaimIsEmptiedAndNothingElse() {
    var left = List.of(at(FOLDER + "/0.webp", 0), at(FOLDER + "/31.mp4", 31));
    var others =
        List.of(
            at(FOLDER + "0/0.png", 0),
            at(FOLDER.replace(TASK.id().value(), "other") + "/0.png", 0));
    left.forEach(store::has);
    others.forEach(store::has);

    assertThat(fetchingNothing().empty(Tombstone.of(TASK, Examples.NOW))).isEqualTo(2);

    assertThat(store.kept().keySet())
        .containsExactlyInAnyOrderElementsOf(others.stream().map(StoredImage::key).toList());
    assertThat(fetchingNothing().empty(Tombstone.of(TASK, Examples.NOW))).isZero();
  }

  /**
   * Another key has a part of the image's hash: the next check of the tombstone cannot guess it.
   */
  @Test
  void inThePlaceOfWhatWasEmptiedNothingIsStoredUnderAnotherKey() {
    server.gives("/fox.png", PNG);
    deliver("/fox.png");
    assertThat(fetchingNothing().empty(Tombstone.of(TASK, Examples.NOW))).isEqualTo(1);

    var late = deliver("/fox.png");

    assertThat(late.stored()).isEmpty();
    assertThat(late.pending()).hasSize(1);
    assertThat(store.kept()).isEmpty();
  }

  private static StoredImage at(String key, int index) {
    return new StoredImage(index, key, "image/png", 8, 8, 9, "ab".repeat(32));
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
  void anImageKnownToBeStoredOrMissingIsNotFetchedAgain() {
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
  void asManyImagesAsOneCanAskForAreFetchedInParallel() {
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
}
