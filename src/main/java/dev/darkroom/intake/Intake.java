package dev.darkroom.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.answer.Problem;
import dev.darkroom.notification.NotifyRule;
import dev.darkroom.routing.Router;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.NotNow;
import dev.darkroom.submission.SubmissionResult.Refused;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads events strictly, and passes the good ones on. */
@ApplicationScoped
public class Intake {
  /** Larger events than may be are still read for who waits; SQS carries 1 MiB (2025-08). */
  private static final int MAX_READ = 1024 * 1024;

  private final Router router;
  private final NotifyRule notifyRule;
  private final RejectionHandler rejections;
  private final RequestIds ids;

  Intake(Router router, NotifyRule notifyRule, RejectionHandler rejections, RequestIds ids) {
    this.router = router;
    this.notifyRule = notifyRule;
    this.rejections = rejections;
    this.ids = ids;
  }

  /**
   * Takes an event whose sender hears the answer.
   *
   * @throws RuntimeException if something of ours failed; the same event again is safe
   */
  public SubmissionResult take(Event event) {
    var parsed = parsed(event);
    var result = take(event, parsed, router::submit);
    switch (result) {
      case Refused(var problem) -> rejections.notify(problem, event, token(parsed));
      case NotNow(var task, _, _) -> rejections.notifySubscribers(task);
      case Started _, Repeated _, NotAccepted _ -> {}
    }
    return result;
  }

  /**
   * Takes an event whose sender hears nothing: what can never become a task is kept where its
   * sender can look it up.
   *
   * @param source what carried it, for the record
   * @throws RuntimeException if something of ours failed; the same event again is safe
   */
  public SubmissionResult takeUnattended(Event event, String source) {
    return unattended(event, source, router::submit);
  }

  /**
   * Deals with an event that its carrier has given up, but for paying: whoever waits is told.
   *
   * @param source what carried it, for the record
   * @return {@link SubmissionResult.NotNow} if nobody took it: it can still be made, with the same
   *     id
   * @throws RuntimeException if something of ours failed; the same event again is safe
   */
  public SubmissionResult surrender(Event event, String source) {
    return unattended(event, source, router::surrender);
  }

  private SubmissionResult unattended(
      Event event, String source, Function<GenerationRequest, SubmissionResult> next) {
    var parsed = parsed(event);
    var result = take(event, parsed, next);
    if (result instanceof Refused(var problem)) {
      rejections.recordAndNotify(problem, event, idOf(event, parsed), source, token(parsed));
    }
    return result;
  }

  private SubmissionResult take(
      Event event, Parsed parsed, Function<GenerationRequest, SubmissionResult> next) {
    return parsed.problem().isPresent()
        ? new Refused(parsed.problem().get())
        : take(new EventReader(parsed.object()), event, next);
  }

  private SubmissionResult take(
      EventReader reader, Event event, Function<GenerationRequest, SubmissionResult> next) {
    var request = reader.read(event.headerId(), event.carrierId().orElseGet(ids::next));
    if (request.isEmpty()) {
      return new Refused(Problem.invalid(reader.faults()));
    }
    var faults = notifyRule.faults(request.get().delivery().notifyTarget());
    return faults.isEmpty()
        ? next.apply(request.get().tracedBy(event.trace()))
        : new Refused(Problem.invalid(faults));
  }

  private RequestId idOf(Event event, Parsed parsed) {
    return new EventReader(parsed.object())
        .id(event.headerId())
        .or(event::carrierId)
        .orElseGet(ids::next);
  }

  /** Who waits for it, even if the rest of it is wrong. */
  private static Optional<String> token(Parsed parsed) {
    return new EventReader(parsed.object()).taskToken();
  }

  private static Parsed parsed(Event event) {
    int length = event.body().length;
    var document =
        length > MAX_READ
            ? new StrictJson.Document(MissingNode.getInstance(), List.of())
            : StrictJson.read(event.body());
    var object =
        document.tree() instanceof ObjectNode found ? found : JsonNodeFactory.instance.objectNode();
    return new Parsed(
        object,
        length > Event.MAX_BYTES
            ? Optional.of(Problem.tooLarge(Event.MAX_BYTES))
            : faults(document).map(Problem::invalid));
  }

  private static Optional<List<Fault>> faults(StrictJson.Document document) {
    if (!document.faults().isEmpty()) {
      return Optional.of(document.faults());
    }
    return document.tree().isObject()
        ? Optional.empty()
        : Optional.of(List.of(new Fault("", "the event must be a JSON object")));
  }

  /**
   * An event as JSON.
   *
   * @param object as far as it could be read
   * @param problem empty: all of it is JSON
   */
  private record Parsed(ObjectNode object, Optional<Problem> problem) {}
}
