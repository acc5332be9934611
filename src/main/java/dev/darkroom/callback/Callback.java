package dev.darkroom.callback;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.Ring;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Answers the door: checks the token, queues a check, and knows nothing else. */
@ApplicationScoped
public class Callback {
  private final KeyRing keyRing;
  private final Providers providers;
  private final SettleQueue queue;
  private final StepLog log;

  Callback(KeyRing keyRing, Providers providers, SettleQueue queue, StepLog log) {
    this.keyRing = keyRing;
    this.providers = providers;
    this.queue = queue;
    this.log = log;
  }

  /**
   * Somebody rang.
   *
   * @param providerName from the path, untrusted
   * @param token from the path, untrusted
   * @param ring untrusted; at most a hint of the provider's task id
   * @return whether the token was ours, and the provider's signature good where it makes one; if so
   *     a check is on the queue
   * @throws RuntimeException if the queue did not take it: the provider should ring again
   */
  public boolean ring(String providerName, String token, Ring ring) {
    var watch = StopWatch.start();
    var provider =
        ProviderId.isValid(providerName)
            ? providers.find(new ProviderId(providerName))
            : Optional.<ImageProvider>empty();
    var task = provider.flatMap(known -> taskOf(known.id(), token));
    if (provider.isEmpty() || task.isEmpty() || !provider.get().isGenuine(ring)) {
      log.odd(
          "callback", Optional.empty(), provider.map(ImageProvider::id), "forged", watch.elapsed());
      return false;
    }
    var check = Check.of(task.get());
    var hint = provider.get().refIn(ring.body());
    queue.put(hint.map(check::withHint).orElse(check), Duration.ZERO);
    log.done("callback", task.get(), Optional.of(provider.get().id()), "queued", watch.elapsed());
    return true;
  }

  private Optional<TaskId> taskOf(ProviderId provider, String token) {
    return keyRing.keys().flatMap(keys -> CallbackToken.verify(provider, token, keys));
  }
}
