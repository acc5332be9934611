package dev.darkroom.task;

import java.math.BigDecimal;

/**
 * What a provider says a task costs.
 *
 * @param amount at least zero, never rounded by us
 * @param unit the provider's own, such as {@code credits} or {@code USD}
 * @param basis reserved before the work, or billed after it
 */
public record Cost(BigDecimal amount, String unit, Basis basis) {

  /** When the figure was named. */
  public enum Basis {
    RESERVED,
    BILLED
  }
}
