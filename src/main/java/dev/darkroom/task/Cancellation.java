package dev.darkroom.task;

import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import java.util.Optional;

/**
 * The states of a cancelled task, with words that say exactly what may be billed: total functions.
 *
 * <p>A failure that names no provider says that no provider took the task.
 */
final class Cancellation {
  private Cancellation() {}

  /** The cancelled state of a task; empty: it has ended, and cannot be cancelled. */
  static Optional<Failed> of(Task task, LateImages late) {
    return switch (task.state()) {
      case Claimed(var provider) -> Optional.of(unknown(provider, late));
      case InDoubt(var provider, _, _) -> Optional.of(unknown(provider, late));
      case Submitted(var ref) -> Optional.of(taken(ref, late.finality()));
      case Failed _ -> awaitsCarrier(task) ? Optional.of(unspent()) : Optional.empty();
      case ResultKnown _, Delivered _ -> Optional.empty();
    };
  }

  /** Whether nobody was told of a refusal, because the carrier of its event retries. */
  private static boolean awaitsCarrier(Task task) {
    return task.isNotAccepted()
        && task.isPublished()
        && task.subscribers().publications().isEmpty();
  }

  /** Nobody took it, and nobody will. */
  static Failed unspent() {
    var why =
        new Failure(
            ErrorCode.CANCELLED,
            "cancelled; no provider took it, and nothing was spent",
            Optional.empty(),
            Optional.empty());
    return new Failed(why, Finality.CERTAIN, Optional.empty());
  }

  /** The provider is known to have it. */
  static Failed taken(ProviderTaskRef ref, Finality finality) {
    return taken(ref, finality, LateImages.of(finality));
  }

  static Failed taken(ProviderTaskRef ref, Finality finality, LateImages late) {
    var words = "cancelled; %s took it and may bill it; %s".formatted(ref.provider(), late.words());
    return new Failed(
        Failure.of(ErrorCode.CANCELLED, words, ref.provider()), finality, Optional.of(ref));
  }

  /** The provider took it out of its queue, and the work never began. */
  static Failure removed(ProviderTaskRef ref) {
    return Failure.of(
        ErrorCode.CANCELLED,
        "cancelled; %s took it out of its queue before it began: no image comes"
            .formatted(ref.provider()),
        ref.provider());
  }

  /** The provider had it, and nothing can come of it any more. */
  static Failure over(ProviderTaskRef ref) {
    return Failure.of(
        ErrorCode.CANCELLED,
        "cancelled; %s took it and may bill it; no image comes any more".formatted(ref.provider()),
        ref.provider());
  }

  /** Whether the provider has it is unknown. */
  private static Failed unknown(ProviderId provider, LateImages late) {
    var words =
        "cancelled; %s may have taken it and may bill it; %s".formatted(provider, late.words());
    return new Failed(
        Failure.of(ErrorCode.CANCELLED, words, provider), late.finality(), Optional.empty());
  }
}
