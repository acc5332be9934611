package dev.darkroom.simulator;

import java.time.Instant;

/**
 * How many create calls a provider takes before it throttles.
 *
 * @param reset when the limit counts anew
 */
record Allowance(int limit, int remaining, Instant reset) {
  Allowance usedUp() {
    return new Allowance(limit, 0, reset);
  }
}
