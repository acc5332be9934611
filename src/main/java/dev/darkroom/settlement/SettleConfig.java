package dev.darkroom.settlement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Waits and limits of settlement. */
@ConfigMapping(prefix = "darkroom.settle")
public interface SettleConfig {
  /**
   * {@code DARKROOM_SETTLE_FIRST_WAIT}: the first wait between checks; doubles with every retry.
   */
  @WithDefault("5s")
  Duration firstWait();

  /**
   * {@code DARKROOM_SETTLE_LONGEST_WAIT}: the longest wait between checks. The sweep ends waits
   * longer than the queue's 15 minutes.
   */
  @WithDefault("1h")
  Duration longestWait();

  /**
   * {@code DARKROOM_SETTLE_DELIVERY_ROUNDS}: retries of a delivery after which the requester is
   * notified of a failure. The retries go on, and what they still get is delivered late.
   */
  @WithDefault("8")
  int deliveryRounds();

  /**
   * {@code DARKROOM_SETTLE_RESULT_LIFETIME}: how long a result link is retried where the provider
   * does not say. It is also how long after its deadline a task is still asked about.
   */
  @WithDefault("24h")
  Duration resultLifetime();
}
