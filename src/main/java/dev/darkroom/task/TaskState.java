package dev.darkroom.task;

import dev.darkroom.task.ProviderReport.Succeeded;
import java.util.List;
import java.util.Optional;

/**
 * Where a task stands. Taken apart by {@code switch} without {@code default}, so that a new state
 * makes the compiler list the work.
 */
public sealed interface TaskState {

  /** The id is claimed; the paid call may be under way. */
  record Claimed(ProviderId provider) implements Open {}

  /** The provider took it. */
  record Submitted(ProviderTaskRef ref) implements Open {}

  /**
   * The provider answered the paid call with the result. Such a synchronous provider cannot be
   * asked again, so only this record knows the links.
   *
   * @param result without the bill, which is the task's
   */
  record ResultKnown(ProviderTaskRef ref, Succeeded result) implements Open {}

  /**
   * The paid call may have reached the provider, and no readable answer came.
   *
   * @param why what happened instead of an answer
   * @param sent the call, where the provider can be sent it again
   */
  record InDoubt(ProviderId provider, String why, Optional<SentCall> sent) implements Open {
    /** A call that is never repeated. */
    public InDoubt(ProviderId provider, String why) {
      this(provider, why, Optional.empty());
    }
  }

  /**
   * Every image that could be fetched is in the owner's bucket.
   *
   * @param images at least one
   * @param missing images that the provider made and that are lost for good
   * @param late after the task had already been reported as failed
   */
  record Delivered(
      ProviderTaskRef ref, List<StoredImage> images, List<MissingImage> missing, boolean late)
      implements Final {
    public Delivered {
      images = List.copyOf(images);
      missing = List.copyOf(missing);
      if (images.isEmpty()) {
        throw new IllegalArgumentException("a delivery has images");
      }
    }

    /** For the timeline. */
    String summary() {
      return images.size()
          + " stored"
          + (missing.isEmpty() ? "" : ", " + missing.size() + " missing")
          + (late ? ", late" : "");
    }
  }

  /**
   * No image will come, as far as is known.
   *
   * @param ref the provider's task, where there is one
   */
  record Failed(Failure failure, Finality finality, Optional<ProviderTaskRef> ref)
      implements Final {
    boolean is(Finality wanted) {
      return finality == wanted;
    }
  }

  /** Something may still come. */
  sealed interface Open extends TaskState {}

  /** The outcome is recorded. */
  sealed interface Final extends TaskState {}

  /** How final a failure is. */
  enum Finality {
    /** No provider took the task. Nothing was spent, and the caller's id may be used again. */
    NOT_ACCEPTED,
    /** It stays as it is. */
    CERTAIN,
    /** We gave up waiting; images that do turn up are delivered late. */
    PROVISIONAL,
    /**
     * The requester wants no image any more. The provider is asked to cancel, and for the bill;
     * images that do turn up are not stored.
     */
    DISCARDED;

    /** Whether the provider is still asked about the task. */
    public boolean isOpen() {
      return switch (this) {
        case PROVISIONAL, DISCARDED -> true;
        case NOT_ACCEPTED, CERTAIN -> false;
      };
    }
  }

  /** Whether no provider took the task: nothing was spent. */
  default boolean isNotAccepted() {
    return this instanceof Failed failed && failed.is(Finality.NOT_ACCEPTED);
  }

  /** Whether the task failed, and the provider is still asked about it. */
  default boolean isProvisional() {
    return this instanceof Failed failed && failed.finality().isOpen();
  }

  /** Whether the requester cancelled the task. */
  default boolean isCancelled() {
    return this instanceof Failed(var failure, _, _) && failure.code() == ErrorCode.CANCELLED;
  }

  /** Whether nothing was spent, for certain: a cancelled task names a provider that may bill it. */
  default boolean isUnspent() {
    return isNotAccepted()
        || (isCancelled()
            && this instanceof Failed(var failure, var finality, _)
            && finality == Finality.CERTAIN
            && failure.provider().isEmpty());
  }

  /** The provider's task, where the record names one. */
  default Optional<ProviderTaskRef> reference() {
    return switch (this) {
      case Claimed _, InDoubt _ -> Optional.empty();
      case Submitted(var ref) -> Optional.of(ref);
      case ResultKnown(var ref, _) -> Optional.of(ref);
      case Delivered(var ref, _, _, _) -> Optional.of(ref);
      case Failed(_, _, var ref) -> ref;
    };
  }

  /** Whether the provider's task is unknown, so that a callback may name it. */
  default boolean isWithoutReference() {
    return switch (this) {
      case Claimed _, InDoubt _ -> true;
      case Failed(_, _, var ref) -> ref.isEmpty() && isProvisional();
      case Submitted _, ResultKnown _, Delivered _ -> false;
    };
  }

  /** The word callers read. */
  default String status() {
    return switch (this) {
      case Claimed _ -> "submitting";
      case Submitted _, ResultKnown _ -> "processing";
      case InDoubt _ -> "in_doubt";
      case Delivered(_, _, var missing, _) -> missing.isEmpty() ? "succeeded" : "partial";
      case Failed _ -> isCancelled() ? "cancelled" : "failed";
    };
  }
}
