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
 * Verifies the hint of a callback with the provider. A hint stays open until the provider reports
 * on that very task: no answer, "not known" and a report on another task settle nothing.
 */
@ApplicationScoped
class HintVerifier {
  private final ProviderPoll poll;
  private final Providers providers;
  private final TaskStore store;
  private final Clock clock;

  HintVerifier(ProviderPoll poll, Providers providers, TaskStore store, Clock clock) {
    this.poll = poll;
    this.providers = providers;
    this.store = store;
    this.clock = clock;
  }

  /** What the provider says about a hint. */
  sealed interface Answer {
    /** The hint is the task that Darkroom submitted; from now on it belongs to this task. */
    record Confirmed(ProviderReport report) implements Answer {}

    /** The hint is another task. */
    record Refuted(String why) implements Answer {}

    /**
     * Not known yet.
     *
     * @param notBefore how long the provider wants to be left alone, where it says so
     */
    record Open(Optional<Duration> notBefore) implements Answer {}
  }

  /** Asks the provider about the hint. */
  Answer verify(Task task, ProviderTaskRef hint) {
    return switch (poll.ask(hint, task)) {
      case Transient(_, var retryAfter) -> new Answer.Open(retryAfter);
      case NotKnown _, Mismatched _ -> new Answer.Open(Optional.empty());
      case Reported answer ->
          objection(task, hint, answer)
              .<Answer>map(Answer.Refuted::new)
              .orElseGet(() -> new Answer.Confirmed(answer.report()));
    };
  }

  /** Ownership is asked for last: that is a write. */
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
