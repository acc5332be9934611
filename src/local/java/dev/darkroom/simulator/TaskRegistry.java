package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.fault.CallbackFault;
import dev.darkroom.simulator.fault.Faults;
import dev.darkroom.simulator.fault.ProviderClock;
import dev.darkroom.simulator.fault.TaskFault;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The accepted orders of one provider. */
final class TaskRegistry {
  private static final int FAULT_LENGTH = 4;

  private final Map<String, SimulatedTask> byId = new ConcurrentHashMap<>();
  private final Map<String, SimulatedTask> byLinkName = new ConcurrentHashMap<>();
  private final Set<String> finished = ConcurrentHashMap.newKeySet();
  private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final Duration taskTime;
  private final Duration linkLifetime;

  TaskRegistry(SimulatorOptions options) {
    this.clock = options.clock();
    this.taskTime = options.taskTime();
    this.linkLifetime = options.linkLifetime();
  }

  SimulatedTask open(
      Function<Instant, String> ids,
      String key,
      CreateRequest order,
      Faults faults,
      JsonNode request) {
    var now = clock.instant();
    var id = ids.apply(ProviderClock.shown(faults, now));
    var task =
        new SimulatedTask(
            id,
            key,
            order,
            faults,
            now,
            length(faults),
            new SimulatedTask.Links(unguessable(), unguessable(), linkLifetime),
            request);
    byId.put(id, task);
    byLinkName.put(task.links().name(), task);
    return task;
  }

  Optional<SimulatedTask> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Every task of every account, in no particular order. */
  List<SimulatedTask> all() {
    return List.copyOf(byId.values());
  }

  Optional<SimulatedTask> byLinkName(String name) {
    return Optional.ofNullable(byLinkName.get(name));
  }

  /** The id of some other task, for a forger. */
  Optional<String> anotherId(SimulatedTask task) {
    return byId.keySet().stream().filter(id -> !id.equals(task.id())).findFirst();
  }

  synchronized Stage stage(SimulatedTask task) {
    if (cancelled.contains(task.id())) {
      return new Stage.Cancelled();
    }
    return finished.contains(task.id()) ? task.outcome() : task.stageAt(clock.instant());
  }

  /**
   * From now on it is finished whatever the clock says: who was called back must find it so.
   *
   * @return false: it was cancelled before
   */
  synchronized boolean finish(SimulatedTask task) {
    boolean isCancelled = cancelled.contains(task.id());
    if (!isCancelled) {
      finished.add(task.id());
    }
    return !isCancelled;
  }

  /** Whether nobody took it back. */
  boolean isHeld(SimulatedTask task) {
    return !cancelled.contains(task.id());
  }

  /** Takes a task back that waits; returns how far it was. */
  synchronized Stage cancel(SimulatedTask task) {
    var before = stage(task);
    if (before.isWaiting()) {
      cancelled.add(task.id());
    }
    return before;
  }

  private Duration length(Faults faults) {
    if (faults.has(CallbackFault.EARLY_CALLBACK)) {
      return Duration.ZERO;
    }
    if (faults.has(TaskFault.LATE_FINISH)) {
      return Duration.ofSeconds(faults.number(TaskFault.LATE_FINISH));
    }
    boolean isLong = faults.has(TaskFault.SLOW) || faults.has(TaskFault.UNKNOWN_STATE);
    return isLong ? taskTime.multipliedBy(FAULT_LENGTH) : taskTime;
  }

  private String unguessable() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
