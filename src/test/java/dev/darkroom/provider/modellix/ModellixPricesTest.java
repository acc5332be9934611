package dev.darkroom.provider.modellix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No document of Modellix that was read states a price. */
class ModellixPricesTest {
  private static final String BILL =
      " the provider's answer once the work is done (billing.amount)";

  @Test
  void theBillAloneTells() {
    assertThat(
            prices(ModellixCapabilities.with(ModellixPromptLimits.parse(Optional.empty())).rows()))
        .containsExactly(
            "seedream-5.0-lite: unknown" + BILL,
            "seedream-5.0-lite-edit: unknown" + BILL,
            "seedream-4.5-t2i: unknown" + BILL);
  }

  /** Each row as {@code name: amount unit certainty source}. */
  private static List<String> prices(List<Capability> rows) {
    return rows.stream()
        .map(
            row ->
                row.providerModel()
                    + ": "
                    + row.price()
                        .perImage()
                        .map(cost -> cost.amount() + " " + cost.unit() + " ")
                        .orElse("")
                    + row.price().certainty().text()
                    + " "
                    + row.price().source())
        .toList();
  }
}
