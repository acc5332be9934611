package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.link.LinkGuard;
import dev.darkroom.link.Origin;
import dev.darkroom.link.PinnedHttp;
import dev.darkroom.link.TestingCertificate;
import dev.darkroom.link.TestingResolver;
import dev.darkroom.link.WebLink;
import dev.darkroom.task.Failure;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Delivery in front of a server that calls itself {@code pictures.test}: a trusted origin, as far
 * as its address goes. Strangers may use its port as well, so that only their addresses speak
 * against them. No test may leave a temporary file behind.
 */
abstract class DeliveryFixture {
  static final String HOST = "pictures.test";
  static final byte[] PNG = Pictures.png(640, 480);
  static final Map<String, String> METADATA = Map.of("team", "foxes");
  static final Task TASK = Examples.taskWith(METADATA);

  /** Where the objects of this claim lie. */
  static final String FOLDER = "generations/" + TASK.id() + "/" + TASK.claimMark();

  static Vertx vertx;
  static PfxOptions certificate;

  Path folder;
  final TestingResolver resolver = new TestingResolver();
  final TestingImageStore store = new TestingImageStore();
  PictureServer server;

  @BeforeAll
  static void openTheWorld() throws Exception {
    vertx = Vertx.vertx();
    certificate = TestingCertificate.of(HOST);
  }

  @AfterAll
  static void closeTheWorld() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @BeforeEach
  void openTheServer(@TempDir Path temporary) throws Exception {
    folder = temporary;
    server = new PictureServer(vertx, certificate);
    resolver.knows(HOST, "127.0.0.1");
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    server.close();
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  DeliveryResult deliver(String... paths) {
    return deliver(TestingConfig.roomy(), paths);
  }

  DeliveryResult deliver(TestingConfig config, String... paths) {
    return deliver(config, trusting(certificate), paths);
  }

  DeliveryResult deliver(TestingConfig config, HttpClientOptions options, String... paths) {
    var links = List.of(paths).stream().map(path -> link(HOST, path)).toList();
    return deliver(TASK, config, options, links);
  }

  /** Texts as a provider gives them. */
  DeliveryResult follow(String... links) {
    return deliver(TASK, TestingConfig.roomy(), trusting(certificate), List.of(links));
  }

  DeliveryResult deliver(
      Task task, TestingConfig config, HttpClientOptions options, List<String> links) {
    return deliver(HOST, task, config, options, links);
  }

  /** From another host than ours, which may have a private address as well. */
  DeliveryResult deliverTo(
      String host, TestingConfig config, HttpClientOptions options, String link) {
    var name = WebLink.parse("https://" + host).orElseThrow().origin().host();
    resolver.knows(name, "127.0.0.1");
    return deliver(name, TASK, config, options, List.of(link));
  }

  private DeliveryResult deliver(
      String host, Task task, TestingConfig config, HttpClientOptions options, List<String> links) {
    return deliver(new Origin("https", host, server.port()), task, config, options, links);
  }

  /** From another server of ours. */
  DeliveryResult deliverFrom(Origin origin, String link) {
    return deliver(origin, TASK, TestingConfig.roomy(), trusting(certificate), List.of(link));
  }

  private DeliveryResult deliver(
      Origin origin,
      Task task,
      TestingConfig config,
      HttpClientOptions options,
      List<String> links) {
    var guard = new LinkGuard(resolver, Set.of(origin), origin.port());
    var fetch = new ImageFetch(guard, vertx, config, options);
    var images =
        IntStream.range(0, links.size()).mapToObj(i -> new RemoteImage(i, links.get(i))).toList();
    return new Delivery(store, fetch, config, folder).deliver(task, images);
  }

  /** What is in the bucket of these images. */
  List<StoredImage> find(Integer... indexes) {
    return fetchingNothing().find(TASK, List.of(indexes));
  }

  /** One that fetches nothing. */
  Delivery fetchingNothing() {
    var config = TestingConfig.roomy();
    var fetch = new ImageFetch(new LinkGuard(resolver, Set.of(), 443), vertx, config);
    return new Delivery(store, fetch, config, folder);
  }

  String link(String host, String path) {
    return "https://" + host + ":" + server.port() + path;
  }

  static HttpClientOptions trusting(PfxOptions certificate) {
    return PinnedHttp.options()
        .setTrustOptions(certificate)
        .setConnectTimeout(60_000) // a busy build machine is no dead host
        .setSslHandshakeTimeout(60_000);
  }

  /** The one image is neither stored nor given up. */
  Failure onlyPending(DeliveryResult result) {
    assertThat(result.stored()).isEmpty();
    assertThat(result.missing()).isEmpty();
    assertThat(store.kept()).isEmpty();
    assertThat(result.pending()).hasSize(1);
    var one = result.pending().getFirst();
    return Failure.of(one.ifOver(), "image " + one.index() + ": " + one.why(), Examples.ACME);
  }

  /** The one image is given up. */
  Failure onlyLost(DeliveryResult result) {
    assertThat(result.stored()).isEmpty();
    assertThat(result.pending()).isEmpty();
    assertThat(store.kept()).isEmpty();
    assertThat(result.missing()).hasSize(1);
    var one = result.missing().getFirst();
    return Failure.of(one.code(), "image " + one.index() + ": " + one.reason(), Examples.ACME);
  }
}
