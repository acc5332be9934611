package dev.darkroom.link;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The trusted origins: {@code DARKROOM_DELIVERY_TRUSTED_ORIGINS}. */
@ConfigMapping(prefix = "darkroom.delivery")
public interface LinkConfig {

  /**
   * Exact origins ({@code scheme://host:port}, comma separated), for simulators and tests. They may
   * have private addresses and other ports, and plain http where the origin says so.
   */
  Optional<List<String>> trustedOrigins();
}
