package dev.darkroom.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.aws.AwsClients;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The embedded S3 does with every key what S3 does, whatever the locale can name. */
class S3ProxyServerTest {
  private static Path folder;
  private static S3ProxyServer server;
  private static S3Client client;

  /** One of its own for each test. */
  private String bucket;

  @BeforeAll
  static void start(@TempDir Path directory) {
    folder = directory;
    server = S3ProxyServer.start(folder, 0);
    client = client(server);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @BeforeEach
  void makeBucket() {
    bucket = "bucket-" + UUID.randomUUID();
    server.withBucket(bucket);
  }

  @Test
  void aPortThatIsTakenIsNamedWithTheWayToAnother() {
    int taken = server.endpoint().getPort();

    assertThatThrownBy(() -> S3ProxyServer.start(folder, taken))
        .hasMessageContaining("port " + taken)
        .hasMessageContaining("DARKROOM_LOCAL_S3_PORT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain.png", "ä.png", "Füchse/🦊.png", "狐", "100%.png", "a%C3%A4", "é", "e\u0301"})
  void anObjectIsFoundUnderItsKeyAlone(String key) {
    put(key, "of " + key);
    put("another", "something else");

    assertThat(get(key)).isEqualTo("of " + key);
    assertThat(client.headObject(it -> it.bucket(bucket).key(key)).contentLength())
        .isEqualTo(("of " + key).getBytes(UTF_8).length);
    assertThat(keys()).containsExactlyInAnyOrder(key, "another");

    client.deleteObject(it -> it.bucket(bucket).key(key));
    assertThatThrownBy(() -> get(key)).isInstanceOf(NoSuchKeyException.class);
    assertThat(keys()).containsExactly("another");
  }

  @Test
  void anObjectIsOnlyPutWhereNoneIs() {
    put("ä.png", "first");

    assertThatThrownBy(
            () ->
                client.putObject(
                    it -> it.bucket(bucket).key("ä.png").ifNoneMatch("*"),
                    RequestBody.fromString("second")))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(412));
    assertThat(get("ä.png")).isEqualTo("first");
  }

  @Test
  void aListGoesByTheKeys() {
    List.of("Füchse/1.png", "Füchse/2.png", "Fächer/1.png", "plain").forEach(key -> put(key, "x"));

    var folders = client.listObjectsV2(it -> it.bucket(bucket).delimiter("/"));
    var foxes = client.listObjectsV2(it -> it.bucket(bucket).prefix("Fü"));

    assertThat(folders.commonPrefixes())
        .extracting("prefix")
        .containsExactlyInAnyOrder("Füchse/", "Fächer/");
    assertThat(foxes.contents())
        .extracting(S3Object::key)
        .containsExactly("Füchse/1.png", "Füchse/2.png");
    assertThat(foxes.prefix()).isEqualTo("Fü");
  }

  @Test
  void anObjectIsCopiedAndPutInParts() {
    put("ä.png", "a fox");
    client.copyObject(
        it ->
            it.sourceBucket(bucket)
                .sourceKey("ä.png")
                .destinationBucket(bucket)
                .destinationKey("ö.png"));
    assertThat(get("ö.png")).isEqualTo("a fox");

    var upload = client.createMultipartUpload(it -> it.bucket(bucket).key("ü.png")).uploadId();
    var part =
        client.uploadPart(
            it -> it.bucket(bucket).key("ü.png").uploadId(upload).partNumber(1),
            RequestBody.fromString("in parts"));
    var parts = List.of(CompletedPart.builder().partNumber(1).eTag(part.eTag()).build());
    client.completeMultipartUpload(
        it ->
            it.bucket(bucket)
                .key("ü.png")
                .uploadId(upload)
                .multipartUpload(whole -> whole.parts(parts)));

    assertThat(get("ü.png")).isEqualTo("in parts");
    assertThat(keys()).contains("ä.png", "ö.png", "ü.png");
  }

  @Test
  void theFilesHaveNamesThatEveryLocaleKnows() throws IOException {
    put("Füchse/🦊.png", "x");
    put("generations/1eqy/0.jpg", "y");

    try (var files = Files.walk(folder.resolve(bucket))) {
      assertThat(files.filter(Files::isRegularFile).map(folder.resolve(bucket)::relativize))
          .extracting(Path::toString)
          .containsExactlyInAnyOrder("F%C3%BCchse/%F0%9F%A6%8A.png", "generations/1eqy/0.jpg");
    }
  }

  @Test
  void aRelativeFolderIsAsGood() {
    var relative = Path.of("").toAbsolutePath().relativize(folder);
    put("fox.png", "x");

    try (var another = S3ProxyServer.start(relative, 0);
        var reader = client(another)) {
      assertThat(reader.listObjectsV2(it -> it.bucket(bucket)).contents())
          .extracting(S3Object::key)
          .containsExactly("fox.png");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:21300", "http://[::1]:8080"})
  void aPageOfThisMachineMayPut(String origin) throws Exception {
    var answer = preflight(origin, "PUT", "content-type,x-amz-checksum-sha256");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).contains(origin);
    assertThat(answer.headers().firstValue("access-control-allow-methods")).contains("PUT");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, PUT, content-type",
    "http://localhost.evil.example, PUT, content-type",
    "http://localhost:8080, DELETE, content-type",
    "http://localhost:8080, PUT, authorization",
    "null, PUT, content-type"
  })
  void anotherPageAndAnotherRequestMayNot(String origin, String method, String headers)
      throws Exception {
    var answer = preflight(origin, method, headers);

    assertThat(answer.statusCode()).isIn(400, 403);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  private HttpResponse<String> preflight(String origin, String method, String headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(server.endpoint().resolve("/" + bucket + "/references/a.png"))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("origin", origin)
            .header("access-control-request-method", method)
            .header("access-control-request-headers", headers);
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private void put(String key, String content) {
    client.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString(content));
  }

  private String get(String key) {
    return client.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asUtf8String();
  }

  private List<String> keys() {
    return client.listObjectsV2(it -> it.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static S3Client client(S3ProxyServer server) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(S3ProxyServer.ACCESS_KEY, S3ProxyServer.SECRET_KEY)))
        .forcePathStyle(true)
        .httpClient(AwsClients.httpForObjects())
        .build();
  }
}
