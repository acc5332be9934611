package dev.darkroom.simulator;

import dev.darkroom.simulator.protocol.RateLimit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many create calls a provider takes within a second. */
final class CreateRateLimiter {
  private final Deque<Instant> taken = new ArrayDeque<>();
  private final Clock clock;
  private final int perSecond;

  CreateRateLimiter(SimulatorOptions options) {
    this.clock = options.clock();
    this.perSecond = options.createsPerSecond();
  }

  /** What is left now. */
  synchronized RateLimit allowance() {
    var now = clock.instant();
    forgetBefore(now);
    return new RateLimit(perSecond, perSecond - taken.size(), now.plusSeconds(1));
  }

  synchronized boolean takesOneMore() {
    var now = clock.instant();
    forgetBefore(now);
    boolean isTaken = taken.size() < perSecond;
    if (isTaken) {
      taken.add(now);
    }
    return isTaken;
  }

  private void forgetBefore(Instant now) {
    taken.removeIf(at -> !at.plusSeconds(1).isAfter(now));
  }
}
