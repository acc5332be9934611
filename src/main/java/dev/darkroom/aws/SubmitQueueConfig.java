package dev.darkroom.aws;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where events come from. */
@ConfigMapping(prefix = "darkroom")
public interface SubmitQueueConfig {
  /**
   * {@code DARKROOM_SUBMIT_QUEUE_URL}: the SQS queue of events, onto which those are put back that
   * nobody can take now; without it, they come again as SQS has it.
   */
  Optional<String> submitQueueUrl();
}
