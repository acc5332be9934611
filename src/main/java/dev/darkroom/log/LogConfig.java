package dev.darkroom.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is logged. */
@ConfigMapping(prefix = "darkroom")
public interface LogConfig {

  /**
   * {@code DARKROOM_METRICS}: whether lines carry metrics for CloudWatch, each of which costs. They
   * are only where the log is JSON: never in local mode.
   */
  @WithDefault("true")
  boolean metrics();

  /** {@code DARKROOM_LOG_JSON}: one JSON object a line, as everywhere but on a laptop. */
  @WithDefault("true")
  boolean logJson();
}
