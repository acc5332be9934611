package dev.darkroom.provider.modellix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.testing.Prices;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No document of Modellix that was read states a price. */
class ModellixPricesTest {
  private static final String BILL =
      " the provider's answer once the work is done (billing.amount)";

  @Test
  void theBillAloneTells() {
    assertThat(
            Prices.texts(
                ModellixCapabilities.with(ModellixPromptLimits.parse(Optional.empty())).rows()))
        .containsExactly(
            "seedream-5.0-lite: unknown" + BILL,
            "seedream-5.0-lite-edit: unknown" + BILL,
            "seedream-4.5-t2i: unknown" + BILL);
  }
}
