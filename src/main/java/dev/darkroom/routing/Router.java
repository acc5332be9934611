package dev.darkroom.routing;

import dev.darkroom.base.CommaList;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.routing.ReferenceImages.Inspection;
import dev.darkroom.routing.RoutingResult.Routes;
import dev.darkroom.routing.RoutingResult.Unroutable;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Finds the providers that can make a picture. */
@ApplicationScoped
public class Router {
  private final Providers providers;
  private final List<String> order;

  Router(Providers providers, RoutingConfig config) {
    this.providers = providers;
    this.order = CommaList.entries(config.order());
  }

  /** The names in a request that nobody knows: of its model, its providers and their options. */
  public List<Fault> unknownNames(GenerationRequest request) {
    return UnknownNames.of(request, providers);
  }

  /**
   * The providers that can make it, lossless offers first, or what stands in the way.
   *
   * @param looked what its reference images are
   */
  public RoutingResult route(GenerationRequest request, Inspection looked) {
    var objections = new Objections();
    var routes = routes(request, looked, objections);
    if (routes.isEmpty()) {
      return new Unroutable(Rejection.unroutable(objections.faults(), objections.isAdaptable()));
    }
    return request
        .preference()
        .maxCost()
        .map(cap -> CostFilter.of(cap, routes, objections.faults()))
        .orElseGet(() -> new Routes(routes, objections.faults()));
  }

  private List<Route> routes(
      GenerationRequest request, Inspection inspection, Objections objections) {
    var routes = new ArrayList<Route>();
    for (var provider : candidates(request)) {
      route(request, inspection, provider, objections).ifPresent(routes::add);
    }
    if (isOurChoice(request)) { // a stable sort: lossless first, then the configured order
      routes.sort(Comparator.comparingInt(route -> route.adjustments().size()));
    }
    return routes;
  }

  private static boolean isOurChoice(GenerationRequest request) {
    return request.preference().provider().isEmpty() && request.preference().fallback().isEmpty();
  }

  private List<ImageProvider> candidates(GenerationRequest request) {
    if (isOurChoice(request)) {
      return providers.all().stream()
          .filter(provider -> capability(provider, request).isPresent())
          .sorted(Comparator.comparingInt(this::rank)) // a stable sort: the longest known first
          .toList();
    }
    var named = new LinkedHashSet<ProviderId>();
    request.preference().provider().ifPresent(named::add);
    named.addAll(request.preference().fallback());
    return named.stream().map(providers::find).flatMap(Optional::stream).toList();
  }

  private int rank(ImageProvider provider) {
    int place = order.indexOf(provider.id().value());
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  /**
   * The row for the requested operation; otherwise any row of the model, which names the obstacles.
   */
  private static Optional<Capability> capability(
      ImageProvider provider, GenerationRequest request) {
    var rows =
        provider.capabilities().stream()
            .filter(row -> row.model().equals(request.model()))
            .toList();
    return rows.stream()
        .filter(row -> row.operations().contains(request.spec().operation()))
        .findFirst()
        .or(() -> rows.stream().findFirst());
  }

  private static Optional<Route> route(
      GenerationRequest request,
      Inspection inspection,
      ImageProvider provider,
      Objections objections) {
    var capability = capability(provider, request);
    if (capability.isEmpty()) {
      objections.add(
          new Fault(
              "model",
              provider.id()
                  + " does not offer "
                  + request.model()
                  + "; GET /v1/models lists who does"));
      return Optional.empty();
    }
    if (!provider.isOn()) {
      objections.add(
          new Fault("provider", provider.id() + " is off here; GET /v1/models says which are on"));
      return Optional.empty();
    }
    var row = capability.get();
    var fit =
        ImageFitter.of(request.spec(), row)
            .withObstacles(ReferenceFitter.of(inspection.references(), row.limits().references()));
    return route(request, provider, row, fit, objections);
  }

  private static Optional<Route> route(
      GenerationRequest request,
      ImageProvider provider,
      Capability row,
      Fit fit,
      Objections objections) {
    objections.addObstacles(provider, fit);
    boolean mayAdapt = request.preference().onLoss() == OnLoss.ADAPT;
    if (!mayAdapt) {
      objections.addLosses(provider, fit);
    }
    if (mayAdapt ? !fit.isPossible() : !fit.isLossless()) {
      return Optional.empty();
    }
    var options = Optional.ofNullable(request.preference().providerOptions().get(provider.id()));
    var fitted = new ImageRequest(row.providerModel(), fit.spec(), options);
    var price = row.price().of(fit.spec(), options);
    return Optional.of(new Route(provider, fitted, fit.adjustments(), price));
  }
}
