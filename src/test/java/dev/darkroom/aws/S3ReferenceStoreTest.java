package dev.darkroom.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.link.S3Link;
import dev.darkroom.local.S3ProxyServer;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Absent;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Forbidden;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Found;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3ReferenceStoreTest {
  private static final String BUCKET = "pictures";

  private static S3ProxyServer server;
  private static S3Client client;
  private static S3Presigner presigner;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = S3ProxyServer.start(folder, 0).withBucket(BUCKET);
    client = client(server.endpoint(), S3ProxyServer.SECRET_KEY, 3);
    presigner =
        S3Presigner.builder()
            .endpointOverride(server.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(credentials(S3ProxyServer.SECRET_KEY))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
  }

  @AfterAll
  static void stop() {
    presigner.close();
    client.close();
    server.close();
  }

  @Test
  void anObjectHasItsTypeAndSize() {
    put("foxes/red.png", "image/png", "a red fox");

    assertThat(store().look(new S3Link(BUCKET, "foxes/red.png")))
        .isEqualTo(new Found(Optional.of("image/png"), 9));
  }

  @Test
  void aPictureThatIsPutTwiceIsThereOnce() throws Exception {
    var link = new S3Link(BUCKET, "references/red.png");

    store().put(link, "image/png", "a red fox".getBytes(UTF_8));
    store().put(link, "image/png", "a red fox".getBytes(UTF_8));

    assertThat(store().look(link)).isEqualTo(new Found(Optional.of("image/png"), 9));
    assertThat(get(store().sign(link, Duration.ofMinutes(5))).body()).isEqualTo("a red fox");
  }

  /** In the head, in the body, and at its end. */
  @ParameterizedTest
  @ValueSource(ints = {1, 500_000, 1_000_000})
  void aPictureWhoseConnectionBreaksIsSentAgainFromItsBeginning(int bytesBefore) throws Exception {
    var link = new S3Link(BUCKET, "references/broken-off-" + bytesBefore);
    var picture = new byte[1_000_000];
    new Random(bytesBefore).nextBytes(picture);

    try (var relay = FragileRelay.before(server.endpoint(), bytesBefore);
        var unlucky = client(relay.endpoint(), S3ProxyServer.SECRET_KEY, 3)) {
      new S3ReferenceStore(
              () -> unlucky, () -> new S3Links(presigner), ExampleAwsConfig.withBucket(BUCKET))
          .put(link, "image/png", picture);

      assertThat(relay.connections()).isEqualTo(2);
    }

    assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key(link.key())).asByteArray())
        .isEqualTo(picture);
    assertThat(store().look(link)).isEqualTo(new Found(Optional.of("image/png"), picture.length));
  }

  @Test
  void aStoreThatCannotBeReachedTakesNothing() {
    try (var nowhere = client(URI.create("http://127.0.0.1:1"), S3ProxyServer.SECRET_KEY, 1)) {
      var store =
          new S3ReferenceStore(
              () -> nowhere, () -> new S3Links(presigner), ExampleAwsConfig.withBucket(BUCKET));
      var link = new S3Link(BUCKET, "references/red.png");

      assertThatThrownBy(() -> store.put(link, "image/png", new byte[9]))
          .isInstanceOf(SdkException.class);
    }
  }

  @Test
  void whatIsNotThereIsSaidSo() {
    assertThat(store().look(new S3Link(BUCKET, "foxes/blue.png"))).isInstanceOf(Absent.class);
    assertThat(store().look(new S3Link("nobodys-bucket", "fox.png"))).isInstanceOf(Absent.class);
  }

  @Test
  void whatMayNotBeReadNamesTheRight() {
    try (var stranger = client(server.endpoint(), "another-secret", 3)) {
      var store =
          new S3ReferenceStore(
              () -> stranger, () -> new S3Links(presigner), ExampleAwsConfig.withBucket(BUCKET));

      assertThat(store.look(new S3Link(BUCKET, "foxes/red.png")))
          .isInstanceOfSatisfying(
              Forbidden.class, forbidden -> assertThat(forbidden.why()).contains("s3:GetObject"));
    }
  }

  @Test
  void aStoreThatCannotBeReachedIsNoAnswer() {
    try (var nowhere = client(URI.create("http://127.0.0.1:1"), S3ProxyServer.SECRET_KEY, 1)) {
      var store =
          new S3ReferenceStore(
              () -> nowhere, () -> new S3Links(presigner), ExampleAwsConfig.withBucket(BUCKET));
      var link = new S3Link(BUCKET, "fox.png");

      assertThatThrownBy(() -> store.look(link)).isInstanceOf(SdkException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.png",
        "red fox.png",
        "red%20fox.png",
        "a+b&c=d.png",
        "question?.png",
        "hash#.png",
        "fuchs-äöü.png",
        "folder/of/foxes.png"
      })
  void aLinkOpensForAnybodyWhateverTheKeyIsMadeOf(String key) throws Exception {
    put(key, "image/png", "the bytes of " + key);

    var link = store().sign(new S3Link(BUCKET, key), Duration.ofMinutes(5));

    assertThat(get(link).statusCode()).isEqualTo(200);
    assertThat(get(link).body()).isEqualTo("the bytes of " + key);
    assertThat(link.getRawQuery()).contains("X-Amz-Expires=300");
  }

  @Test
  void aLinkOpensNothingElse() throws Exception {
    put("one.png", "image/png", "one");
    put("two.png", "image/png", "two");

    var link = store().sign(new S3Link(BUCKET, "one.png"), Duration.ofMinutes(5));

    assertThat(get(URI.create(link.toString().replace("one", "two"))).statusCode()).isEqualTo(403);
  }

  @Test
  void theOwnersBucketIsTheConfiguredOne() {
    assertThat(store().ownBucket()).contains(BUCKET);
    assertThat(
            new S3ReferenceStore(
                    () -> client, () -> new S3Links(presigner), ExampleAwsConfig.nothing())
                .ownBucket())
        .isEmpty();
  }

  private static S3ReferenceStore store() {
    return new S3ReferenceStore(
        () -> client, () -> new S3Links(presigner), ExampleAwsConfig.withBucket(BUCKET));
  }

  private static void put(String key, String type, String content) {
    client.putObject(
        object -> object.bucket(BUCKET).key(key).contentType(type),
        RequestBody.fromString(content));
  }

  private static S3Client client(URI endpoint, String secret, int attempts) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(credentials(secret))
        .forcePathStyle(true)
        .overrideConfiguration(
            override -> override.retryStrategy(retry -> retry.maxAttempts(attempts)))
        .httpClient(TimeOuts.OBJECTS.http())
        .build();
  }

  private static StaticCredentialsProvider credentials(String secret) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(S3ProxyServer.ACCESS_KEY, secret));
  }

  private static HttpResponse<String> get(URI link) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
