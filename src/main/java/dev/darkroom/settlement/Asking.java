package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.task.Decision;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Asks about the task that the record names, and has the consequence carried out. */
@ApplicationScoped
class Asking {
  private final Inquiry inquiry;
  private final Consequence consequence;
  private final Clock clock;

  Asking(Inquiry inquiry, Consequence consequence, Clock clock) {
    this.inquiry = inquiry;
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
   * Asks about the provider's task, which is ours for certain.
   *
   * @return what came of it
   */
  Settled ask(Task task, ProviderTaskRef ref, Check check) {
    return switch (inquiry.about(ref, task)) {
      case Reported(var report, _, _, _) -> reported(task, ref, report, check);
      case Transient(_, var retryAfter) -> withoutReport(task, ref, retryAfter, check);
      case NotKnown _, Mismatched _ -> withoutReport(task, ref, Optional.empty(), check);
    };
  }

  /** What follows from the provider's word about a task that is ours. */
  Settled reported(Task task, ProviderTaskRef ref, ProviderReport report, Check check) {
    return consequence.of(task, ref, Decision.of(task, report, clock.instant()), check);
  }

  private Settled withoutReport(
      Task task, ProviderTaskRef ref, Optional<Duration> notBefore, Check check) {
    return consequence.of(
        task, ref, Decision.withoutReport(task, notBefore, clock.instant()), check);
  }
}
