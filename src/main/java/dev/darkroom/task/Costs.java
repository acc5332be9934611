package dev.darkroom.task;

import java.util.Optional;

/**
 * The cost of a task, as the provider states it. A missing figure is unknown, not zero.
 *
 * @param reserved set aside before the work
 * @param billed charged after it
 */
public record Costs(Optional<Cost> reserved, Optional<Cost> billed) {
  /** Nothing was said so far. */
  public static final Costs UNKNOWN = new Costs(Optional.empty(), Optional.empty());

  public static Costs reserved(Optional<Cost> cost) {
    return new Costs(cost, Optional.empty());
  }

  /** With the bill, if there is one. */
  public Costs billed(Optional<Cost> cost) {
    return new Costs(reserved, cost.or(() -> billed));
  }
}
