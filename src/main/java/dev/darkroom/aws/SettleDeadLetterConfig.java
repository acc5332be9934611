package dev.darkroom.aws;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The dead-letter queue of the settle queue. */
@ConfigMapping(prefix = "darkroom")
public interface SettleDeadLetterConfig {
  /**
   * {@code DARKROOM_SETTLE_DEAD_LETTER_QUEUE_URL}: the SQS queue of checks that failed repeatedly.
   * Without it, a recheck brings back no letters.
   */
  Optional<String> settleDeadLetterQueueUrl();
}
