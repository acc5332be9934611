package dev.darkroom.simulator;

import dev.darkroom.simulator.fault.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the simulator behaves where nobody asked for a fault.
 *
 * @param port 0: a free one
 * @param publicBaseUrl under which picture links are handed out; empty: {@code
 *     http://localhost:<port>}
 * @param taskTime from acceptance to the result
 * @param lateBy what {@link Fault#LATE_CALLBACK} adds
 * @param retryFactor on the pauses between the attempts of a callback, as the provider has them
 * @param createsPerSecond more of them, per provider, are answered 429
 * @param loopbackCallbacks whether a callback address may be on this machine, and then plain http
 * @param linkLifetime of a picture, counted from the result
 * @param clock of states, of the lifetime of links and, where it moves, of the pauses between
 *     callbacks
 */
public record SimulatorOptions(
    int port,
    Optional<URI> publicBaseUrl,
    Duration taskTime,
    Duration lateBy,
    double retryFactor,
    int createsPerSecond,
    boolean loopbackCallbacks,
    Duration linkLifetime,
    Clock clock) {

  /** As one would like it on a laptop: port 9090, results after two seconds. */
  public static SimulatorOptions local() {
    return new SimulatorOptions(
        9090,
        Optional.empty(),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        1,
        100,
        true,
        Duration.ofHours(24),
        Clock.systemUTC());
  }

  /** The same on a free port and in a hurry. */
  public static SimulatorOptions hurried() {
    return local()
        .withPort(0)
        .withTaskTime(Duration.ofMillis(10))
        .withLateBy(Duration.ofMillis(100))
        .withRetryFactor(0.01)
        .withCreatesPerSecond(10_000);
  }

  public SimulatorOptions withPort(int value) {
    return with(draft -> draft.port = value);
  }

  public SimulatorOptions withPublicBaseUrl(URI value) {
    return with(draft -> draft.publicBaseUrl = Optional.of(value));
  }

  public SimulatorOptions withTaskTime(Duration value) {
    return with(draft -> draft.taskTime = value);
  }

  public SimulatorOptions withLateBy(Duration value) {
    return with(draft -> draft.lateBy = value);
  }

  public SimulatorOptions withRetryFactor(double value) {
    return with(draft -> draft.retryFactor = value);
  }

  public SimulatorOptions withCreatesPerSecond(int value) {
    return with(draft -> draft.createsPerSecond = value);
  }

  public SimulatorOptions withLoopbackCallbacks(boolean value) {
    return with(draft -> draft.loopbackCallbacks = value);
  }

  public SimulatorOptions withLinkLifetime(Duration value) {
    return with(draft -> draft.linkLifetime = value);
  }

  public SimulatorOptions withClock(Clock value) {
    return with(draft -> draft.clock = value);
  }

  private SimulatorOptions with(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** The same options, to be changed by name instead of by position. */
  private static final class Draft {
    private int port;
    private Optional<URI> publicBaseUrl;
    private Duration taskTime;
    private Duration lateBy;
    private double retryFactor;
    private int createsPerSecond;
    private boolean loopbackCallbacks;
    private Duration linkLifetime;
    private Clock clock;

    Draft(SimulatorOptions options) {
      port = options.port();
      publicBaseUrl = options.publicBaseUrl();
      taskTime = options.taskTime();
      lateBy = options.lateBy();
      retryFactor = options.retryFactor();
      createsPerSecond = options.createsPerSecond();
      loopbackCallbacks = options.loopbackCallbacks();
      linkLifetime = options.linkLifetime();
      clock = options.clock();
    }

    SimulatorOptions options() {
      return new SimulatorOptions(
          port,
          publicBaseUrl,
          taskTime,
          lateBy,
          retryFactor,
          createsPerSecond,
          loopbackCallbacks,
          linkLifetime,
          clock);
    }
  }
}
