package dev.darkroom.callback;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.provider.CallbackRequest;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Step;
import dev.darkroom.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Receives callbacks: checks the token, queues a check, and knows nothing else. */
@ApplicationScoped
public class CallbackReceiver {
  private final KeyRing keyRing;
  private final Providers providers;
  private final SettleQueue queue;
  private final Clock clock;
  private final StepLog log;

  CallbackReceiver(
      KeyRing keyRing, Providers providers, SettleQueue queue, Clock clock, StepLog log) {
    this.keyRing = keyRing;
    this.providers = providers;
    this.queue = queue;
    this.clock = clock;
    this.log = log;
  }

  /** The answer to a callback. */
  public enum Answer {
    /** A check is on the queue. */
    QUEUED,
    /** The token is not Darkroom's, or the provider's signature is bad. */
    REJECTED,
    /** The provider's signature cannot be verified now: the provider should retry. */
    RETRY_LATER
  }

  /**
   * Answers one callback.
   *
   * @param providerName from the path, untrusted
   * @param token from the path, untrusted
   * @param request untrusted; at most a hint of the provider's task id
   * @throws RuntimeException if the queue did not take the check: the provider should retry
   */
  public Answer receive(String providerName, String token, CallbackRequest request) {
    var watch = StopWatch.start();
    var provider =
        ProviderId.isValid(providerName)
            ? providers.find(new ProviderId(providerName))
            : Optional.<ImageProvider>empty();
    var task = provider.flatMap(known -> taskOf(known.id(), token));
    if (provider.isEmpty() || task.isEmpty()) {
      return warned(Optional.empty(), provider, "forged", Answer.REJECTED, watch);
    }
    return switch (provider.get().authenticity(request)) {
      case FORGED -> warned(task, provider, "forged", Answer.REJECTED, watch);
      case UNKNOWN -> warned(task, provider, "signature_unverifiable", Answer.RETRY_LATER, watch);
      case GENUINE -> queued(task.get(), provider.get(), request, watch);
    };
  }

  private Answer queued(
      TaskId task, ImageProvider provider, CallbackRequest request, StopWatch watch) {
    var check = Check.of(task).from(new Check.Source.Callback(clock.instant()));
    var hint = provider.refIn(request.body());
    queue.put(hint.map(check::withHint).orElse(check), Duration.ZERO);
    log.info(Step.CALLBACK, task, Optional.of(provider.id()), "queued", watch.elapsed());
    return Answer.QUEUED;
  }

  private Answer warned(
      Optional<TaskId> task,
      Optional<ImageProvider> provider,
      String outcome,
      Answer answer,
      StopWatch watch) {
    log.warn(Step.CALLBACK, task, provider.map(ImageProvider::id), outcome, watch.elapsed());
    return answer;
  }

  private Optional<TaskId> taskOf(ProviderId provider, String token) {
    return keyRing.keys().flatMap(keys -> CallbackToken.verify(provider, token, keys));
  }
}
