package dev.darkroom.routing;

import dev.darkroom.task.Refusal.Fault;
import java.util.List;

/** Who can make what is asked for. */
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

  /** No provider can: what stands in the way, by provider. */
  record Unroutable(List<Fault> faults) implements RoutingResult {
    public Unroutable {
      faults = List.copyOf(faults);
    }
  }
}
