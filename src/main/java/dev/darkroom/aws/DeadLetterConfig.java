package dev.darkroom.aws;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The dead-letter queues of events. */
@ConfigMapping(prefix = "darkroom")
public interface DeadLetterConfig {
  /**
   * {@code DARKROOM_DEAD_LETTER_QUEUE_URLS}: the SQS queues, separated by commas, of events that
   * their carriers have given up. Without it, nobody is notified of such events.
   */
  Optional<List<String>> deadLetterQueueUrls();
}
