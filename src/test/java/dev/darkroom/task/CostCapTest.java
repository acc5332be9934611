package dev.darkroom.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.CostCap.Relation;
import dev.darkroom.task.Price.Certainty;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A price is compared with a cap digit by digit, and only in its own unit. */
class CostCapTest {
  @ParameterizedTest
  @CsvSource({
    "0.05, 0.05, WITHIN",
    "0.05, 0.0500, WITHIN",
    "0.0500, 0.05, WITHIN",
    "0.05, 0.050000000000000001, ABOVE",
    "0.3, 0.30000000000000004, ABOVE",
    "1, 0.999999999999999999999999999999, WITHIN",
    "1, 1.000000000000000000000000000001, ABOVE",
    "5, 5E+0, WITHIN",
    "1E+2, 100, WITHIN",
    "0.000000000000000001, 0, WITHIN"
  })
  void amountsAreComparedExactly(BigDecimal cap, BigDecimal price, Relation relation) {
    assertThat(usd(cap, false).relationOf(price(price, "USD"))).isEqualTo(relation);
    assertThat(usd(cap, false).allows(price(price, "USD"))).isEqualTo(relation == Relation.WITHIN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUnknownPriceIsAllowedWhereTheCapSaysSoAlone(boolean allowsUnknown) {
    var cap = usd(BigDecimal.ONE, allowsUnknown);

    assertThat(cap.relationOf(Price.unknown("nobody"))).isEqualTo(Relation.NOT_COMPARABLE);
    assertThat(cap.allows(Price.unknown("nobody"))).isEqualTo(allowsUnknown);
    assertThat(cap.allows(price(new BigDecimal("0.1"), "credits"))).isEqualTo(allowsUnknown);
    assertThat(cap.allows(price(new BigDecimal("0.1"), "usd"))).isEqualTo(allowsUnknown);
  }

  @Test
  void aDearPriceIsNeverAllowed() {
    assertThat(usd(BigDecimal.ONE, true).allows(price(BigDecimal.TWO, "USD"))).isFalse();
  }

  @Test
  void equalCapsAreEqualHoweverTheyAreWritten() {
    assertThat(usd(new BigDecimal("0.10"), false)).isEqualTo(usd(new BigDecimal("1E-1"), false));
    assertThat(usd(new BigDecimal("100"), false)).isEqualTo(usd(new BigDecimal("1E+2"), false));
    assertThat(usd(BigDecimal.ONE, true)).isNotEqualTo(usd(BigDecimal.ONE, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.00", "-1", "1E-19", "1000000001", "1E+400"})
  void whatIsNoCapIsNone(String amount) {
    assertThat(CostCap.isValid(new BigDecimal(amount))).isFalse();
    assertThatThrownBy(() -> usd(new BigDecimal(amount), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E-18", "0.01", "1E+3", "1000000000", "1000000000.00"})
  void everyAmountUpToTheLargestIsACapAndIsWrittenOut(String amount) {
    var most = usd(new BigDecimal(amount), false).most();

    assertThat(CostCap.isValid(new BigDecimal(amount))).isTrue();
    assertThat(most.amount()).isEqualByComparingTo(amount);
    assertThat(most.amount().toString()).doesNotContain("E+");
  }

  @ParameterizedTest
  @CsvSource({"EXACT, exact", "ESTIMATE, estimate", "UNKNOWN, unknown"})
  void callersReadHowMuchAPriceCanBeReliedOn(Certainty certainty, String word) {
    assertThat(certainty.text()).isEqualTo(word);
  }

  @Test
  void aPriceIsKnownOrHasNoAmount() {
    assertThatThrownBy(() -> new Price(Certainty.EXACT, Optional.empty(), "nobody"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Price(
                    Certainty.UNKNOWN, Optional.of(new Cost(BigDecimal.ONE, "USD")), "nobody"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static CostCap usd(BigDecimal amount, boolean allowsUnknown) {
    return new CostCap(new Cost(amount, "USD"), allowsUnknown);
  }

  private static Price price(BigDecimal amount, String unit) {
    return new Price(Certainty.EXACT, Optional.of(new Cost(amount, unit)), "made for tests");
  }
}
