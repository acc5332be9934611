package dev.darkroom.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether there is a page. */
@ConfigMapping(prefix = "darkroom")
public interface PageConfig {
  /** {@code DARKROOM_PAGE}: whether {@code query} serves the page, {@code on} or {@code off}. */
  @WithDefault("on")
  boolean page();
}
