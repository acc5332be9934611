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
   * Whether this asks for the very same. Who waits for it does not count: Step Functions makes
   * another token each time it tries a state again.
   */
  public boolean isSameWishAs(GenerationRequest other) {
    return withoutToken().equals(other.withoutToken());
  }

  private GenerationRequest withoutToken() {
    return new GenerationRequest(id, model, picture, preference, handling.withoutToken());
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
   */
  public record Handling(
      Duration deadline,
      Optional<String> taskToken,
      Optional<NotifyTarget> notifyTarget,
      Map<String, String> metadata) {
    public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(30);
    public static final Handling DEFAULT =
        new Handling(DEFAULT_DEADLINE, Optional.empty(), Optional.empty(), Map.of());

    public Handling {
      metadata = Map.copyOf(metadata);
    }

    private Handling withoutToken() {
      return new Handling(deadline, Optional.empty(), notifyTarget, metadata);
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
