package dev.darkroom.task;

import java.math.BigDecimal;

/**
 * The most that a request may cost. A provider that is dearer is not asked.
 *
 * @param most more than zero, compared exactly: 0.10 is 0.1
 * @param allowsUnknown whether a provider is asked whose price is unknown, or in another unit
 */
public record CostCap(Cost most, boolean allowsUnknown) {
  /** The largest cap. No request costs more in any unit. */
  public static final long LARGEST = 1_000_000_000L;

  /** Digits behind the point. No provider counts in smaller parts. */
  public static final int MAX_SCALE = 18;

  /** Writes every amount in one way, so that equal caps make equal requests. */
  public CostCap {
    most = new Cost(plain(most.amount()), most.unit());
    if (!isValid(most.amount())) {
      throw new IllegalArgumentException("a cap is more than zero, and can be written out");
    }
  }

  /** Whether an amount can be a cap. */
  public static boolean isValid(BigDecimal amount) {
    return amount.signum() > 0
        && amount.compareTo(BigDecimal.valueOf(LARGEST)) <= 0
        && amount.stripTrailingZeros().scale() <= MAX_SCALE;
  }

  /** Compares a price with the cap. */
  public Relation relationOf(Price price) {
    var known = price.cost().filter(cost -> cost.unit().equals(most.unit()));
    if (known.isEmpty()) {
      return Relation.NOT_COMPARABLE;
    }
    return known.get().amount().compareTo(most.amount()) <= 0 ? Relation.WITHIN : Relation.ABOVE;
  }

  /** Whether a provider with this price may be asked. */
  public boolean allows(Price price) {
    return switch (relationOf(price)) {
      case WITHIN -> true;
      case ABOVE -> false;
      case NOT_COMPARABLE -> allowsUnknown;
    };
  }

  private static BigDecimal plain(BigDecimal amount) {
    var stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** How a price compares with the cap. */
  public enum Relation {
    WITHIN,
    ABOVE,
    /** The price is unknown, or in another unit. */
    NOT_COMPARABLE
  }
}
