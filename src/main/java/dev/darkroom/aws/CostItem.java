package dev.darkroom.aws;

import dev.darkroom.task.Cost;
import java.math.BigDecimal;
import java.util.Optional;

/** What something costs, as a nested map. An absurd amount is no amount. */
final class CostItem {
  /** Digits before and behind the point: more than any money has. */
  private static final int MOST_DIGITS = 30;

  private static final int MOST_UNIT = 64;

  private CostItem() {}

  /** The amount is text: a number would lose the zero of 1.80. */
  static Optional<Attributes> write(Cost cost) {
    return isPlausible(cost.amount())
        ? Optional.of(
            new Attributes()
                .text("amount", cost.amount().toString())
                .text("unit", Shortening.cut(cost.unit(), MOST_UNIT)))
        : Optional.empty();
  }

  /** Also of records that were written before there were bounds. */
  static Optional<Cost> read(Fields item) {
    var text = item.text("amount");
    if (text.length() > 3 * MOST_DIGITS) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text))
        .filter(CostItem::isPlausible)
        .map(amount -> new Cost(amount, item.text("unit")));
  }

  private static boolean isPlausible(BigDecimal amount) {
    return amount.precision() <= MOST_DIGITS && Math.abs((long) amount.scale()) <= MOST_DIGITS;
  }
}
