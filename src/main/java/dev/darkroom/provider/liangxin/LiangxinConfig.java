package dev.darkroom.provider.liangxin;

import dev.darkroom.provider.support.ProviderConfig;
import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** {@code DARKROOM_PROVIDER_LIANGXIN_…}: see {@link ProviderConfig}, and the base address. */
@ConfigMapping(prefix = "darkroom.provider.liangxin")
interface LiangxinConfig extends ProviderConfig {
  /**
   * {@code DARKROOM_PROVIDER_LIANGXIN_BASE_URL}: without the {@code /api/v1}. It has no default,
   * because the documents name none. Without it the provider is off.
   */
  Optional<URI> baseUrl();
}
