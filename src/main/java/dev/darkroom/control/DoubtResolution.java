package dev.darkroom.control;

import dev.darkroom.control.ControlResult.HintUnsettled;
import dev.darkroom.control.ControlResult.NoReport;
import dev.darkroom.control.ControlResult.NotInDoubt;
import dev.darkroom.control.ControlResult.NotThisTask;
import dev.darkroom.control.ControlResult.Unchanged;
import dev.darkroom.control.ControlWrites.Next;
import dev.darkroom.settlement.HintVerifier;
import dev.darkroom.settlement.HintVerifier.Answer;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.OperatorDecision;
import dev.darkroom.task.OperatorDecision.Abandon;
import dev.darkroom.task.OperatorDecision.Attach;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Records what an operator decides about a paid call whose fate is unknown. Nothing here makes a
 * paid call.
 */
@ApplicationScoped
public class DoubtResolution {
  private final ControlWrites writes;
  private final HintVerifier verifier;
  private final Clock clock;

  DoubtResolution(ControlWrites writes, HintVerifier verifier, Clock clock) {
    this.writes = writes;
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * Records the decision.
   *
   * @throws RuntimeException if the store failed: a repetition is safe
   */
  public ControlResult resolve(EitherId id, OperatorDecision decision) {
    return switch (decision) {
      case Abandon _ -> writes.write(id, "abandoned", this::abandoned);
      case Attach(var providerTaskId) ->
          writes
              .find(id)
              .map(task -> attach(id, task, providerTaskId))
              .orElseGet(() -> writes.absent(id));
    };
  }

  private Next abandoned(Task task) {
    if (task.isAbandonedByOperator() || isGivenUp(task)) {
      return new Next.Stay(new Unchanged(task));
    }
    if (!task.isFateUnknown(clock.instant())) {
      return new Next.Stay(new NotInDoubt(task));
    }
    return task.progress().hints().stream()
        .findFirst()
        .<Next>map(hint -> new Next.Stay(new HintUnsettled(task, hint)))
        .orElseGet(() -> abandonedUnlessCalled(task));
  }

  private Next abandonedUnlessCalled(Task task) {
    return task.isCallUnderWay(clock.instant())
        ? new Next.Stay(new NotInDoubt(task))
        : new Next.Write(task.abandoned(clock.instant()));
  }

  /** Whether nothing is waited for any more, and the provider's task was never known. */
  private static boolean isGivenUp(Task task) {
    return task.state() instanceof Failed(var failure, var finality, var ref)
        && ref.isEmpty()
        && !finality.isOpen()
        && (failure.code() == ErrorCode.SUBMISSION_IN_DOUBT || task.state().isCancelled());
  }

  /** Verifies the provider's task first. The record may change meanwhile. */
  private ControlResult attach(EitherId id, Task task, String providerTaskId) {
    var ref = task.provider().map(provider -> new ProviderTaskRef(provider, providerTaskId));
    if (ref.isEmpty() || !task.isFateUnknown(clock.instant())) {
      return isAttached(task, ref) ? new Unchanged(task) : new NotInDoubt(task);
    }
    var named = namedInstead(task, ref.get());
    if (named.isPresent()) {
      return new HintUnsettled(task, named.get());
    }
    return switch (verifier.verify(task, ref.get())) {
      case Answer.Refuted(var why) -> new NotThisTask(ref.get(), why);
      case Answer.Unknown _ ->
          new NotThisTask(ref.get(), "%s knows no such task".formatted(ref.get().provider()));
      case Answer.Open(var why, var retryAfter) -> new NoReport(ref.get(), why, retryAfter);
      case Answer.Confirmed(_, var evidence) ->
          writes.write(id, "attached", now -> attached(task, now, ref.get(), evidence));
    };
  }

  private Next attached(Task verified, Task now, ProviderTaskRef ref, String evidence) {
    if (isAttached(now, Optional.of(ref))) {
      return new Next.Stay(new Unchanged(now));
    }
    var named = namedInstead(now, ref);
    if (named.isPresent()) {
      return new Next.Stay(new HintUnsettled(now, named.get()));
    }
    return now.isSameClaimAs(verified) && now.isFateUnknown(clock.instant())
        ? new Next.Attach(now.attachedByOperator(ref, evidence, clock.instant()), ref)
        : new Next.Stay(new NotInDoubt(now));
  }

  /**
   * The task that a callback named for this very doubt, where the operator names another. Two
   * doubts would be attached crosswise, and each requester would get the other's picture.
   */
  private static Optional<ProviderTaskRef> namedInstead(Task task, ProviderTaskRef ref) {
    var hints = task.progress().hints();
    return hints.contains(ref) ? Optional.empty() : hints.stream().findFirst();
  }

  private static boolean isAttached(Task task, Optional<ProviderTaskRef> ref) {
    return ref.isPresent() && ref.equals(refOf(task));
  }

  private static Optional<ProviderTaskRef> refOf(Task task) {
    return switch (task.state()) {
      case Claimed _, InDoubt _ -> Optional.empty();
      case Submitted(var ref) -> Optional.of(ref);
      case ResultKnown(var ref, _) -> Optional.of(ref);
      case Delivered(var ref, _, _, _) -> Optional.of(ref);
      case Failed(_, _, var ref) -> ref;
    };
  }
}
