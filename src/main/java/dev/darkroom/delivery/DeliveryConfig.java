package dev.darkroom.delivery;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How results are fetched: {@code DARKROOM_DELIVERY_…}. */
@ConfigMapping(prefix = "darkroom.delivery")
public interface DeliveryConfig {

  /**
   * The time for one image or video, from its first name look-up to its last byte, with every
   * redirect.
   */
  @WithDefault("60S")
  Duration timeBudget();

  /** The largest image that is stored, as far as it fits into the disk budget. */
  @WithDefault("50M")
  MemorySize maxBytes();

  /**
   * The largest video that is stored, as far as it fits into the disk budget. The first bytes
   * decide which of the two a result is.
   */
  @WithDefault("250M")
  MemorySize maxVideoBytes();

  /**
   * The share of the temporary folder for everything in flight; an image that does not fit waits.
   * Lambda gives 512 MB by default.
   */
  @WithDefault("400M")
  MemorySize diskBudget();
}
