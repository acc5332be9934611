package dev.darkroom.provider;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One provider of images.
 *
 * <p>An implementation is a translation table: no retry of a paid call, no logging of bodies, no
 * state.
 */
public interface ImageProvider {
  /** What the provider offers here and how its results are found; always the same. */
  ProviderProfile profile();

  /**
   * Makes the paid create-task call, which leaves the machine at most once per invocation.
   *
   * @param callback where the provider may call back; empty: nowhere, checks find the result
   * @param key of this call; a provider without such keys ignores it
   */
  SubmitResult submit(ImageRequest request, Optional<URI> callback, IdempotencyKey key);

  /** What the provider offers to learn the fate of a paid call; empty: nothing. */
  default Optional<DoubtRecovery> recovery() {
    return Optional.empty();
  }

  /** Asks about a task with Darkroom's own key. It is free of charge, and may be repeated. */
  CheckResult check(ProviderTaskRef ref);

  /**
   * Asks the provider to cancel a task, with Darkroom's own key. It is free of charge, and may be
   * repeated.
   */
  default CancelResult cancel(ProviderTaskRef ref) {
    return new CancelResult.NotOffered();
  }

  /**
   * Judges the provider's own signature, where the provider makes one.
   *
   * <p>Darkroom's token has been verified before. Must not need Darkroom's key, which the callback
   * function does not have, and never throws.
   */
  default Authenticity authenticity(CallbackRequest callback) {
    return Authenticity.GENUINE;
  }

  /**
   * The provider's task id that a callback's body names: a hint, never a fact.
   *
   * <p>It may say less than the reference of the paid call. Then {@link #check} must find the task
   * nevertheless.
   *
   * @param body as received, untrusted
   */
  Optional<ProviderTaskRef> refIn(byte[] body);

  /** How long {@link #submit} takes at most. */
  default Duration longestSubmit() {
    return Duration.ofSeconds(25); // 3 s to connect, 20 s to answer, 2 s of slack
  }

  default ProviderId id() {
    return profile().id();
  }

  /** What callers are told where it is off. What to set is for operators alone. */
  default Optional<String> offReason() {
    return profile().whyOff().map(_ -> "it is not set up here: its operators can switch it on");
  }

  /** Whether a key is configured. A provider without one is off, not broken. */
  default boolean isOn() {
    return profile().whyOff().isEmpty();
  }

  /** What each model can do here, as data. */
  default List<Capability> capabilities() {
    return profile().capabilities();
  }

  /** Whether the provider calls back; if not, checks alone find the result. */
  default boolean callsBack() {
    return profile().callsBack();
  }

  /** How long after a submit the first check is worth its price. */
  default Duration firstCheckAfter() {
    return profile().firstCheckAfter();
  }
}
