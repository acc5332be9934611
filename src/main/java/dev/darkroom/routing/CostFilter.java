package dev.darkroom.routing;

import dev.darkroom.routing.RoutingResult.Routes;
import dev.darkroom.routing.RoutingResult.Unroutable;
import dev.darkroom.task.Cost;
import dev.darkroom.task.CostCap;
import dev.darkroom.task.CostCap.Relation;
import dev.darkroom.task.Price;
import dev.darkroom.task.Price.Certainty;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import java.util.List;
import java.util.stream.Stream;

/** Holds routes to the most that a request may cost. */
final class CostFilter {
  private static final String PATH = "maxCost";

  private CostFilter() {}

  /**
   * The routes within the cap, or why there is none.
   *
   * @param routes at least one, in order of preference
   * @param excluded why other providers are not asked
   */
  static RoutingResult of(CostCap cap, List<Route> routes, List<Fault> excluded) {
    var within = routes.stream().filter(route -> cap.allows(route.price())).toList();
    var beyond = routes.stream().filter(route -> !cap.allows(route.price())).toList();
    var faults = beyond.stream().map(route -> fault(cap, route)).toList();
    if (!within.isEmpty()) {
      return new Routes(within, Stream.concat(faults.stream(), excluded.stream()).toList());
    }
    boolean isTooDear =
        beyond.stream().anyMatch(route -> cap.relationOf(route.price()) == Relation.ABOVE);
    return new Unroutable(
        isTooDear ? Rejection.tooExpensive(faults) : Rejection.priceUnknown(faults));
  }

  private static Fault fault(CostCap cap, Route route) {
    var price = route.price();
    return new Fault(
        PATH,
        route.provider().id()
            + ": "
            + price.cost().map(cost -> fault(cap, cost, price)).orElseGet(() -> unknown(price)));
  }

  private static String fault(CostCap cap, Cost cost, Price price) {
    var costs = "costs " + (price.certainty() == Certainty.ESTIMATE ? "about " : "") + text(cost);
    var compared =
        cap.relationOf(price) == Relation.ABOVE
            ? ", which is more than " + text(cap.most())
            : ", which cannot be compared with " + text(cap.most());
    return costs + compared + " (" + price.source() + ")";
  }

  private static String unknown(Price price) {
    return "its price is not known (" + price.source() + ")";
  }

  private static String text(Cost cost) {
    return cost.amount().toPlainString() + " " + cost.unit();
  }
}
