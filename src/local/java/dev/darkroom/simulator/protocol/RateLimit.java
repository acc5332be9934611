package dev.darkroom.simulator.protocol;

import java.time.Instant;

/**
 * How many create calls a provider takes before it throttles.
 *
 * @param reset when the limit counts anew
 */
public record RateLimit(int limit, int remaining, Instant reset) {
  public RateLimit usedUp() {
    return new RateLimit(limit, 0, reset);
  }
}
