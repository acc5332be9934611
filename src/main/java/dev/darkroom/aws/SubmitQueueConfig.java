package dev.darkroom.aws;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The queue of events. */
@ConfigMapping(prefix = "darkroom")
public interface SubmitQueueConfig {
  /**
   * {@code DARKROOM_SUBMIT_QUEUE_URL}: the SQS queue of events. Darkroom puts an event back on it
   * if no provider takes the event now. Without it, SQS retries the event in its own way.
   */
  Optional<String> submitQueueUrl();
}
