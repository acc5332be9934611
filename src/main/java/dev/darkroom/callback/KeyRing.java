package dev.darkroom.callback;

import dev.darkroom.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads the live keys from the variable or the SSM parameter. */
@ApplicationScoped
class KeyRing {
  private final CallbackConfig config;
  private final Secrets secrets;

  KeyRing(CallbackConfig config, Secrets secrets) {
    this.config = config;
    this.secrets = secrets;
  }

  Optional<CallbackKeys> keys() {
    return config
        .keys()
        .or(() -> config.keysParameter().map(parameter -> secrets.get(parameter).reveal()))
        .map(CallbackKeys::parse);
  }
}
