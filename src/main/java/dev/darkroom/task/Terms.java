package dev.darkroom.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * On which terms a provider makes the images.
 *
 * @param adjustments what differs from the request
 * @param estimate how long the provider expects to take
 */
public record Terms(List<Adjustment> adjustments, Costs costs, Optional<Duration> estimate) {
  public Terms {
    adjustments = List.copyOf(adjustments);
  }

  /** Before any provider has answered. */
  static Terms offered(List<Adjustment> adjustments) {
    return new Terms(adjustments, Costs.UNKNOWN, Optional.empty());
  }

  /** The same with these adjustments instead. */
  public Terms adjusted(List<Adjustment> next) {
    return new Terms(next, costs, estimate);
  }

  /** What the provider said when it took the task. */
  Terms accepted(Optional<Cost> reserved, Optional<Duration> expected) {
    return new Terms(adjustments, Costs.reserved(reserved), expected);
  }

  /** With the bill, if there is one. */
  Terms billed(Optional<Cost> cost) {
    return new Terms(adjustments, costs.billed(cost), estimate);
  }

  /** Without any cost: no provider took the task. */
  Terms unspent() {
    return new Terms(adjustments, Costs.UNKNOWN, estimate);
  }
}
