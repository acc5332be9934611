package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Silent;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.Decision;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Made;
import dev.darkroom.task.TaskState.Submitted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks the provider itself, and has the consequence carried out. */
@ApplicationScoped
class Asking {
  /** How far a provider's clock may be off. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final Providers providers;
  private final Consequence consequence;
  private final Clock clock;

  Asking(Providers providers, Consequence consequence, Clock clock) {
    this.providers = providers;
    this.consequence = consequence;
    this.clock = clock;
  }

  /**
   * Nobody is asked: the result came with the paid call.
   *
   * @return what came of it
   */
  Settled fetch(Task task, ProviderTaskRef ref, Succeeded result, Check check) {
    return consequence.of(task, ref, new Decision.Deliver(result), check);
  }

  /**
   * Asks about the provider's task.
   *
   * @return what came of it
   */
  Settled ask(Task task, ProviderTaskRef ref, Check check) {
    var result =
        providers
            .find(ref.provider())
            .filter(ImageProvider::isOn)
            .map(provider -> provider.check(ref))
            .orElse(new Silent("the provider is off", Optional.empty()));
    boolean isOurs = isRecorded(task, ref);
    return switch (result) {
      case Reported(var report, var createdAt, _, _) when isOurs || isPlausible(task, createdAt) ->
          consequence.of(task, ref, Decision.of(task, report, clock.instant()), check);
      case Silent(_, var retryAfter) -> withoutReport(task, ref, retryAfter, check);
      case NotKnown _, Mismatched _ when isOurs ->
          withoutReport(task, ref, Optional.empty(), check);
      case Reported _, NotKnown _, Mismatched _ -> Settled.of("unmatched");
    };
  }

  private Settled withoutReport(
      Task task, ProviderTaskRef ref, Optional<Duration> notBefore, Check check) {
    return consequence.of(
        task, ref, Decision.withoutReport(task, notBefore, clock.instant()), check);
  }

  /** The provider named it to us when it took the task; a callback's word is less. */
  private static boolean isRecorded(Task task, ProviderTaskRef ref) {
    return switch (task.state()) {
      case Submitted(var recorded) -> recorded.equals(ref);
      case Failed(_, _, var recorded) -> recorded.filter(ref::equals).isPresent();
      case Claimed _, Made _, InDoubt _, Delivered _ -> false;
    };
  }

  /** A task of before our claim is somebody else's. */
  private static boolean isPlausible(Task task, Optional<Instant> createdAt) {
    return createdAt
        .filter(created -> created.isBefore(task.createdAt().minus(CLOCK_SKEW)))
        .isEmpty();
  }
}
