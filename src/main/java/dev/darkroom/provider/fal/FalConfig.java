package dev.darkroom.provider.fal;

import dev.darkroom.provider.support.ProviderConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** {@code DARKROOM_PROVIDER_FAL_…}: see {@link ProviderConfig}, and what is fal.ai's own. */
@ConfigMapping(prefix = "darkroom.provider.fal")
interface FalConfig extends ProviderConfig {
  /** {@code DARKROOM_PROVIDER_FAL_BASE_URL}: of the queue. */
  @WithDefault("https://queue.fal.run")
  URI baseUrl();

  /** {@code …_WEBHOOK_KEYS_URL}: where the public keys are that webhooks are signed with. */
  @WithDefault("https://rest.alpha.fal.ai/.well-known/jwks.json")
  URI webhookKeysUrl();

  /** {@code …_WEBHOOK_KEYS_TIMEOUT}: to connect, then to answer; the callback function has 5 s. */
  @WithDefault("PT1.5S")
  Duration webhookKeysTimeout();
}
