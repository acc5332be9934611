package dev.darkroom.settlement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patiently settlement asks. */
@ConfigMapping(prefix = "darkroom.settle")
public interface SettleConfig {
  /** {@code DARKROOM_SETTLE_FIRST_WAIT}: before asking again; doubles with every round. */
  @WithDefault("5s")
  Duration firstWait();

  /**
   * {@code DARKROOM_SETTLE_LONGEST_WAIT}: between two rounds. What is longer than the queue's 15
   * minutes is waited for by the sweep.
   */
  @WithDefault("1h")
  Duration longestWait();

  /**
   * {@code DARKROOM_SETTLE_DELIVERY_ROUNDS}: after so many rounds of fetching the requester is told
   * that it failed; the fetching goes on, and what it still gets is delivered late.
   */
  @WithDefault("8")
  int deliveryRounds();

  /**
   * {@code DARKROOM_SETTLE_RESULT_LIFETIME}: how long a result link is worth trying where the
   * provider does not say, and how long after its deadline a task is still asked about.
   */
  @WithDefault("24h")
  Duration resultLifetime();
}
