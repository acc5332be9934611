package dev.darkroom.settlement;

import java.time.Duration;

/** The documented defaults, or others. */
record TestingSettleConfig(
    Duration firstWait, Duration longestWait, int deliveryRounds, Duration resultLifetime)
    implements SettleConfig {
  TestingSettleConfig() {
    this(Duration.ofSeconds(5), Duration.ofHours(1), 8, Duration.ofHours(24));
  }

  /** The defaults with other waits. */
  static TestingSettleConfig waiting(Duration first, Duration longest) {
    return new TestingSettleConfig(first, longest, 8, Duration.ofHours(24));
  }
}
