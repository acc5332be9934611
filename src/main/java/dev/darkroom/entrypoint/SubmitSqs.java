package dev.darkroom.entrypoint;

import dev.darkroom.entrypoint.Form.EventBridge;
import dev.darkroom.entrypoint.Form.Sqs.Message;
import dev.darkroom.intake.Event;
import dev.darkroom.intake.Intake;
import dev.darkroom.submission.SubmissionResult.NotNow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

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
    var event = event(message).tracedBy(message.attribute("traceparent"));
    return !(intake.takeUnattended(event, "sqs") instanceof NotNow notNow)
        || puttingBack.later(message, notNow);
  }

  /** A rule may have put the event on the queue, envelope and all. */
  private static Event event(Message message) {
    var body = Door.utf8(message.body());
    return Form.of(body) instanceof EventBridge(var id, var detail)
        ? new Event(
            Door.utf8(detail),
            Optional.empty(),
            Event.carrierId(id).or(() -> Event.carrierId(message.id())))
        : new Event(body, Optional.empty(), Event.carrierId(message.id()));
  }
}
