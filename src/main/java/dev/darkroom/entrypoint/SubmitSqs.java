package dev.darkroom.entrypoint;

import dev.darkroom.entrypoint.EventSource.Sqs.Message;
import dev.darkroom.pipeline.SubmitPipeline;
import dev.darkroom.submission.SubmissionResult.Transient;
import jakarta.enterprise.context.ApplicationScoped;

/** Events from the submit queue. */
@ApplicationScoped
class SubmitSqs {
  private final SubmitPipeline pipeline;
  private final EventReturn puttingBack;

  SubmitSqs(SubmitPipeline pipeline, EventReturn puttingBack) {
    this.pipeline = pipeline;
    this.puttingBack = puttingBack;
  }

  /** Whether SQS may forget the message: it was dealt with, or comes again as another one. */
  boolean isDone(Message message) {
    if (puttingBack.isEarly(message)) {
      return puttingBack.again(message);
    }
    var event =
        QueuedEvent.of(message.id(), message.body()).tracedBy(message.attribute("traceparent"));
    var result = pipeline.submitUnattended(event, "sqs");
    return result instanceof Transient notNow
        ? puttingBack.later(message, notNow)
        : !result.mustBeRetried();
  }
}
