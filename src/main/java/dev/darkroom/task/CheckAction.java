package dev.darkroom.task;

import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a check does first, before anybody was asked: a total function of what we know. */
public sealed interface CheckAction {
  /** Ask this provider about the task of its own that the record names. */
  record Poll(ProviderTaskRef ref) implements CheckAction {}

  /**
   * Ask about provider tasks that callbacks named, until one of them turns out to be ours.
   *
   * @param candidates at least one
   * @param inVain what to do if none of them does
   */
  record Verify(List<ProviderTaskRef> candidates, CheckAction inVain) implements CheckAction {
    public Verify {
      candidates = List.copyOf(candidates);
    }
  }

  /** Record the reference that the paid call's own answer named, then ask about it. */
  record Attach(ProviderTaskRef ref) implements CheckAction {}

  /** The result is known from the paid call: fetch it. */
  record Fetch(ProviderTaskRef ref, Succeeded result) implements CheckAction {}

  /** The outcome is recorded, the requester does not know yet. */
  record Notify() implements CheckAction {}

  /** Nobody finished this claim: whether its paid call left is unknown. */
  record MarkInDoubt(ProviderId provider) implements CheckAction {}

  /** Waited long enough for a sign of a submission in doubt. */
  record GiveUp(ProviderId provider) implements CheckAction {}

  /** Nobody can be asked, but a callback may still come until the images would be gone. */
  record AwaitEnd() implements CheckAction {}

  /** Nothing to do. */
  record NoAction(Reason reason) implements CheckAction {}

  /** Why nothing is to be done. */
  enum Reason {
    ALREADY_SETTLED,
    STILL_SUBMITTING,
    STILL_IN_DOUBT,
    /** The callback names another provider than the task knows of. */
    UNMATCHED
  }

  /** Decides. */
  static CheckAction of(Task task, Lead lead, Instant now) {
    return switch (task.state()) {
      case Submitted(var ref) -> pollUnlessDisplaced(ref, lead);
      case ResultKnown(var ref, var result) -> new Fetch(ref, result);
      case Claimed(var provider) ->
          search(
              task,
              provider,
              lead,
              task.isAbandoned(now)
                  ? new MarkInDoubt(provider)
                  : new NoAction(Reason.STILL_SUBMITTING));
      case InDoubt(var provider, _) ->
          search(
              task,
              provider,
              lead,
              now.isBefore(task.deadline())
                  ? new NoAction(Reason.STILL_IN_DOUBT)
                  : new GiveUp(provider));
      case Delivered _ -> task.isPublished() ? new NoAction(Reason.ALREADY_SETTLED) : new Notify();
      case Failed _ -> task.isPublished() ? forLateImages(task, lead) : new Notify();
    };
  }

  /** The action for a failure, published or not: ask about images that may still come. */
  static CheckAction forLateImages(Task task, Lead lead) {
    if (!(task.state() instanceof Failed(var failure, var finality, var ref))
        || finality != Finality.PROVISIONAL) {
      return new NoAction(Reason.ALREADY_SETTLED);
    }
    if (ref.isPresent()) {
      return pollUnlessDisplaced(ref.get(), lead);
    }
    return failure
        .provider()
        .map(provider -> search(task, provider, lead, new AwaitEnd()))
        .orElseGet(AwaitEnd::new);
  }

  /** The paid call's own reference wins over one that came by a hint. */
  private static CheckAction pollUnlessDisplaced(ProviderTaskRef recorded, Lead lead) {
    return lead instanceof Lead.Reference(var own)
            && own.provider().equals(recorded.provider())
            && !own.equals(recorded)
        ? new Attach(own)
        : new Poll(recorded);
  }

  /** For the provider's task: the latest hint first, then those that the record has kept. */
  private static CheckAction search(Task task, ProviderId provider, Lead lead, CheckAction inVain) {
    var candidates = new ArrayList<ProviderTaskRef>();
    switch (lead) {
      case Lead.Nothing() -> {}
      case Lead.Hint(var ref) -> candidates.add(ref);
      case Lead.Reference(var ref) -> {
        return ref.provider().equals(provider) ? new Attach(ref) : new NoAction(Reason.UNMATCHED);
      }
    }
    if (candidates.stream().anyMatch(ref -> !ref.provider().equals(provider))) {
      return new NoAction(Reason.UNMATCHED);
    }
    task.progress().hints().stream()
        .filter(ref -> ref.provider().equals(provider) && !candidates.contains(ref))
        .forEach(candidates::add);
    return candidates.isEmpty() ? inVain : new Verify(candidates, inVain);
  }
}
