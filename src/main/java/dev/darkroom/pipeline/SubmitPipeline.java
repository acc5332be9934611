package dev.darkroom.pipeline;

import dev.darkroom.intake.Event;
import dev.darkroom.intake.Intake;
import dev.darkroom.intake.IntakeResult;
import dev.darkroom.intake.IntakeResult.Invalid;
import dev.darkroom.intake.IntakeResult.Understood;
import dev.darkroom.intake.RejectionHandler;
import dev.darkroom.routing.ReferenceImages;
import dev.darkroom.routing.ReferenceImages.Inspection;
import dev.darkroom.routing.Router;
import dev.darkroom.routing.RoutingResult.Routes;
import dev.darkroom.routing.RoutingResult.Unroutable;
import dev.darkroom.submission.Submission;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.submission.SubmissionResult.Transient;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/**
 * The steps from an event to a paid call, on one page.
 *
 * <p>Read → check the names → inspect the references, unless the id is known → route → sign the
 * references → sign the callback addresses, claim and pay ({@link Submission}).
 */
@ApplicationScoped
public class SubmitPipeline {
  private final Intake intake;
  private final Router router;
  private final ReferenceImages references;
  private final Submission submission;
  private final RejectionHandler rejections;
  private final UnattendedEvents unattended;

  SubmitPipeline(
      Intake intake,
      Router router,
      ReferenceImages references,
      Submission submission,
      RejectionHandler rejections) {
    this.intake = intake;
    this.router = router;
    this.references = references;
    this.submission = submission;
    this.rejections = rejections;
    this.unattended = new UnattendedEvents(intake, rejections);
  }

  /**
   * Submits an event whose sender gets the answer.
   *
   * @throws RuntimeException if something of ours failed; a retry of the same event is safe
   */
  public SubmissionResult submit(Event event) {
    return submit(event, () -> {});
  }

  /**
   * Submits an event that refers to pictures which are not stored yet.
   *
   * @param pictures stores them, once the event is valid; not for an id that is known
   * @throws RuntimeException if something of ours failed; a retry of the same event is safe
   */
  public SubmissionResult submit(Event event, Runnable pictures) {
    var read = intake.read(event);
    var result = UnattendedEvents.take(read, request -> submit(request, pictures));
    switch (result) {
      case Rejected(var why) -> rejections.notify(why, event, read.id(), read.taskToken());
      case Transient(var task, _, _) -> rejections.notifySubscribers(task);
      case Started _, Repeated _, NotAccepted _ -> {}
    }
    return result;
  }

  /**
   * Rejects an event whose carrier found faults in it. The event's own faults are named as well.
   *
   * @param faults at least one
   */
  public SubmissionResult reject(Event event, List<Fault> faults) {
    var read = intake.read(event);
    var rejection = Rejection.invalid(all(faults, read));
    rejections.notify(rejection, event, read.id(), read.taskToken());
    return new Rejected(rejection);
  }

  private static List<Fault> all(List<Fault> faults, IntakeResult read) {
    var named = faults.stream().map(Fault::path).toList();
    return switch (read) {
      case Understood _ -> faults;
      case Invalid(var rejection, _, _) ->
          Stream.concat(
                  faults.stream(),
                  rejection.faults().stream().filter(fault -> !named.contains(fault.path())))
              .toList();
    };
  }

  /**
   * Submits an event whose sender gets no answer. A rejection is recorded, and the sender can look
   * it up.
   *
   * @throws RuntimeException if something of ours failed; a retry of the same event is safe
   */
  public SubmissionResult submitUnattended(Event event) {
    return unattended.take(event, this::submit);
  }

  /** Submits a request that was read already. */
  public SubmissionResult submit(GenerationRequest request) {
    return submit(request, () -> {});
  }

  private SubmissionResult submit(GenerationRequest request, Runnable pictures) {
    var unknown = router.unknownNames(request);
    if (!unknown.isEmpty()) {
      return knownOr(request, Rejection.invalid(unknown));
    }
    var images = request.spec().images();
    if (images.isEmpty()) {
      return route(request, Inspection.NOTHING);
    }
    // a known id is answered even if its references are gone by now
    return submission
        .earlier(request)
        .orElseGet(
            () -> {
              pictures.run();
              return route(request, references.inspect(images));
            });
  }

  private SubmissionResult route(GenerationRequest request, Inspection inspection) {
    if (!inspection.faults().isEmpty()) {
      return new Rejected(Rejection.invalid(inspection.faults()));
    }
    return switch (router.route(request, inspection)) {
      case Unroutable(var why) -> knownOr(request, why);
      case Routes(var routes, _) -> {
        // signed before the claim: a signature that fails must not leave one behind
        var images = references.signedLinks(routes.getFirst().request().spec().images());
        yield submission.submit(
            request, routes.stream().map(route -> route.withImages(images)).toList());
      }
    };
  }

  private SubmissionResult knownOr(GenerationRequest request, Rejection rejection) {
    return submission.earlier(request).orElseGet(() -> new Rejected(rejection));
  }
}
