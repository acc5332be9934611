package dev.darkroom.link;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Whom we trust: {@code DARKROOM_DELIVERY_TRUSTED_ORIGINS}. */
@ConfigMapping(prefix = "darkroom.delivery")
public interface LinkConfig {

  /**
   * Exact origins ({@code scheme://host:port}, comma separated) that may have private addresses,
   * other ports, and, where the origin says so, plain http. For simulators and tests.
   */
  Optional<List<String>> trustedOrigins();
}
