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
  /** Why a hint is refuted that the store gives to another task. */
  public static final String OF_ANOTHER = "it belongs to another task of ours";

  private final ProviderPoll poll;
  private final Providers providers;
  private final Clock clock;

  HintVerifier(ProviderPoll poll, Providers providers, Clock clock) {
    this.poll = poll;
    this.providers = providers;
    this.clock = clock;
  }

  /** What the provider says about a hint. */
  public sealed interface Answer {
    /**
     * Nothing speaks against the hint, as far as the provider knows: it belongs to this task unless
     * it belongs to another one of ours.
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
     * @param why free of secrets
     * @param notBefore how long the provider wants to be left alone, where it says so
     */
    record Open(String why, Optional<Duration> notBefore) implements Answer {}
  }

  /** Asks the provider about the hint. */
  public Answer verify(Task task, ProviderTaskRef hint) {
    return switch (poll.ask(hint, task)) {
      case Transient(var why, var retryAfter) -> new Answer.Open(why, retryAfter);
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

  private Optional<String> objection(Task task, ProviderTaskRef hint, Reported answer) {
    var rows = providers.find(hint.provider()).map(ImageProvider::capabilities).orElseGet(List::of);
    return Plausibility.objection(task, answer, rows, clock.instant());
  }
}
