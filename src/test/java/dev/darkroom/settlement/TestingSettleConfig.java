package dev.darkroom.settlement;

import java.time.Duration;

/** The documented defaults. */
final class TestingSettleConfig implements SettleConfig {
  @Override
  public Duration firstWait() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Duration longestWait() {
    return Duration.ofHours(1);
  }

  @Override
  public int deliveryRounds() {
    return 8;
  }

  @Override
  public Duration resultLifetime() {
    return Duration.ofHours(24);
  }
}
