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
        .map(text -> CallbackKeys.parse(text, "DARKROOM_CALLBACK_KEYS"))
        .or(() -> config.keysParameter().map(this::inParameter));
  }

  private CallbackKeys inParameter(String name) {
    return CallbackKeys.parse(
        secrets.get(name).reveal(),
        "SSM parameter " + name + " (DARKROOM_CALLBACK_KEYS_PARAMETER)");
  }
}
