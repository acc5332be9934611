package dev.darkroom.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How webhooks are signed and sent: {@code DARKROOM_NOTIFY_…}. */
@ConfigMapping(prefix = "darkroom.notify")
public interface NotifyConfig {

  /**
   * {@code DARKROOM_NOTIFY_SECRET}: {@code whsec_} and base 64 of at least 24 bytes; Standard
   * Webhooks recommends 24 to 64. Several, separated by commas, all sign: for rotation.
   */
  Optional<String> secret();

  /** {@code DARKROOM_NOTIFY_SECRET_PARAMETER}: name of an SSM parameter that holds the same. */
  Optional<String> secretParameter();

  /** {@code DARKROOM_NOTIFY_TIME_BUDGET}: from the name look-up to the head of the answer. */
  @WithDefault("10S")
  Duration timeBudget();

  /**
   * {@code DARKROOM_NOTIFY_PATIENCE}: how long a webhook that fails is retried, from the outcome or
   * a replay on; 30 days at most.
   */
  @WithDefault("P3D")
  Duration patience();

  /** What secrets must be, in words. */
  String SECRETS_RULE = "whsec_ and the base 64 of at least 24 bytes, or several, with commas";

  /** Whether the text holds secrets that can sign. */
  static boolean areSecrets(String text) {
    try {
      WebhookSecrets.parse(text, "");
      return true;
    } catch (IllegalStateException malformed) {
      return false;
    }
  }

  /** Whether webhooks can be signed at all. */
  default boolean canSign() {
    return secret().isPresent() || secretParameter().isPresent();
  }
}
