package dev.darkroom.task;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The normalized wish: every kind of trigger ends in one of these, checked and complete.
 *
 * @param id the caller's idempotency key
 * @param model canonical name of the model
 * @param picture what the image shall be
 * @param preference who may make it
 * @param handling what happens around it
 */
public record GenerationRequest(
    RequestId id, ModelName model, Picture picture, Preference preference, Handling handling) {

  public TaskId taskId() {
    return TaskId.of(id);
  }

  /**
   * Whether this asks for the very same. Who waits for it and in which trace does not count: Step
   * Functions makes another token each time it tries a state again, and every call has a span of
   * its own.
   */
  public boolean isSameWishAs(GenerationRequest other) {
    return wish().equals(other.wish());
  }

  /** As part of a caller's trace. */
  public GenerationRequest tracedBy(Optional<TraceParent> caller) {
    return with(
        new Handling(
            handling.deadline,
            handling.taskToken,
            handling.notifyTarget,
            handling.metadata,
            caller));
  }

  private GenerationRequest wish() {
    return with(
        new Handling(
            handling.deadline, Optional.empty(), handling.notifyTarget, handling.metadata));
  }

  private GenerationRequest with(Handling next) {
    return new GenerationRequest(id, model, picture, preference, next);
  }

  /**
   * Who may make the picture, and at what loss.
   *
   * @param provider the only provider, or the first of {@code fallback}; empty: routed
   * @param fallback further providers, tried in order only while none is known to have accepted
   * @param providerOptions raw extra fields by provider, each a JSON object as text
   */
  public record Preference(
      Optional<ProviderId> provider,
      List<ProviderId> fallback,
      OnLoss onLoss,
      Map<ProviderId, String> providerOptions) {
    public static final Preference NONE =
        new Preference(Optional.empty(), List.of(), OnLoss.REJECT, Map.of());

    public Preference {
      fallback = List.copyOf(fallback);
      providerOptions = Map.copyOf(providerOptions);
    }
  }

  /**
   * What happens around the picture.
   *
   * @param deadline how long a task without an answer is waited for, 60 s to 24 h
   * @param metadata at most 16 pairs, copied to the record, the outcome and the objects
   * @param trace the caller's, that this wish is part of
   */
  public record Handling(
      Duration deadline,
      Optional<String> taskToken,
      Optional<NotifyTarget> notifyTarget,
      Map<String, String> metadata,
      Optional<TraceParent> trace) {
    public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(30);
    public static final Handling DEFAULT =
        new Handling(DEFAULT_DEADLINE, Optional.empty(), Optional.empty(), Map.of());

    public Handling {
      metadata = Map.copyOf(metadata);
    }

    /** Part of no trace. */
    public Handling(
        Duration deadline,
        Optional<String> taskToken,
        Optional<NotifyTarget> notifyTarget,
        Map<String, String> metadata) {
      this(deadline, taskToken, notifyTarget, metadata, Optional.empty());
    }
  }

  /**
   * A web address of the requester that is told the outcome.
   *
   * @param events empty: every outcome
   */
  public record NotifyTarget(URI url, List<String> events) {
    public NotifyTarget {
      events = List.copyOf(events);
    }
  }

  /** What to do when no provider can honour every field. */
  public enum OnLoss {
    /** Refuse before any money is spent. */
    REJECT,
    /** Go on, and report each adjustment. */
    ADAPT
  }
}
