package dev.darkroom.provider.evolink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The prices are those of EvoLink's own pages, read 2026-11-27; an example of an answer is no
 * price.
 */
class EvolinkPricesTest {
  @Test
  void theFiguresAreThoseOfTheModelsPages() {
    assertThat(prices(EvolinkCapabilities.ALL))
        .containsExactly(
            "doubao-seedream-5.0-lite: 2.2 credits estimate evolink.ai/seedream-5-0",
            "doubao-seedream-4.5: 2.25 credits estimate evolink.ai/seedream-4-5",
            "z-image-turbo: unknown"
                + " the provider's answer to a submit (usage.credits_reserved)",
            "gemini-2.5-flash-image: unknown"
                + " the provider's answer to a submit (usage.credits_reserved)");
  }

  @Test
  void aSearchIsChargedForByEachOfThem() {
    assertThat(EvolinkCapabilities.ALL)
        .allSatisfy(
            row ->
                assertThat(row.price().search().isPresent()).isEqualTo(row.features().webSearch()));
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
