package dev.darkroom.routing;

import dev.darkroom.answer.Problem;
import dev.darkroom.provider.Capability;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.Providers;
import dev.darkroom.submission.Route;
import dev.darkroom.submission.Submission;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Refusal.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Finds who can make a picture, and passes it on. */
@ApplicationScoped
public class Router {
  private final Providers providers;
  private final Submission submission;
  private final List<String> order;

  Router(Providers providers, Submission submission, RoutingConfig config) {
    this.providers = providers;
    this.submission = submission;
    this.order = config.order().orElse(List.of());
  }

  /** Routes and submits, or says per provider what stands in the way. */
  public SubmissionResult submit(GenerationRequest request) {
    var unknown = UnknownNames.of(request, providers);
    var faults = new ArrayList<Fault>();
    var routes = unknown.isEmpty() ? routes(request, faults) : List.<Route>of();
    if (!routes.isEmpty()) {
      return submission.submit(request, routes);
    }
    var problem = unknown.isEmpty() ? Problem.unroutable(faults) : Problem.invalid(unknown);
    return submission.earlier(request).orElseGet(() -> new SubmissionResult.Refused(problem));
  }

  private List<Route> routes(GenerationRequest request, List<Fault> faults) {
    var routes = new ArrayList<Route>();
    for (var provider : candidates(request)) {
      route(request, provider, faults).ifPresent(routes::add);
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
          .sorted(Comparator.comparingInt(this::rank).thenComparing(one -> one.id().value()))
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

  /** The row for what is asked for; else any of that model, which says what it cannot do. */
  private static Optional<Capability> capability(
      ImageProvider provider, GenerationRequest request) {
    var rows =
        provider.capabilities().stream()
            .filter(row -> row.model().equals(request.model()))
            .toList();
    return rows.stream()
        .filter(row -> row.operations().contains(request.picture().operation()))
        .findFirst()
        .or(() -> rows.stream().findFirst());
  }

  private static Optional<Route> route(
      GenerationRequest request, ImageProvider provider, List<Fault> faults) {
    var capability = capability(provider, request);
    if (capability.isEmpty()) {
      faults.add(new Fault("model", provider.id() + " does not offer " + request.model()));
      return Optional.empty();
    }
    if (!provider.isOn()) {
      faults.add(new Fault("provider", provider.id() + " is off: " + provider.whyOff()));
      return Optional.empty();
    }
    var fit = Fitting.of(request.picture(), capability.get());
    fit.obstacles().forEach(fault -> faults.add(of(provider, fault)));
    if (request.preference().onLoss() == OnLoss.REJECT) {
      fit.adjustments().stream()
          .map(
              one ->
                  new Fault(
                      one.field(),
                      one.requested()
                          + " cannot be kept: "
                          + one.reason()
                          + one.sent().map(sent -> "; nearest: " + sent).orElse("")))
          .forEach(fault -> faults.add(of(provider, fault)));
    }
    boolean takes =
        request.preference().onLoss() == OnLoss.ADAPT ? fit.isPossible() : fit.isLossless();
    return takes
        ? Optional.of(
            new Route(
                provider,
                new ImageRequest(
                    capability.get().providerModel(),
                    fit.picture(),
                    Optional.ofNullable(request.preference().providerOptions().get(provider.id()))),
                fit.adjustments()))
        : Optional.empty();
  }

  private static Fault of(ImageProvider provider, Fault fault) {
    return new Fault(fault.path(), provider.id() + ": " + fault.message());
  }
}
