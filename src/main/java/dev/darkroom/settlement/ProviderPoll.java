package dev.darkroom.settlement;

import dev.darkroom.log.StepLog;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the provider about a task, with our own key. An answer that breaks its reader counts as no
 * answer, so that a deadline that waits for it still passes.
 */
@ApplicationScoped
class ProviderPoll {
  private final Providers providers;
  private final StepLog log;

  ProviderPoll(Providers providers, StepLog log) {
    this.providers = providers;
    this.log = log;
  }

  /** Asks once. */
  CheckResult ask(ProviderTaskRef ref, Task task) {
    return providers
        .find(ref.provider())
        .filter(ImageProvider::isOn)
        .map(provider -> ask(ref, provider, task))
        .orElse(new Transient("the provider is off", Optional.empty()));
  }

  private CheckResult ask(ProviderTaskRef ref, ImageProvider provider, Task task) {
    try {
      return provider.check(ref);
    } catch (RuntimeException broken) {
      var why = "check_broken:" + broken.getClass().getSimpleName();
      log.warn(Step.SETTLEMENT, task, why, Duration.ZERO);
      return new Transient(why, Optional.empty());
    }
  }
}
