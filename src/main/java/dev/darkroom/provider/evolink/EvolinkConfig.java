package dev.darkroom.provider.evolink;

import dev.darkroom.provider.support.ProviderConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** {@code DARKROOM_PROVIDER_EVOLINK_…}: see {@link ProviderConfig}, and the base address. */
@ConfigMapping(prefix = "darkroom.provider.evolink")
interface EvolinkConfig extends ProviderConfig {
  /** {@code DARKROOM_PROVIDER_EVOLINK_BASE_URL}: without the {@code /v1}. */
  @WithDefault("https://api.evolink.ai")
  URI baseUrl();

  /**
   * {@code DARKROOM_PROVIDER_EVOLINK_LIST_MARGIN}: how long a new task may be missing in the list
   * of tasks, from a minute to a day. A paid call counts as not taken only if the list does not
   * show it after that.
   */
  @WithDefault("PT5M")
  Duration listMargin();
}
