package dev.darkroom.aws;

import dev.darkroom.base.TextCut;
import dev.darkroom.task.Cost;
import java.math.BigDecimal;
import java.util.Optional;

/** A cost as a text such as {@code 1.80 credits}. An absurd amount counts as no amount. */
final class CostItem {
  /** Digits before and behind the point: more than any money needs. */
  private static final int MOST_DIGITS = 30;

  private static final int MOST_UNIT = 64;

  private CostItem() {}

  /** A text: a number would lose the zero of 1.80. */
  static Optional<String> write(Cost cost) {
    return isPlausible(cost.amount())
        ? Optional.of(cost.amount() + " " + TextCut.marked(cost.unit(), MOST_UNIT))
        : Optional.empty();
  }

  /** Reads the attribute, and the nested map of the first schema. */
  static Optional<Cost> read(ItemReader item, String name) {
    var text = item.optionalText(name);
    return text.isPresent()
        ? cost(text.get().split(" ", 2))
        : item.optionalMap(name)
            .flatMap(map -> cost(new String[] {map.text("amount"), map.text("unit")}));
  }

  /** Also reads records that were written before there were bounds. */
  private static Optional<Cost> cost(String[] amountAndUnit) {
    var text = amountAndUnit[0];
    if (text.length() > 3 * MOST_DIGITS) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text))
        .filter(CostItem::isPlausible)
        .map(amount -> new Cost(amount, amountAndUnit[1]));
  }

  private static boolean isPlausible(BigDecimal amount) {
    return amount.precision() <= MOST_DIGITS && Math.abs((long) amount.scale()) <= MOST_DIGITS;
  }
}
