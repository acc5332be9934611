package dev.darkroom.task;

import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The first action of a check: a total function of the task, the lead and the time. */
public sealed interface CheckAction {
  /** Poll the provider about the reference in the record. */
  record Poll(ProviderTaskRef ref) implements CheckAction {}

  /**
   * Verify provider tasks that callbacks named, until one is confirmed.
   *
   * @param candidates at least one
   * @param otherwise the action if none is confirmed
   */
  record Verify(List<ProviderTaskRef> candidates, CheckAction otherwise) implements CheckAction {
    public Verify {
      candidates = List.copyOf(candidates);
    }
  }

  /** Record the reference of the paid call's own answer, then poll. */
  record Attach(ProviderTaskRef ref) implements CheckAction {}

  /** Fetch a result that came with the paid call. */
  record Fetch(ProviderTaskRef ref, Succeeded result) implements CheckAction {}

  /** Publish an outcome that is recorded. */
  record Notify() implements CheckAction {}

  /** Mark an unfinished claim: whether its paid call left is unknown. */
  record MarkInDoubt(ProviderId provider) implements CheckAction {}

  /** Learn the fate of a paid call without its callback, where the provider offers a way. */
  record Heal(ProviderId provider) implements CheckAction {}

  /** Give up a submission that stayed in doubt until its deadline. */
  record GiveUp(ProviderId provider) implements CheckAction {}

  /** Wait for a callback, as long as the links of the images could live. */
  record AwaitEnd() implements CheckAction {}

  /** Nothing to do. */
  record NoAction(Reason reason) implements CheckAction {}

  /** Why nothing is to be done. */
  enum Reason {
    ALREADY_SETTLED,
    STILL_SUBMITTING,
    /** The callback names another provider than the task knows of. */
    UNMATCHED
  }

  /** Decides what to do first. */
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
      case InDoubt(var provider, _, _) ->
          search(
              task,
              provider,
              lead,
              now.isBefore(task.deadline()) ? new Heal(provider) : new GiveUp(provider));
      case Delivered _ -> task.isPublished() ? new NoAction(Reason.ALREADY_SETTLED) : new Notify();
      case Failed _ -> task.isPublished() ? forLateImages(task, lead) : new Notify();
    };
  }

  /** The action for a failure, published or not: ask about images that may still come. */
  static CheckAction forLateImages(Task task, Lead lead) {
    if (!(task.state() instanceof Failed(var failure, var finality, var ref))
        || !finality.isOpen()) {
      return new NoAction(Reason.ALREADY_SETTLED);
    }
    if (ref.isPresent()) {
      return task.progress()
          .made()
          .<CheckAction>map(result -> new Fetch(ref.get(), result))
          .orElseGet(() -> pollUnlessDisplaced(ref.get(), lead));
    }
    return failure
        .provider()
        .map(provider -> search(task, provider, lead, new AwaitEnd()))
        .orElseGet(AwaitEnd::new);
  }

  /** The paid call's own reference displaces the reference of a hint. */
  private static CheckAction pollUnlessDisplaced(ProviderTaskRef recorded, Lead lead) {
    return lead instanceof Lead.Reference(var own)
            && own.provider().equals(recorded.provider())
            && !own.equals(recorded)
        ? new Attach(own)
        : new Poll(recorded);
  }

  /** Searches the provider's task: the latest hint first, then those in the record. */
  private static CheckAction search(
      Task task, ProviderId provider, Lead lead, CheckAction otherwise) {
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
    return candidates.isEmpty() ? otherwise : new Verify(candidates, otherwise);
  }
}
