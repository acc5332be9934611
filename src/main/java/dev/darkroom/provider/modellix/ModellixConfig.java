package dev.darkroom.provider.modellix;

import dev.darkroom.provider.support.ProviderConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/**
 * {@code DARKROOM_PROVIDER_MODELLIX_…}: see {@link ProviderConfig}, and what changes at Modellix.
 */
@ConfigMapping(prefix = "darkroom.provider.modellix")
interface ModellixConfig extends ProviderConfig {
  /** {@code DARKROOM_PROVIDER_MODELLIX_BASE_URL}: without the {@code /api/v1}. */
  @WithDefault("https://api.modellix.ai")
  URI baseUrl();

  /**
   * {@code DARKROOM_PROVIDER_MODELLIX_PATH_TEMPLATE}: of the create call. It has moved three times;
   * the newest pages and the command line client have it without {@code /async}.
   */
  @WithDefault("/api/v1/{vendor}/{model}/async")
  String pathTemplate();

  /**
   * {@code DARKROOM_PROVIDER_MODELLIX_PROMPT_LIMIT}: the longest prompt in characters, where the
   * documented 600 no longer holds (the newest page of Seedream 4.5 says 10000): one number for all
   * models, or {@code model:number} with Modellix's names, separated by commas, such as {@code
   * seedream-4.5-t2i:10000}.
   */
  Optional<String> promptLimit();
}
