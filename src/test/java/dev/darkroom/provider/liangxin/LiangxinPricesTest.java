package dev.darkroom.provider.liangxin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.PriceRow;
import org.junit.jupiter.api.Test;

/** No page of LiangXin states a price, and its documents name no credits in its answers. */
class LiangxinPricesTest {
  @Test
  void noRowHasAPrice() {
    assertThat(LiangxinCapabilities.ALL)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.price()).isEqualTo(PriceRow.UNSTATED));
  }
}
