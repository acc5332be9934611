package dev.darkroom.provider.evolink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.simulator.evolink.EvolinkModels;
import dev.darkroom.testing.Prices;
import org.junit.jupiter.api.Test;

/**
 * The prices are those of EvoLink's own pages, read 2026-11-27; an example of an answer is no
 * price.
 */
class EvolinkPricesTest {
  @Test
  void theFiguresAreThoseOfTheModelsPages() {
    assertThat(Prices.texts(EvolinkCapabilities.ALL))
        .containsExactly(
            "doubao-seedream-5.0-lite: 2.2 credits estimate evolink.ai/seedream-5-0",
            "doubao-seedream-4.5: 2.25 credits estimate evolink.ai/seedream-4-5",
            "z-image-turbo: unknown"
                + " the provider's answer to a submit (usage.credits_reserved)",
            "gemini-2.5-flash-image: unknown"
                + " the provider's answer to a submit (usage.credits_reserved)");
  }

  @Test
  void theSimulatorBillsWhatAQuoteNames() {
    for (var row : EvolinkCapabilities.ALL) {
      var simulated = EvolinkModels.named(row.providerModel()).orElseThrow();

      row.price()
          .perImage()
          .ifPresent(
              cost ->
                  assertThat(simulated.credits())
                      .as(row.providerModel())
                      .isEqualByComparingTo(cost.amount()));
    }
  }

  @Test
  void aSearchIsChargedForByEachOfThem() {
    assertThat(EvolinkCapabilities.ALL)
        .allSatisfy(
            row ->
                assertThat(row.price().search().isPresent()).isEqualTo(row.features().webSearch()));
  }
}
