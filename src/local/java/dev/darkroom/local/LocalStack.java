package dev.darkroom.local;

import dev.darkroom.check.Sweep;
import dev.darkroom.settlement.Settlement;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Starts what AWS would run: the settle function behind its queue, and the sweep on its schedule.
 */
@ApplicationScoped
class LocalStack {
  private static final Logger LOG = Logger.getLogger(LocalStack.class);

  private final LocalConfig config;
  private final LocalStores stores;
  private final LocalConsumer consumer;
  private final Settlement settlement;
  private final Sweep sweep;
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("local-sweep").factory());
  private volatile Optional<Simulator> simulator = Optional.empty();

  LocalStack(
      LocalConfig config,
      LocalStores stores,
      LocalConsumer consumer,
      Settlement settlement,
      Sweep sweep) {
    this.config = config;
    this.stores = stores;
    this.consumer = consumer;
    this.settlement = settlement;
    this.sweep = sweep;
  }

  void start(@Observes StartupEvent event) {
    if (!config.start()) {
      return;
    }
    if (config.simulator()) {
      simulator =
          Optional.of(Simulator.start(SimulatorOptions.local().withPort(config.simulatorPort())));
    }
    consumer.start(settlement::settle);
    long millis = config.sweepEvery().toMillis();
    var unused =
        schedule.scheduleWithFixedDelay(this::sweepOnce, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** The line that says where it is, once the port is known. */
  void isUp(@ObservesAsync HttpServerStart server, ValueRegistry known) {
    if (!config.start()) {
      return;
    }
    var images =
        stores.isOnAws() ? "the configured bucket" : config.folder().toAbsolutePath().toString();
    LOG.info(upLine(known.get(HttpServer.HTTP_PORT), images, simulator.map(Simulator::port)));
  }

  /** What a person does next: the page, the first request, and where the rest is. */
  static String upLine(int port, String images, Optional<Integer> simulatorPort) {
    return "Darkroom is up: open http://localhost:%d/ or POST http://localhost:%d/v1/generations; images in %s%s"
        .formatted(
            port,
            port,
            images,
            simulatorPort
                .map(it -> "; simulated providers at http://localhost:" + it + "/<provider>")
                .orElse(""));
  }

  void stop(@Observes ShutdownEvent event) {
    schedule.shutdownNow();
    consumer.stop();
    simulator.ifPresent(Simulator::close);
  }

  /** A sweep that failed is followed by another: the schedule must not end. */
  private void sweepOnce() {
    try {
      sweep.run(Duration.ofSeconds(45));
    } catch (RuntimeException failed) {
      LOG.warn("the sweep failed and runs again", failed);
    }
  }
}
