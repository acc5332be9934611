package dev.darkroom.settlement;

import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Holds what a callback named against the provider's own word. A hint stays open until the provider
 * has spoken about it: silence, "not known" and talk of something else settle nothing.
 */
@ApplicationScoped
class Verification {
  private final Inquiry inquiry;
  private final Providers providers;
  private final TaskStore store;
  private final Clock clock;

  Verification(Inquiry inquiry, Providers providers, TaskStore store, Clock clock) {
    this.inquiry = inquiry;
    this.providers = providers;
    this.store = store;
    this.clock = clock;
  }

  /** What became of a hint. */
  sealed interface Finding {
    /** It is the task that we asked for, and belongs to it from now on. */
    record Confirmed(ProviderReport report) implements Finding {}

    /** It is another. */
    record Refuted(String why) implements Finding {}

    /**
     * Nobody knows yet.
     *
     * @param notBefore how long the provider wants to be left alone, where it says so
     */
    record Open(Optional<Duration> notBefore) implements Finding {}
  }

  /** Asks the provider about it. */
  Finding of(Task task, ProviderTaskRef hint) {
    return switch (inquiry.about(hint, task)) {
      case Transient(_, var retryAfter) -> new Finding.Open(retryAfter);
      case NotKnown _, Mismatched _ -> new Finding.Open(Optional.empty());
      case Reported answer ->
          objection(task, hint, answer)
              .<Finding>map(Finding.Refuted::new)
              .orElseGet(() -> new Finding.Confirmed(answer.report()));
    };
  }

  /** To own it is asked last: it is a write. */
  private Optional<String> objection(Task task, ProviderTaskRef hint, Reported answer) {
    var rows = providers.find(hint.provider()).map(ImageProvider::capabilities).orElseGet(List::of);
    return Plausibility.objection(task, answer, rows, clock.instant())
        .or(
            () ->
                store.own(hint, task)
                    ? Optional.empty()
                    : Optional.of("it belongs to another task of ours"));
  }
}
