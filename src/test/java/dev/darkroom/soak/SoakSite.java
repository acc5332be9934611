package dev.darkroom.soak;

import dev.darkroom.local.MovedClock;
import dev.darkroom.local.S3ProxyServer;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.fal.FalDialect;
import dev.darkroom.soak.DarkroomProcess.SoakLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All that is not Darkroom, and outlives its process: providers, table, bucket, queue, bus, time.
 */
final class SoakSite implements AutoCloseable {
  static final String TABLE = "darkroom-tasks";
  static final String BUCKET = "darkroom-images";

  /** Outside of Quarkus every level is on, and takes more time than the work. */
  private static final Logger LOG = Logger.getLogger("");

  private static final String CLOCK = "clock";

  /** As deployed: six times the time-out of settle, and five receives. */
  private static final Duration VISIBILITY = Duration.ofMinutes(12);

  private static final int RECEIVES = 5;

  /** As many as local mode has. */
  private static final int CONSUMERS = 8;

  private final Path folder;
  private final MovedClock clock;
  private final Simulator simulator;
  private final S3ProxyServer s3;
  private final TimedQueue dead;
  private final TimedQueue checks;
  private final OutcomeBus bus;
  private final TokenBook tokens;
  private final CloudServer cloud;
  private final SoakLog log;
  private final int port = freePort();

  /**
   * Starts everything.
   *
   * @param folder empty
   * @param seed of what goes wrong at AWS
   */
  SoakSite(Path folder, long seed) {
    this.folder = folder;
    LOG.setLevel(Level.WARNING);
    clock = MovedClock.of(folder.resolve(CLOCK));
    simulator = Simulator.start(SimulatorOptions.hurried().withRetryFactor(1).withClock(clock));
    s3 = S3ProxyServer.start(folder.resolve("s3"), 0).withBucket(BUCKET);
    dead = new TimedQueue(clock, Duration.ofMinutes(1), TimedQueue.Redrive.NEVER, 0, seed);
    checks =
        new TimedQueue(clock, VISIBILITY, TimedQueue.Redrive.to(dead, RECEIVES), CONSUMERS, seed);
    bus = new OutcomeBus(clock, seed);
    tokens = new TokenBook(seed);
    cloud =
        CloudServer.start(
            new TableCalls(TableFault::of), new QueueCalls(checks, dead), bus, tokens);
    log = new SoakLog(folder.resolve("log.jsonl"));
  }

  /** The time that everything is on, Darkroom as well as its counterparts. */
  MovedClock clock() {
    return clock;
  }

  Simulator simulator() {
    return simulator;
  }

  /** The folder of the bucket: an object is a file in it. */
  Path bucket() {
    return folder.resolve("s3").resolve(BUCKET);
  }

  TimedQueue checks() {
    return checks;
  }

  TimedQueue dead() {
    return dead;
  }

  OutcomeBus bus() {
    return bus;
  }

  TokenBook tokens() {
    return tokens;
  }

  SoakLog log() {
    return log;
  }

  Path folder() {
    return folder;
  }

  /** Where Darkroom is asked. */
  URI darkroom() {
    return URI.create("http://localhost:" + port);
  }

  /** Whether nothing is under way on this side. */
  boolean isQuiet() {
    return simulator.isIdle() && checks.isQuiet();
  }

  /** What is under way. */
  String unrest() {
    return "simulator idle %s, queue quiet %s, %d checks wait"
        .formatted(simulator.isIdle(), checks.isQuiet(), checks.waiting());
  }

  /** What a process of Darkroom is told, as environment variables. */
  Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    settings()
        .forEach(
            (name, value) ->
                environment.put(name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), value));
    environment.putAll(sdk());
    environment.put("DARKROOM_LOCAL_CLOCK", folder.resolve(CLOCK).toAbsolutePath().toString());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    return environment;
  }

  private Map<String, String> settings() {
    var settings = new HashMap<>(fixed());
    var plain = cloud.endpoint().toString();
    settings.put("darkroom.callback.base-url", darkroom().toString());
    settings.put("darkroom.settle-queue-url", plain + QueueCalls.CHECKS);
    settings.put("darkroom.settle-dead-letter-queue-url", plain + QueueCalls.DEAD);
    settings.put("darkroom.delivery.trusted-origins", "http://localhost:" + simulator.port());
    for (var provider : Simulator.providers()) {
      settings.put(
          "darkroom.provider." + provider + ".base-url", simulator.url(provider).toString());
      settings.put("darkroom.provider." + provider + ".api-key", "sk-soak");
      // So many faults at once are no outage.
      settings.put("darkroom.provider." + provider + ".breaker-window", "10000");
    }
    settings.put(
        "darkroom.provider.fal.webhook-keys-url", simulator.url("fal") + FalDialect.KEY_SET);
    return settings;
  }

  /** What the SDK's clients read. */
  private Map<String, String> sdk() {
    return Map.of(
        "AWS_REGION",
        "eu-central-1",
        "AWS_ACCESS_KEY_ID",
        S3ProxyServer.ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY",
        S3ProxyServer.SECRET_KEY,
        "AWS_ENDPOINT_URL",
        cloud.endpoint().toString(),
        "AWS_ENDPOINT_URL_S3",
        s3.endpoint().toString());
  }

  private static Map<String, String> fixed() {
    return Map.ofEntries(
        Map.entry("darkroom.local.start", "true"),
        Map.entry("darkroom.local.simulator", "false"),
        Map.entry("darkroom.local.sweep-every", "PT0.1S"),
        Map.entry("darkroom.log-json", "true"),
        Map.entry("darkroom.metrics", "false"),
        Map.entry("darkroom.callback.keys", "soak:" + "0123456789abcdef".repeat(3)),
        Map.entry("darkroom.table", TABLE),
        Map.entry("darkroom.bucket", BUCKET),
        Map.entry("darkroom.s3-path-style", "true"),
        Map.entry("darkroom.event-bus", "outcomes"));
  }

  @Override
  public void close() {
    log.close();
    cloud.close();
    s3.close();
    simulator.close();
  }

  /** A folder that is empty, whatever a former run left there. */
  static Path emptyFolder(String name) {
    var folder = Path.of("target", name).toAbsolutePath();
    try {
      if (Files.exists(folder)) {
        try (var files = Files.walk(folder)) {
          for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException notEmptied) {
      throw new UncheckedIOException(notEmptied);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }
}
