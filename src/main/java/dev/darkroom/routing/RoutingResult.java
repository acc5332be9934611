package dev.darkroom.routing;

import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import java.util.List;

/** The providers that can make the images of a request, or why none can. */
public sealed interface RoutingResult {

  /**
   * At least one provider can.
   *
   * @param routes in order of preference, at least one
   * @param excluded why the other providers are not asked
   */
  record Routes(List<Route> routes, List<Fault> excluded) implements RoutingResult {
    public Routes {
      routes = List.copyOf(routes);
      excluded = List.copyOf(excluded);
    }
  }

  /**
   * No provider can.
   *
   * @param why per provider, each field that it cannot honour, or its price
   */
  record Unroutable(Rejection why) implements RoutingResult {}
}
