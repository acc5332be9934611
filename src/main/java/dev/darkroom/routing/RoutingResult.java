package dev.darkroom.routing;

import dev.darkroom.task.Refusal.Fault;
import java.util.List;

/** The providers that can make the images of a request, or why none can. */
public sealed interface RoutingResult {

  /**
   * At least one provider can.
   *
   * @param routes in order of preference, at least one
   */
  record Routes(List<Route> routes) implements RoutingResult {
    public Routes {
      routes = List.copyOf(routes);
    }
  }

  /**
   * No provider can.
   *
   * @param faults per provider, each field that it cannot honour
   */
  record Unroutable(List<Fault> faults) implements RoutingResult {
    public Unroutable {
      faults = List.copyOf(faults);
    }
  }
}
