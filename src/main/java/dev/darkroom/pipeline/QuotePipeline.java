package dev.darkroom.pipeline;

import dev.darkroom.intake.Event;
import dev.darkroom.intake.Intake;
import dev.darkroom.intake.IntakeResult.Invalid;
import dev.darkroom.intake.IntakeResult.Understood;
import dev.darkroom.pipeline.QuoteResult.Quoted;
import dev.darkroom.pipeline.QuoteResult.Refused;
import dev.darkroom.routing.ReferenceImages;
import dev.darkroom.routing.ReferenceImages.Inspection;
import dev.darkroom.routing.Route;
import dev.darkroom.routing.Router;
import dev.darkroom.routing.RoutingResult.Routes;
import dev.darkroom.routing.RoutingResult.Unroutable;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Quote;
import dev.darkroom.task.Rejection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The steps of a quote: those of a submit ({@link SubmitPipeline}) before its claim.
 *
 * <p>Read → check the names → inspect the references → route. Nothing is claimed, written or paid,
 * and no record is read: the id of the event is not looked up.
 */
@ApplicationScoped
public class QuotePipeline {
  private final Intake intake;
  private final Router router;
  private final ReferenceImages references;

  QuotePipeline(Intake intake, Router router, ReferenceImages references) {
    this.intake = intake;
    this.router = router;
    this.references = references;
  }

  /**
   * Finds out what a submit of the event would send, to whom and at what price.
   *
   * @throws RuntimeException if the store of references did not answer
   */
  public QuoteResult quote(Event event) {
    return switch (intake.read(event)) {
      case Invalid(var why, _, _) -> new Refused(why);
      case Understood(var request) -> quote(request);
    };
  }

  private QuoteResult quote(GenerationRequest request) {
    var unknown = router.unknownNames(request);
    if (!unknown.isEmpty()) {
      return new Refused(Rejection.invalid(unknown));
    }
    var images = request.spec().images();
    var inspection = images.isEmpty() ? Inspection.NOTHING : references.inspect(images);
    if (!inspection.faults().isEmpty()) {
      return new Refused(Rejection.invalid(inspection.faults()));
    }
    return switch (router.route(request, inspection)) {
      case Unroutable(var why) -> new Refused(why);
      case Routes(var routes, var excluded) ->
          new Quoted(request.model(), routes.stream().map(QuotePipeline::quote).toList(), excluded);
    };
  }

  private static Quote quote(Route route) {
    return new Quote(
        route.provider().id(), route.request().model(), route.adjustments(), route.price());
  }
}
