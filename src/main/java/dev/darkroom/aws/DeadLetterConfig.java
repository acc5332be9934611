package dev.darkroom.aws;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where events end that nobody could take. */
@ConfigMapping(prefix = "darkroom")
public interface DeadLetterConfig {
  /**
   * {@code DARKROOM_DEAD_LETTER_QUEUE_URLS}: the SQS queues, separated by commas, where events lie
   * that their carriers have given up; without it, nobody is told of those.
   */
  Optional<List<String>> deadLetterQueueUrls();
}
