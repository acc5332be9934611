package dev.darkroom.callback;

import dev.darkroom.task.ProviderId;
import dev.darkroom.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** Makes the address that a provider may call for one task. */
@ApplicationScoped
public class CallbackAddress {
  private final CallbackConfig config;
  private final KeyRing keyRing;

  CallbackAddress(CallbackConfig config, KeyRing keyRing) {
    this.config = config;
    this.keyRing = keyRing;
  }

  /**
   * The address; it is a capability and must not be logged.
   *
   * @return empty where no base URL is configured: nobody can call back
   * @throws IllegalStateException if there is a base URL but no key to sign with
   */
  public Optional<URI> of(ProviderId provider, TaskId task) {
    return config.baseUrl().map(base -> address(base, provider, task));
  }

  /** Whether providers can call back at all. */
  public boolean isConfigured() {
    return config.baseUrl().isPresent();
  }

  private URI address(URI base, ProviderId provider, TaskId task) {
    var keys =
        keyRing
            .keys()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "DARKROOM_CALLBACK_KEYS or DARKROOM_CALLBACK_KEYS_PARAMETER is missing"));
    var root = base.toString().replaceAll("/+$", "");
    return URI.create(
        root + "/v1/callbacks/" + provider + "/" + CallbackToken.sign(provider, task, keys));
  }
}
