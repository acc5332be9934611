package dev.darkroom.entrypoint;

import io.quarkus.runtime.ImageMode;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * The sources of the native binary's settings: variables, system properties, and {@code
 * application.properties} as it was at build time, which is part of the binary. The binary looks
 * for no other files of settings, neither among its resources nor beside itself. There are none,
 * and looking for them is a sixth of its start (performance.md). It looks for no unknown names
 * either: the build has done that for the file, and the platform never does it for variables.
 */
public final class NativeSettings implements SmallRyeConfigBuilderCustomizer {
  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      builder.setAddDefaultSources(false);
      builder.setAddPropertiesSources(false);
      builder.setAddSystemSources(true);
      builder.withValidateUnknown(false);
    }
  }

  /** The last place, after the platform's own customizer, which asks for all sources. */
  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }
}
