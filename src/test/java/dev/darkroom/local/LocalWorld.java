package dev.darkroom.local;

import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Local mode with a simulator in a hurry, on ports that are free. No other test has more of local
 * mode than its stores: settlement and sweep run only where a test class names this resource.
 */
public final class LocalWorld implements QuarkusTestResourceLifecycleManager {
  static final String KEYS = "test:" + "0123456789abcdef".repeat(3);

  private static volatile Simulator running =
      Simulator.start(SimulatorOptions.hurried().withClock(new MovableClock()));

  /** The simulator that the application talks to. */
  static Simulator simulator() {
    return running;
  }

  @Override
  public Map<String, String> start() {
    int port = freePort(); // named beforehand: the simulator must know where to ring
    var simulator = "http://localhost:" + running.port();
    var settings = new HashMap<>(LocalDefaults.providersAt(simulator));
    for (var provider : Simulator.providers()) {
      // So many faults at once are no outage.
      settings.put("darkroom.provider." + provider + ".breaker-window", "10000");
    }
    settings.putAll(application(port, simulator));
    return settings;
  }

  private static Map<String, String> application(int port, String simulator) {
    return Map.ofEntries(
        Map.entry("quarkus.http.test-port", Integer.toString(port)),
        Map.entry("darkroom.callback.base-url", "http://localhost:" + port),
        Map.entry("darkroom.callback.keys", KEYS),
        Map.entry("darkroom.notify.secret", LocalDefaults.WEBHOOK_SECRET),
        Map.entry("darkroom.delivery.trusted-origins", simulator),
        Map.entry("darkroom.local.start", "true"),
        Map.entry("darkroom.local.folder", emptyFolder().toString()),
        Map.entry("darkroom.local.sweep-every", "PT0.2S"),
        Map.entry("darkroom.settle.first-wait", "PT0.05S"),
        Map.entry("darkroom.settle.delivery-rounds", "2"));
  }

  @Override
  public void stop() {
    running.close();
  }

  /** An empty one: what a former run has stored there is no result of this one. */
  private static Path emptyFolder() {
    var folder = Path.of("target", "local-mode-of-tests");
    try {
      Files.createDirectories(folder);
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException notEmptied) {
      throw new UncheckedIOException(notEmptied);
    }
    return folder;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }
}
