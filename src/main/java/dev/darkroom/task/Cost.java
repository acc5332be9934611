package dev.darkroom.task;

import java.math.BigDecimal;

/**
 * An amount that a provider named.
 *
 * @param amount at least zero, never rounded by us
 * @param unit the provider's own, such as {@code credits} or {@code USD}
 */
public record Cost(BigDecimal amount, String unit) {}
