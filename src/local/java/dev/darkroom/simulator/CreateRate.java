package dev.darkroom.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many create calls a provider takes within a second. */
final class CreateRate {
  private final Deque<Instant> taken = new ArrayDeque<>();
  private final Clock clock;
  private final int perSecond;

  CreateRate(SimulatorOptions options) {
    this.clock = options.clock();
    this.perSecond = options.createsPerSecond();
  }

  /** What is left now. */
  synchronized Allowance allowance() {
    Instant now = clock.instant();
    forgetBefore(now);
    return new Allowance(perSecond, perSecond - taken.size(), now.plusSeconds(1));
  }

  synchronized boolean takesOneMore() {
    Instant now = clock.instant();
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
