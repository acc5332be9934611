package dev.darkroom.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.testing.Prices;
import org.junit.jupiter.api.Test;

/** The prices are those of fal.ai's own pages, read 2026-11-27. */
class FalPricesTest {
  @Test
  void theFiguresAreThoseOfTheModelsPages() {
    assertThat(Prices.texts(FalCapabilities.ALL))
        .containsExactly(
            "bytedance/seedream/v5/lite/text-to-image: 0.035 USD exact"
                + " fal.ai/models/bytedance/seedream/v5/lite/text-to-image/llms.txt",
            "bytedance/seedream/v5/lite/edit: 0.035 USD estimate"
                + " fal.ai/models/fal-ai/bytedance/seedream/v5/lite/edit/llms.txt",
            "fal-ai/bytedance/seedream/v4.5/text-to-image: 0.04 USD exact"
                + " fal.ai/models/fal-ai/bytedance/seedream/v4.5/text-to-image/playground",
            "fal-ai/bytedance/seedream/v4.5/edit: 0.04 USD estimate"
                + " fal.ai/models/fal-ai/bytedance/seedream/v4.5/text-to-image/playground");
  }

  @Test
  void aPriceHasTheDayThatItWasRead() {
    assertThat(FalCapabilities.ALL).allSatisfy(row -> assertThat(row.price().read()).isPresent());
  }
}
