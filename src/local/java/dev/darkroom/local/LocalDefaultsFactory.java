package dev.darkroom.local;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Makes the {@link LocalDefaults} that fit the ports which are configured, wherever that is. */
public final class LocalDefaultsFactory implements ConfigSourceFactory {
  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    return List.of(
        new LocalDefaults(
            port(context, "quarkus.http.port", "8080"),
            port(context, "darkroom.local.simulator-port", "9090")));
  }

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(LocalDefaults.BELOW_EVERYTHING_ELSE);
  }

  private static String port(ConfigSourceContext context, String name, String usual) {
    return Optional.ofNullable(context.getValue(name))
        .map(ConfigValue::getValue)
        .filter(value -> !value.isBlank())
        .orElse(usual);
  }
}
