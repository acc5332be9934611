package dev.darkroom.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.base.Sha256;
import dev.darkroom.link.S3Link;
import dev.darkroom.local.S3ProxyServer;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Absent;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Found;
import dev.darkroom.routing.ReferenceStore.UploadLink;
import dev.darkroom.task.PictureUpload;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A link for an upload puts the picture that was declared, and nothing else. */
class UploadLinksTest {
  private static final String BUCKET = "pictures";
  private static final Duration LONG = Duration.ofMinutes(15);
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(S3ProxyServer.ACCESS_KEY, S3ProxyServer.SECRET_KEY));

  private static S3ProxyServer server;
  private static S3Client client;
  private static S3Presigner presigner;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = S3ProxyServer.start(folder, 0).withBucket(BUCKET);
    client =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(CREDENTIALS)
            .forcePathStyle(true)
            .httpClient(TimeOuts.OBJECTS.http())
            .build();
    presigner =
        S3Presigner.builder()
            .endpointOverride(server.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(CREDENTIALS)
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
  void thePictureThatWasDeclaredIsPut() throws Exception {
    var fox = picture("a red fox");

    assertThat(put(link(fox), fox, Map.of())).isEqualTo(200);
    assertThat(look(fox)).isEqualTo(new Found(Optional.of("image/png"), fox.length));
  }

  @Test
  void lengthTypeAndHashAreSigned() {
    var link = link(picture("a signed fox"));

    assertThat(link.url().getRawQuery())
        .contains(
            "X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bx-amz-checksum-sha256&",
            "X-Amz-Expires=900");
    assertThat(link.headers())
        .containsOnlyKeys("content-type", "x-amz-checksum-sha256")
        .containsEntry("content-type", "image/png");
  }

  @Test
  void theSamePictureTwiceIsOneObject() throws Exception {
    var fox = picture("the same fox");

    assertThat(put(link(fox), fox, Map.of())).isEqualTo(200);
    assertThat(put(link(fox), fox, Map.of())).isEqualTo(200);

    assertThat(client.listObjectsV2(it -> it.bucket(BUCKET).prefix(key(fox))).contents())
        .hasSize(1);
  }

  @Test
  void otherBytesOfTheSameLengthAreRefused() throws Exception {
    var fox = picture("a true fox");
    var hare = picture("a fake fox");

    assertThat(put(link(fox), hare, Map.of())).isEqualTo(400);
    assertThat(look(fox)).isEqualTo(new Absent());
  }

  /** Whoever changes the hash as well has not signed it. */
  @Test
  void otherBytesWithTheirOwnHashAreRefused() throws Exception {
    var fox = picture("a true hen");
    var hare = picture("a fake hen");

    var answer =
        put(
            link(fox),
            hare,
            Map.of("x-amz-checksum-sha256", link(hare).headers().get("x-amz-checksum-sha256")));

    assertThat(answer).isEqualTo(403);
    assertThat(look(fox)).isEqualTo(new Absent());
  }

  @Test
  void anotherLengthIsRefused() throws Exception {
    var fox = picture("a long fox");

    assertThat(put(link(fox), Arrays.copyOf(fox, fox.length - 1), Map.of())).isEqualTo(403);
    assertThat(put(link(fox), Arrays.copyOf(fox, fox.length + 1), Map.of())).isEqualTo(403);
    assertThat(look(fox)).isEqualTo(new Absent());
  }

  @Test
  void anotherTypeIsRefused() throws Exception {
    var fox = picture("a typed fox");

    assertThat(put(link(fox), fox, Map.of("content-type", "text/html"))).isEqualTo(403);
    assertThat(look(fox)).isEqualTo(new Absent());
  }

  @Test
  void aHeaderThatIsLeftOutIsMissed() throws Exception {
    var fox = picture("a bare fox");
    var link = link(fox);

    assertThat(put(new UploadLink(link.url(), Map.of()), fox, Map.of())).isEqualTo(403);
    assertThat(look(fox)).isEqualTo(new Absent());
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    var fox = picture("a fox elsewhere");
    var link = link(fox);
    var elsewhere = link.url().toString().replace(Sha256.hex(fox), "0".repeat(64));

    assertThat(put(new UploadLink(URI.create(elsewhere), link.headers()), fox, Map.of()))
        .isEqualTo(403);
  }

  @Test
  void aLinkThatHasExpiredIsRefused() throws Exception {
    var fox = picture("a late fox");

    assertThat(put(signedEarlier(fox, LONG.plusMinutes(1)), fox, Map.of())).isEqualTo(403);
    assertThat(look(fox)).isEqualTo(new Absent());
    assertThat(put(signedEarlier(fox, LONG.minusMinutes(1)), fox, Map.of())).isEqualTo(200);
  }

  @Test
  void anUploadThatWasLostHalfWayLeavesNothingAndIsRepeated() throws Exception {
    var fox = picture("a lost fox".repeat(100_000));
    var link = link(fox);

    loseHalfWay(link, fox);

    assertThat(look(fox)).isEqualTo(new Absent());
    assertThat(put(link, fox, Map.of())).isEqualTo(200);
    assertThat(look(fox)).isEqualTo(new Found(Optional.of("image/png"), fox.length));
  }

  /** Sends half of the body, and waits until the server has given it up. */
  private static void loseHalfWay(UploadLink link, byte[] bytes) throws IOException {
    var head = new StringBuilder();
    head.append(
        "PUT %s?%s HTTP/1.1\r\n".formatted(link.url().getRawPath(), link.url().getRawQuery()));
    head.append("host: %s\r\n".formatted(link.url().getRawAuthority()));
    link.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("content-length: %d\r\n\r\n".formatted(bytes.length));
    try (var socket = new Socket(link.url().getHost(), link.url().getPort())) {
      var output = socket.getOutputStream();
      output.write(head.toString().getBytes(US_ASCII));
      output.write(bytes, 0, bytes.length / 2);
      output.flush();
      socket.shutdownOutput();
      assertThat(answer(socket)).doesNotStartWith("HTTP/1.1 200");
    }
  }

  /** What the server says of it, if it does not just hang up. */
  private static String answer(Socket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException reset) {
      return "";
    }
  }

  private static UploadLink link(byte[] bytes) {
    return new S3Links(presigner).signUpload(BUCKET, upload(bytes), LONG);
  }

  /** The same link as it was made earlier: a signature holds its own time. */
  private static UploadLink signedEarlier(byte[] bytes, Duration ago) {
    var link = link(bytes);
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.PUT).uri(bare(link.url()));
    link.headers().forEach(request::putHeader);
    var then = Instant.now().minus(ago);
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.request(
                            request
                                .putHeader("content-length", Integer.toString(bytes.length))
                                .build())
                        .identity(CREDENTIALS.resolveCredentials())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LONG)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(then, ZoneOffset.UTC)));
    return new UploadLink(signed.request().getUri(), link.headers());
  }

  private static URI bare(URI url) {
    return URI.create(url.toString().split("\\?", 2)[0]);
  }

  private static PictureUpload upload(byte[] bytes) {
    return new PictureUpload(PictureUpload.Type.PNG, bytes.length, Sha256.hex(bytes));
  }

  private static String key(byte[] bytes) {
    return upload(bytes).key();
  }

  private static Object look(byte[] bytes) {
    return new S3ReferenceStore(
            () -> client, () -> new S3Links(presigner), ExampleAwsConfig.withBucket(BUCKET))
        .look(new S3Link(BUCKET, key(bytes)));
  }

  private static byte[] picture(String content) {
    return content.getBytes(UTF_8);
  }

  private static int put(UploadLink link, byte[] bytes, Map<String, String> instead)
      throws Exception {
    var headers = new HashMap<>(link.headers());
    headers.putAll(instead);
    var request = HttpRequest.newBuilder(link.url()).PUT(BodyPublishers.ofByteArray(bytes));
    headers.forEach((name, value) -> request.header(name.toLowerCase(Locale.ROOT), value));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
  }
}
