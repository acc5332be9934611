package dev.darkroom.task;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A normalized request: every kind of trigger ends in one of these, checked and complete.
 *
 * @param id the caller's idempotency key
 * @param model canonical name of the model
 * @param spec what the image shall be
 * @param preference who may make it
 * @param delivery what happens around it
 */
public record GenerationRequest(
    RequestId id,
    ModelName model,
    ImageSpec spec,
    Preference preference,
    DeliveryOptions delivery) {

  public TaskId taskId() {
    return TaskId.of(id);
  }

  /**
   * Whether this is the same request. The task token and the trace do not count. Step Functions
   * makes another token each time it retries a state, and every call has a span of its own.
   */
  public boolean isSameAs(GenerationRequest other) {
    return withoutCarrier().equals(other.withoutCarrier());
  }

  /** As part of a caller's trace. */
  public GenerationRequest tracedBy(Optional<TraceParent> caller) {
    return with(
        new DeliveryOptions(
            delivery.deadline,
            delivery.taskToken,
            delivery.notifyTarget,
            delivery.metadata,
            caller));
  }

  private GenerationRequest withoutCarrier() {
    return with(
        new DeliveryOptions(
            delivery.deadline, Optional.empty(), delivery.notifyTarget, delivery.metadata));
  }

  private GenerationRequest with(DeliveryOptions next) {
    return new GenerationRequest(id, model, spec, preference, next);
  }

  /**
   * Who may make the image, at what loss and at what price.
   *
   * @param provider the only provider, or the first of {@code fallback}; empty: routed
   * @param fallback further providers, tried in order only while none is known to have accepted
   * @param providerOptions raw extra fields by provider, each a JSON object as text
   * @param maxCost the most that it may cost; empty: whatever it costs
   */
  public record Preference(
      Optional<ProviderId> provider,
      List<ProviderId> fallback,
      OnLoss onLoss,
      Map<ProviderId, String> providerOptions,
      Optional<CostCap> maxCost) {
    public static final Preference NONE =
        new Preference(Optional.empty(), List.of(), OnLoss.REJECT, Map.of());

    public Preference {
      fallback = List.copyOf(fallback);
      providerOptions = Map.copyOf(providerOptions);
    }

    /** At whatever price. */
    public Preference(
        Optional<ProviderId> provider,
        List<ProviderId> fallback,
        OnLoss onLoss,
        Map<ProviderId, String> providerOptions) {
      this(provider, fallback, onLoss, providerOptions, Optional.empty());
    }

    /** The same preference, at this price at most. */
    public Preference withMaxCost(CostCap cap) {
      return new Preference(provider, fallback, onLoss, providerOptions, Optional.of(cap));
    }
  }

  /**
   * What happens around the image.
   *
   * @param deadline how long a task without an answer is waited for, 60 s to 24 h
   * @param metadata at most 16 pairs, copied to the record, the outcome and the objects
   * @param trace the caller's, that this request is part of
   */
  public record DeliveryOptions(
      Duration deadline,
      Optional<String> taskToken,
      Optional<NotifyTarget> notifyTarget,
      Map<String, String> metadata,
      Optional<TraceParent> trace) {
    public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(30);
    public static final DeliveryOptions DEFAULT =
        new DeliveryOptions(DEFAULT_DEADLINE, Optional.empty(), Optional.empty(), Map.of());

    public DeliveryOptions {
      metadata = Map.copyOf(metadata);
    }

    /** Part of no trace. */
    public DeliveryOptions(
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
