package dev.darkroom.control;

import dev.darkroom.control.CanaryOutcome.NoSuchProvider;
import dev.darkroom.control.CanaryOutcome.Off;
import dev.darkroom.control.CanaryOutcome.Recorded;
import dev.darkroom.control.CanaryOutcome.WithoutKeys;
import dev.darkroom.log.StepLog;
import dev.darkroom.log.StopWatch;
import dev.darkroom.provider.CanaryResult.Failed;
import dev.darkroom.provider.CanaryResult.Observed;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Step;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Finds out whether an account's idempotency keys are honoured, at the price of one image or two.
 * Only what was seen is recorded, with the moment at which the run began: a run that was under way
 * while trust was withdrawn restores none. Of two runs at once the one that began later counts.
 */
@ApplicationScoped
public class ProviderCanary {
  private static final Logger LOG = Logger.getLogger(ProviderCanary.class);

  private final Providers providers;
  private final TaskStore store;
  private final Clock clock;
  private final StepLog log;

  ProviderCanary(Providers providers, TaskStore store, Clock clock, StepLog log) {
    this.providers = providers;
    this.store = store;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Runs a canary with a key of its own. If the store fails after the paid calls, the canary has
   * failed: another run pays again.
   *
   * @param name of the provider, untrusted
   */
  public CanaryOutcome run(String name) {
    var provider =
        ProviderId.isValid(name)
            ? providers.find(new ProviderId(name))
            : Optional.<ImageProvider>empty();
    if (provider.isEmpty()) {
      return new NoSuchProvider();
    }
    var id = provider.get().id();
    var off = provider.get().profile().whyOff();
    var recovery = provider.get().recovery();
    if (recovery.isEmpty()) {
      return new WithoutKeys(id);
    }
    return off.<CanaryOutcome>map(why -> off(provider.get(), why))
        .orElseGet(() -> run(id, recovery.get()));
  }

  /** What to set is in the log, and in no answer. */
  private static Off off(ImageProvider provider, String why) {
    LOG.warnf("no canary of %s: %s", provider.id(), why);
    return new Off(provider.id(), provider.offReason().orElseThrow());
  }

  private CanaryOutcome run(ProviderId id, DoubtRecovery recovery) {
    var watch = StopWatch.start();
    var begun = clock.instant();
    return switch (recovery.canary(new IdempotencyKey("canary-" + UUID.randomUUID()))) {
      case Observed(var account, var isHonoured, var words) -> {
        var seen = new CanaryRecord(id, isHonoured, account, begun, words);
        write(id, isHonoured ? "canary:honoured" : "canary:ignored", watch);
        yield kept(seen, watch);
      }
      case Failed(var isTransient, var why) -> {
        write(id, "canary:failed", watch);
        yield new CanaryOutcome.Failed(id, isTransient, why);
      }
    };
  }

  private CanaryOutcome kept(CanaryRecord seen, StopWatch watch) {
    try {
      store.keepCanary(seen);
    } catch (RuntimeException storeFailed) {
      write(
          seen.provider(), "canary_not_recorded:" + storeFailed.getClass().getSimpleName(), watch);
      return new CanaryOutcome.Failed(
          seen.provider(),
          /* isTransient= */ false,
          seen.seen() + ", and that could not be recorded");
    }
    return new Recorded(latest(seen, watch));
  }

  /** The record that counts: trust may have been withdrawn while the canary was running. */
  private CanaryRecord latest(CanaryRecord seen, StopWatch watch) {
    try {
      return store.canary(seen.provider()).orElse(seen);
    } catch (RuntimeException storeFailed) {
      write(
          seen.provider(), "canary_not_read_back:" + storeFailed.getClass().getSimpleName(), watch);
      return seen;
    }
  }

  private void write(ProviderId id, String outcome, StopWatch watch) {
    log.warn(Step.CONTROL, Optional.empty(), Optional.of(id), outcome, watch.elapsed());
  }
}
