package dev.darkroom.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the log. */
@ConfigMapping(prefix = "darkroom")
public interface LogConfig {

  /**
   * {@code DARKROOM_METRICS}: whether lines carry metrics for CloudWatch, each of which costs. Only
   * a JSON log has metrics: local mode never does.
   */
  @WithDefault("true")
  boolean metrics();

  /** {@code DARKROOM_LOG_JSON}: one JSON object a line, the default everywhere but on a laptop. */
  @WithDefault("true")
  boolean logJson();
}
