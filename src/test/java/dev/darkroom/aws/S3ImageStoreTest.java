package dev.darkroom.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.delivery.ImageStore.Put;
import dev.darkroom.delivery.ImageStore.Put.Emptied;
import dev.darkroom.delivery.ImageStore.Put.Stored;
import dev.darkroom.delivery.ImageStore.Put.Taken;
import dev.darkroom.local.S3ProxyServer;
import dev.darkroom.task.StoredImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3ImageStoreTest {
  private static final String BUCKET = "pictures";
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(S3ProxyServer.ACCESS_KEY, S3ProxyServer.SECRET_KEY));
  private static final S3Configuration PATH_STYLE =
      S3Configuration.builder().pathStyleAccessEnabled(true).build();

  private static Path folder;
  private static Path files;
  private static S3ProxyServer server;
  private static S3Client client;
  private static S3Presigner presigner;

  @BeforeAll
  static void start(@TempDir Path temporary) throws IOException {
    folder = temporary.resolve("buckets");
    files = Files.createDirectory(temporary.resolve("files"));
    server = S3ProxyServer.start(folder, 0).withBucket(BUCKET);
    client = client(TimeOuts.OBJECTS.http());
    presigner =
        S3Presigner.builder()
            .endpointOverride(server.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(CREDENTIALS)
            .serviceConfiguration(PATH_STYLE)
            .build();
  }

  @AfterAll
  static void stop() {
    presigner.close();
    client.close();
    server.close();
  }

  @Test
  void anImageIsStoredAsItIs() throws Exception {
    var file = file("a picture");
    var image = image("generations/one/0.png", file);

    var stored = store().putIfAbsent(image, file, Map.of("customer", "42"));

    assertThat(stored).isEqualTo(new Stored(image));
    assertThat(folder.resolve(BUCKET).resolve(image.key())).hasSameBinaryContentAs(file);
    var head = client.headObject(object -> object.bucket(BUCKET).key(image.key()));
    assertThat(head.contentType()).isEqualTo("image/png");
    assertThat(head.contentLength()).isEqualTo(Files.size(file));
    assertThat(head.metadata())
        .containsEntry("darkroom-sha256", image.sha256())
        .containsEntry("darkroom-width", "640")
        .containsEntry("darkroom-height", "480")
        .containsEntry("customer", "42");
  }

  @Test
  void aStoredImageIsReadAsItWasStored() {
    var file = file("a picture to be read");
    var image = image("generations/read/0.png", file);
    store().putIfAbsent(image, file, Map.of());

    assertThat(store().read(image.key()).orElseThrow())
        .asString(UTF_8)
        .isEqualTo("a picture to be read");
    assertThat(store().read("generations/read/1.png")).isEmpty();
  }

  @Test
  void anImageThatIsEmptiedIsNoImageAnyMore() {
    var file = file("a picture of a deleted generation");
    var image = image("generations/emptied/0.png", file);
    store().putIfAbsent(image, file, Map.of());

    store().empty(image.key());

    assertThat(store().read(image.key()).orElseThrow()).isEmpty();
    assertThat(store().find(image.key(), 0)).isEmpty();
    assertThat(store().putIfAbsent(image, file, Map.of())).isEqualTo(new Emptied());
  }

  @Test
  void moreObjectsThanAreDeletedAtOnceAreDeleted() {
    var file = file("one of many");
    var keys = IntStream.range(0, 40).mapToObj("generations/many/%d.png"::formatted).toList();
    keys.subList(0, 20).forEach(key -> store().putIfAbsent(image(key, file), file, Map.of()));
    var other = image("generations/other/0.png", file);
    store().putIfAbsent(other, file, Map.of());

    store().delete(keys);

    assertThat(keys).allMatch(key -> store().find(key, 0).isEmpty());
    assertThat(store().find(other.key(), 0)).isPresent();
  }

  @Test
  void theSameImageTwiceIsNoError() throws Exception {
    var file = file("twice");
    var image = image("generations/two/0.png", file);
    store().putIfAbsent(image, file, Map.of());

    var second = store().putIfAbsent(image, file, Map.of());

    assertThat(second).isEqualTo(new Stored(image));
  }

  @Test
  void theFirstWriteStaysAndOtherBytesAreReported() throws Exception {
    var first = file("the first");
    var second = file("the second, of another size");
    var firstImage = image("generations/three/0.png", first);
    var other =
        new StoredImage(
            0, firstImage.key(), "image/jpeg", 1, 2, Files.size(second), sha256(second));
    store().putIfAbsent(firstImage, first, Map.of());

    var there = store().putIfAbsent(other, second, Map.of());

    assertThat(there).isEqualTo(new Taken());
    assertThat(folder.resolve(BUCKET).resolve(firstImage.key())).hasContent("the first");
  }

  @Test
  void ofManyWritersAtOnceOneWinsAndTheOthersKnowIt() throws Exception {
    var key = "generations/raced/0.png";
    var candidates = IntStream.range(0, 10).mapToObj(number -> file("picture " + number)).toList();

    List<Put> seen;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      seen =
          candidates.stream()
              .map(
                  file ->
                      CompletableFuture.supplyAsync(
                          () -> store().putIfAbsent(image(key, file), file, Map.of()), threads))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
    }

    assertThat(seen).hasAtLeastOneElementOfType(Stored.class);
    var winners =
        seen.stream().filter(Stored.class::isInstance).map(Stored.class::cast).distinct().toList();
    assertThat(winners).hasSize(1);
    assertThat(seen).filteredOn(Taken.class::isInstance).hasSize(9);
    assertThat(sha256(folder.resolve(BUCKET).resolve(key)))
        .isEqualTo(winners.getFirst().image().sha256());
  }

  @Test
  void bytesThatAreNotTheAnnouncedOnesAreRefused() throws Exception {
    var file = file("what came");
    var announced = image("generations/four/0.png", file("what was announced"));
    var image =
        new StoredImage(
            0, announced.key(), "image/png", 1, 1, Files.size(file), announced.sha256());

    assertThatThrownBy(() -> store().putIfAbsent(image, file, Map.of()))
        .isInstanceOf(S3Exception.class);

    assertThat(folder.resolve(BUCKET).resolve(image.key())).doesNotExist();
  }

  @Test
  void aForeignObjectUnderTheKeyIsNotTakenForOurs() throws Exception {
    var file = file("ours");
    var image = image("generations/five/0.png", file);
    client.putObject(object -> object.bucket(BUCKET).key(image.key()), file("theirs"));

    assertThat(store().putIfAbsent(image, file, Map.of())).isEqualTo(new Taken());
  }

  @Test
  void anImageThatArrivedThoughNoAnswerCameBackIsStored() throws Exception {
    var file = file("stored without a word");
    var image = image("generations/seven/0.png", file);

    try (var forgetful = client(ForgetfulHttpClient.ofEvery(SdkHttpMethod.PUT))) {
      assertThat(store(forgetful).putIfAbsent(image, file, Map.of())).isEqualTo(new Stored(image));
    }

    assertThat(folder.resolve(BUCKET).resolve(image.key())).hasSameBinaryContentAs(file);
  }

  @Test
  void anImageThatDidNotArriveIsNotTakenForStored() throws Exception {
    var file = file("never stored");
    var image = image("generations/eight/0.png", file);

    try (var nowhere = client(ForgetfulHttpClient.withoutAny(SdkHttpMethod.PUT))) {
      assertThatThrownBy(() -> store(nowhere).putIfAbsent(image, file, Map.of()))
          .isInstanceOf(SdkClientException.class);
    }

    assertThat(folder.resolve(BUCKET).resolve(image.key())).doesNotExist();
  }

  @Test
  void otherBytesUnderTheKeyAreNotOursAlsoIfNoAnswerCameBack() throws Exception {
    var theirs = file("theirs");
    var ours = file("ours!!");
    var image = image("generations/nine/0.png", ours);
    store().putIfAbsent(image(image.key(), theirs), theirs, Map.of());

    try (var forgetful = client(ForgetfulHttpClient.ofEvery(SdkHttpMethod.PUT))) {
      assertThat(store(forgetful).putIfAbsent(image, ours, Map.of())).isEqualTo(new Taken());
    }
    assertThat(folder.resolve(BUCKET).resolve(image.key())).hasContent("theirs");
  }

  @Test
  void whatCannotBeSeenAfterALostAnswerIsAFailureAndFoundNextTime() throws Exception {
    var file = file("seen later");
    var image = image("generations/ten/0.png", file);

    try (var blind =
        client(ForgetfulHttpClient.ofEveryAndWithout(SdkHttpMethod.PUT, SdkHttpMethod.HEAD))) {
      assertThatThrownBy(() -> store(blind).putIfAbsent(image, file, Map.of()))
          .isInstanceOf(SdkClientException.class)
          .satisfies(failed -> assertThat(failed.getSuppressed()).isNotEmpty());
    }

    assertThat(store().putIfAbsent(image, file, Map.of())).isEqualTo(new Stored(image));
  }

  @Test
  void theTypeIsTheOneThatTheObjectHas() throws Exception {
    var file = file("one type");
    var image = image("generations/eleven/0.png", file);
    store().putIfAbsent(image, file, Map.of());
    var otherwise =
        new StoredImage(0, image.key(), "image/webp", 640, 480, image.bytes(), image.sha256());

    assertThat(store().putIfAbsent(otherwise, file, Map.of())).isEqualTo(new Stored(image));
  }

  @Test
  void whatWasStoredIsFoundAsItIs() throws Exception {
    var file = file("found again");
    var image = image("generations/twelve/0.png", file);
    store().putIfAbsent(image, file, Map.of("customer", "42"));
    client.putObject(object -> object.bucket(BUCKET).key("generations/twelve/1.png"), file);

    assertThat(store().find(image.key(), 0)).contains(image);
    assertThat(store().find("generations/twelve/0.jpg", 0)).isEmpty();
    assertThat(store().find("generations/twelve/1.png", 1)).as("not by Darkroom").isEmpty();
  }

  /** As S3 answers about an absent object where the bucket may not be listed. */
  @Test
  void aForbiddenObjectCountsAsAbsentAndASilentBucketDoesNot() throws Exception {
    var file = file("not to be seen");
    var image = image("generations/thirteen/0.png", file);
    store().putIfAbsent(image, file, Map.of());

    var stranger =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(S3ProxyServer.ACCESS_KEY, "wrong"));
    try (var forbidden = client(TimeOuts.OBJECTS.http(), stranger);
        var silent = client(ForgetfulHttpClient.withoutAny(SdkHttpMethod.HEAD))) {
      assertThat(store(forbidden).find(image.key(), 0)).isEmpty();
      assertThatThrownBy(() -> store(silent).find(image.key(), 0))
          .isInstanceOf(SdkClientException.class);
    }
  }

  @Test
  void aSignedLinkOpensForAnybodyAndForNothingElse() throws Exception {
    var file = file("to be seen");
    var image = image("generations/six/0.png", file);
    store().putIfAbsent(image, file, Map.of());

    var link = store().sign(image.key(), Duration.ofMinutes(5));

    assertThat(get(link).statusCode()).isEqualTo(200);
    assertThat(get(link).body()).isEqualTo("to be seen");
    assertThat(get(link).headers().firstValue("content-type")).contains("image/png");
    assertThat(get(URI.create(link.toString().replace("six", "one"))).statusCode()).isEqualTo(403);
  }

  @Test
  void withoutABucketTheMissingVariableIsNamed() {
    var store =
        new S3ImageStore(() -> client, () -> new S3Links(presigner), ExampleAwsConfig.nothing());

    assertThatThrownBy(() -> store.sign("key", Duration.ofMinutes(1)))
        .hasMessage("DARKROOM_BUCKET is not set");
  }

  private static S3Client client(SdkHttpClient http) {
    return client(http, CREDENTIALS);
  }

  private static S3Client client(SdkHttpClient http, StaticCredentialsProvider credentials) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(credentials)
        .serviceConfiguration(PATH_STYLE)
        .httpClient(http)
        .build();
  }

  private static S3ImageStore store() {
    return store(client);
  }

  private static S3ImageStore store(S3Client through) {
    return new S3ImageStore(
        () -> through, () -> new S3Links(presigner), ExampleAwsConfig.withBucket(BUCKET));
  }

  private static HttpResponse<String> get(URI link) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static StoredImage image(String key, Path file) {
    try {
      return new StoredImage(0, key, "image/png", 640, 480, Files.size(file), sha256(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path file(String content) {
    try {
      return Files.writeString(Files.createTempFile(files, "image", ".png"), content);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException(every);
    }
  }
}
