package dev.darkroom.simulator;

import dev.darkroom.simulator.protocol.SimulatedTask;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The idempotency keys of one provider: which task each key of an account has made. */
final class IdempotencyKeys {
  static final String HEADER = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";

  /** The account that ignores keys, whatever its calls are. */
  static final String KEYLESS_ACCOUNT = "sk-keyless";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{16,96}");

  private final Map<String, SimulatedTask> tasks = new ConcurrentHashMap<>();

  static boolean isValid(String key) {
    return FORM.matcher(key).matches();
  }

  /** The task that this key of an account has made. */
  Optional<SimulatedTask> task(String account, String key) {
    return Optional.ofNullable(tasks.get(account + " " + key));
  }

  void made(String key, SimulatedTask task) {
    tasks.put(task.key() + " " + key, task);
  }
}
