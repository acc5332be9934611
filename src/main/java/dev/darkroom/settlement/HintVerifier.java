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
public class HintVerifier {
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
  public sealed interface Answer {
    /**
     * The hint is the task that Darkroom submitted; from now on it belongs to this task.
     *
     * @param evidence what the provider named: its model, its time, both or neither
     */
    record Confirmed(ProviderReport report, String evidence) implements Answer {}

    /** The hint is another task. */
    record Refuted(String why) implements Answer {}

    /** The provider does not know it, or answers about another task: that may change. */
    record Unknown() implements Answer {}

    /**
     * No answer.
     *
     * @param notBefore how long the provider wants to be left alone, where it says so
     */
    record Open(Optional<Duration> notBefore) implements Answer {}
  }

  /** Asks the provider about the hint. */
  public Answer verify(Task task, ProviderTaskRef hint) {
    return switch (poll.ask(hint, task)) {
      case Transient(_, var retryAfter) -> new Answer.Open(retryAfter);
      case NotKnown _, Mismatched _ -> new Answer.Unknown();
      case Reported answer ->
          objection(task, hint, answer)
              .<Answer>map(Answer.Refuted::new)
              .orElseGet(() -> new Answer.Confirmed(answer.report(), evidence(answer)));
    };
  }

  private static String evidence(Reported answer) {
    var model = answer.model().isPresent();
    var time = answer.createdAt().isPresent();
    if (model && time) {
      return "nothing speaks against its model and its time";
    }
    if (model) {
      return "nothing speaks against its model; its time is not named";
    }
    return time
        ? "nothing speaks against its time; its model is not named"
        : "the provider names neither its model nor its time";
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
