package dev.darkroom.callback;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.provider.CallbackRequest;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Answers the door: checks the token, queues a check, and knows nothing else. */
@ApplicationScoped
public class Callback {
  private final KeyRing keyRing;
  private final Providers providers;
  private final SettleQueue queue;
  private final Clock clock;
  private final StepLog log;

  Callback(KeyRing keyRing, Providers providers, SettleQueue queue, Clock clock, StepLog log) {
    this.keyRing = keyRing;
    this.providers = providers;
    this.queue = queue;
    this.clock = clock;
    this.log = log;
  }

  /** What became of a ring. */
  public enum Answer {
    /** A check is on the queue. */
    QUEUED,
    /** Not with a token of ours, or with a bad signature of the provider's. */
    TURNED_AWAY,
    /** Whether the provider's signature is good cannot be told just now: ring again. */
    AGAIN
  }

  /**
   * Somebody rang.
   *
   * @param providerName from the path, untrusted
   * @param token from the path, untrusted
   * @param ring untrusted; at most a hint of the provider's task id
   * @throws RuntimeException if the queue did not take the check: the provider should ring again
   */
  public Answer ring(String providerName, String token, CallbackRequest ring) {
    var watch = StopWatch.start();
    var provider =
        ProviderId.isValid(providerName)
            ? providers.find(new ProviderId(providerName))
            : Optional.<ImageProvider>empty();
    var task = provider.flatMap(known -> taskOf(known.id(), token));
    if (provider.isEmpty() || task.isEmpty()) {
      return odd(Optional.empty(), provider, "forged", Answer.TURNED_AWAY, watch);
    }
    return switch (provider.get().authenticity(ring)) {
      case FORGED -> odd(task, provider, "forged", Answer.TURNED_AWAY, watch);
      case UNKNOWN -> odd(task, provider, "signature_unverifiable", Answer.AGAIN, watch);
      case GENUINE -> {
        var check = Check.of(task.get()).from(new Check.Source.Callback(clock.instant()));
        var hint = provider.get().refIn(ring.body());
        queue.put(hint.map(check::withHint).orElse(check), Duration.ZERO);
        log.done(
            "callback", task.get(), Optional.of(provider.get().id()), "queued", watch.elapsed());
        yield Answer.QUEUED;
      }
    };
  }

  private Answer odd(
      Optional<TaskId> task,
      Optional<ImageProvider> provider,
      String outcome,
      Answer answer,
      StopWatch watch) {
    log.odd("callback", task, provider.map(ImageProvider::id), outcome, watch.elapsed());
    return answer;
  }

  private Optional<TaskId> taskOf(ProviderId provider, String token) {
    return keyRing.keys().flatMap(keys -> CallbackToken.verify(provider, token, keys));
  }
}
