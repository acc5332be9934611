package dev.darkroom.routing;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The order of providers. */
@ConfigMapping(prefix = "darkroom.routing")
public interface RoutingConfig {
  /**
   * {@code DARKROOM_ROUTING_ORDER}: names of providers, the preferred one first, separated by
   * commas. The others follow, the longest known first, so that a new provider changes no route;
   * those of one release follow by the alphabet.
   */
  Optional<List<String>> order();
}
