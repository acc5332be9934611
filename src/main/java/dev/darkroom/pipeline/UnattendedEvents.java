package dev.darkroom.pipeline;

import dev.darkroom.intake.Event;
import dev.darkroom.intake.Intake;
import dev.darkroom.intake.IntakeResult;
import dev.darkroom.intake.IntakeResult.Invalid;
import dev.darkroom.intake.IntakeResult.Understood;
import dev.darkroom.intake.RejectionHandler;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.task.GenerationRequest;
import java.util.function.Function;

/** Reads events whose senders get no answer. A rejection is recorded for them. */
record UnattendedEvents(Intake intake, RejectionHandler rejections) {

  /** Takes the step with the request of an event, or records what is wrong with the event. */
  SubmissionResult take(Event event, Function<GenerationRequest, SubmissionResult> step) {
    var read = intake.read(event);
    var result = take(read, step);
    if (result instanceof Rejected(var why)) {
      rejections.recordAndNotify(why, event, read.id(), read.taskToken());
    }
    return result;
  }

  /** Takes the step with a request; an invalid event is rejected. */
  static SubmissionResult take(
      IntakeResult read, Function<GenerationRequest, SubmissionResult> step) {
    return switch (read) {
      case Understood(var request) -> step.apply(request);
      case Invalid(var rejection, _, _) -> new Rejected(rejection);
    };
  }
}
