package dev.darkroom.entrypoint;

import dev.darkroom.entrypoint.EventSource.Sqs.Message;
import dev.darkroom.pipeline.SubmitPipeline;
import dev.darkroom.submission.SubmissionResult.Transient;
import jakarta.enterprise.context.ApplicationScoped;

/** Events from the submit queue. */
@ApplicationScoped
class SubmitSqs {
  private final SubmitPipeline pipeline;
  private final EventReturn eventReturn;

  SubmitSqs(SubmitPipeline pipeline, EventReturn eventReturn) {
    this.pipeline = pipeline;
    this.eventReturn = eventReturn;
  }

  /** Submits the event. Whether SQS may delete the message: it is done, or was put back as new. */
  boolean isDone(Message message) {
    if (eventReturn.isEarly(message)) {
      return eventReturn.again(message);
    }
    var event =
        QueuedEvent.of(message.id(), message.body())
            .tracedBy(message.attribute("traceparent"))
            .from("sqs");
    var result = pipeline.submitUnattended(event);
    return result instanceof Transient notNow
        ? eventReturn.later(message, notNow)
        : !result.mustBeRetried();
  }
}
