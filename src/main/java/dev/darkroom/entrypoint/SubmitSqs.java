package dev.darkroom.entrypoint;

import dev.darkroom.entrypoint.Form.Sqs.Message;
import dev.darkroom.intake.Intake;
import dev.darkroom.submission.SubmissionResult.NotNow;
import jakarta.enterprise.context.ApplicationScoped;

/** Events from the submit queue. */
@ApplicationScoped
class SubmitSqs {
  private final Intake intake;
  private final PuttingBack puttingBack;

  SubmitSqs(Intake intake, PuttingBack puttingBack) {
    this.intake = intake;
    this.puttingBack = puttingBack;
  }

  /** Whether SQS may forget the message: it was dealt with, or comes again as another one. */
  boolean isDone(Message message) {
    if (puttingBack.isEarly(message)) {
      return puttingBack.again(message);
    }
    var event =
        QueuedEvent.of(message.id(), message.body()).tracedBy(message.attribute("traceparent"));
    var result = intake.takeUnattended(event, "sqs");
    return result instanceof NotNow notNow
        ? puttingBack.later(message, notNow)
        : !result.mustComeAgain();
  }
}
