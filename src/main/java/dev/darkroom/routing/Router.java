package dev.darkroom.routing;

import dev.darkroom.answer.Problem;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.routing.ReferenceImages.Inspection;
import dev.darkroom.submission.Route;
import dev.darkroom.submission.Submission;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.Surrender;
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
  private final ReferenceImages references;
  private final Submission submission;
  private final Surrender surrender;
  private final List<String> order;

  Router(
      Providers providers,
      ReferenceImages references,
      Submission submission,
      Surrender surrender,
      RoutingConfig config) {
    this.providers = providers;
    this.references = references;
    this.submission = submission;
    this.surrender = surrender;
    this.order = config.order().orElse(List.of());
  }

  /** Routes and submits, or says per provider what stands in the way. */
  public SubmissionResult submit(GenerationRequest request) {
    var unknown = UnknownNames.of(request, providers);
    if (!unknown.isEmpty()) {
      return refused(request, Problem.invalid(unknown));
    }
    return request.spec().images().isEmpty()
        ? submit(request, Inspection.NOTHING)
        : submission.earlier(request).orElseGet(() -> look(request));
  }

  /** Has a wish told as not taken that its carrier does not bring again: no provider is asked. */
  public SubmissionResult surrender(GenerationRequest request) {
    return surrender.of(request);
  }

  /** What was asked for before is answered even if its references are gone by now. */
  private SubmissionResult look(GenerationRequest request) {
    var inspection = references.look(request.spec().images());
    return inspection.faults().isEmpty()
        ? submit(request, inspection)
        : new SubmissionResult.Refused(Problem.invalid(inspection.faults()));
  }

  private SubmissionResult submit(GenerationRequest request, Inspection inspection) {
    var faults = new ArrayList<Fault>();
    var routes = routes(request, inspection, faults);
    return routes.isEmpty()
        ? refused(request, Problem.unroutable(faults))
        : submission.submit(request, handedOver(routes));
  }

  private SubmissionResult refused(GenerationRequest request, Problem problem) {
    return submission.earlier(request).orElseGet(() -> new SubmissionResult.Refused(problem));
  }

  /** Signed before the claim: a signature that fails must not leave one behind. */
  private List<Route> handedOver(List<Route> routes) {
    var images = references.handedOver(routes.getFirst().request().spec().images());
    return routes.stream().map(route -> route.withImages(images)).toList();
  }

  private List<Route> routes(GenerationRequest request, Inspection inspection, List<Fault> faults) {
    var routes = new ArrayList<Route>();
    for (var provider : candidates(request)) {
      route(request, inspection, provider, faults).ifPresent(routes::add);
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
        .filter(row -> row.operations().contains(request.spec().operation()))
        .findFirst()
        .or(() -> rows.stream().findFirst());
  }

  private static Optional<Route> route(
      GenerationRequest request,
      Inspection inspection,
      ImageProvider provider,
      List<Fault> faults) {
    var capability = capability(provider, request);
    if (capability.isEmpty()) {
      faults.add(new Fault("model", provider.id() + " does not offer " + request.model()));
      return Optional.empty();
    }
    if (!provider.isOn()) {
      faults.add(
          new Fault(
              "provider", provider.id() + " is off: " + provider.profile().whyOff().orElse("")));
      return Optional.empty();
    }
    var fit =
        ImageFitter.of(request.spec(), capability.get())
            .hindered(
                ReferenceFitter.of(
                    inspection.references(), capability.get().limits().references()));
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
                    fit.spec(),
                    Optional.ofNullable(request.preference().providerOptions().get(provider.id()))),
                fit.adjustments()))
        : Optional.empty();
  }

  private static Fault of(ImageProvider provider, Fault fault) {
    return new Fault(fault.path(), provider.id() + ": " + fault.message());
  }
}
