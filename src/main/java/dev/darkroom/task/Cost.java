package dev.darkroom.task;

import java.math.BigDecimal;

/**
 * An amount that a provider named.
 *
 * @param amount at least zero, never rounded by us
 * @param unit the provider's own, such as {@code credits} or {@code USD}
 */
public record Cost(BigDecimal amount, String unit) {
  /** Digits before and behind the point; nothing costs more, or is counted in smaller parts. */
  private static final int MAX_DIGITS = 40;

  /**
   * Whether this can be an amount. What is not is treated as unknown: written out it could be as
   * long as its exponent says, which is no length to write.
   */
  public boolean isPlausible() {
    return (long) amount.precision() - amount.scale() <= MAX_DIGITS && amount.scale() <= MAX_DIGITS;
  }
}
