package dev.darkroom.provider;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One provider of images. An implementation is a translation table: no retry of a paid call, no
 * logging of bodies, no state.
 */
public interface ImageProvider {
  ProviderId id();

  /** Whether a key is configured. A provider without one is off, not broken. */
  boolean isOn();

  /** What to do so that it is on, for an operator; only where it is off. */
  String whyOff();

  /** What each model can do here, as data. */
  List<Capability> capabilities();

  /** Whether it calls back; if not, the result is found by checks alone. */
  boolean callsBack();

  /** How long after a submit the first check is worth its price. */
  Duration firstCheckAfter();

  /**
   * The paid create-task call: leaves the machine at most once per invocation of this method.
   *
   * @param callback where the provider may call back; empty: nowhere, it is found by checks
   */
  SubmitResult submit(ImageRequest request, Optional<URI> callback);

  /** Which answers to the paid call prove that nothing was taken, as data. */
  default List<NotTakenRow> notTaken() {
    return List.of();
  }

  /** How long {@link #submit} takes at most. */
  default Duration longestSubmit() {
    return Duration.ofSeconds(25); // the defaults: 3 s to connect, 20 s to answer, 2 s of slack
  }

  /** Asks about a task with our own key. Free of charge, may be repeated. */
  CheckResult check(ProviderTaskRef ref);

  /**
   * What the provider's own signature is worth, where it makes one. Our token has been checked by
   * then. Must not need our key, which the callback function has not got, and never throws.
   */
  default Authenticity authenticity(CallbackRequest callback) {
    return Authenticity.GENUINE;
  }

  /**
   * The provider's task id that a callback's body names: a hint, never a fact. It may say less than
   * the reference of the paid call; then {@link #check} must find the task all the same.
   *
   * @param body as received, untrusted
   */
  Optional<ProviderTaskRef> refIn(byte[] body);
}
