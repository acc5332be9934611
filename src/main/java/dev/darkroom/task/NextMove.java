package dev.darkroom.task;

import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Made;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Instant;
import java.util.Optional;

/** What a check does first, before anybody was asked: a total function of what we know. */
public sealed interface NextMove {
  /** Ask this provider about this task of its own. */
  record Ask(ProviderTaskRef ref) implements NextMove {}

  /** The result is known from the paid call: fetch it. */
  record Fetch(ProviderTaskRef ref, Succeeded result) implements NextMove {}

  /** The outcome is recorded, the requester does not know yet. */
  record Tell() implements NextMove {}

  /** Nobody finished this claim: whether its paid call left is unknown. */
  record Doubt(ProviderId provider) implements NextMove {}

  /** Waited long enough for a sign of a submission in doubt. */
  record GiveUp(ProviderId provider) implements NextMove {}

  /** Nothing to do. */
  record Rest(Why why) implements NextMove {}

  /** Why nothing is to be done. */
  enum Why {
    ALREADY_SETTLED,
    STILL_SUBMITTING,
    STILL_IN_DOUBT,
    /** The callback names another provider than the task knows of. */
    UNMATCHED
  }

  /**
   * Decides.
   *
   * @param hint the provider's task that an authenticated callback named
   */
  static NextMove of(Task task, Optional<ProviderTaskRef> hint, Instant now) {
    return switch (task.state()) {
      case Submitted(var ref) -> new Ask(ref);
      case Made(var ref, var result) -> new Fetch(ref, result);
      case Claimed(var provider) -> {
        if (hint.isPresent()) {
          yield askIfOf(provider, hint.get());
        }
        yield now.isBefore(task.updatedAt().plus(Task.CLAIM_GRACE))
            ? new Rest(Why.STILL_SUBMITTING)
            : new Doubt(provider);
      }
      case InDoubt(var provider, _) -> {
        if (hint.isPresent()) {
          yield askIfOf(provider, hint.get());
        }
        yield now.isBefore(task.deadline()) ? new Rest(Why.STILL_IN_DOUBT) : new GiveUp(provider);
      }
      case Delivered _ -> task.told() ? new Rest(Why.ALREADY_SETTLED) : new Tell();
      case Failed _ -> task.told() ? meanwhile(task, hint) : new Tell();
    };
  }

  /**
   * What is worth doing about a failure whether or not everybody has heard of it: ask about images
   * that may still come.
   */
  static NextMove meanwhile(Task task, Optional<ProviderTaskRef> hint) {
    if (!(task.state() instanceof Failed(var failure, var finality, var ref))
        || finality != Finality.PROVISIONAL) {
      return new Rest(Why.ALREADY_SETTLED);
    }
    if (ref.isPresent()) {
      return new Ask(ref.get());
    }
    return hint.isPresent() && failure.provider().isPresent()
        ? askIfOf(failure.provider().get(), hint.get())
        : new Rest(Why.ALREADY_SETTLED);
  }

  private static NextMove askIfOf(ProviderId provider, ProviderTaskRef hint) {
    return hint.provider().equals(provider) ? new Ask(hint) : new Rest(Why.UNMATCHED);
  }
}
