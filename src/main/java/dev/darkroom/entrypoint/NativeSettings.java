package dev.darkroom.entrypoint;

import io.quarkus.runtime.ImageMode;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Where the native binary takes its settings from: variables, system properties, and what was in
 * {@code application.properties} when it was built, which is part of it. It looks for no files of
 * settings, neither among its resources nor beside itself: there are none, and looking for them is
 * a sixth of its start (performance.md).
 */
public final class NativeSettings implements SmallRyeConfigBuilderCustomizer {
  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      builder.setAddDefaultSources(false);
      builder.setAddPropertiesSources(false);
      builder.setAddSystemSources(true);
    }
  }

  /** Behind the platform's own, which asks for all sources. */
  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }
}
