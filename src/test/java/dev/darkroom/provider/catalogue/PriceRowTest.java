package dev.darkroom.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.Cost;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Price;
import dev.darkroom.task.Price.Certainty;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The price of a request is that of what is sent. */
class PriceRowTest {
  private static final PriceRow FOUR_CENTS =
      PriceRow.perImage("0.040", "USD", "acme.example/prices", "2026-11-27");

  private static final ImageSpec FOX = ImageSpec.of("a red fox");

  @Test
  void everyImageIsPaidForAndNothingIsRounded() {
    assertThat(FOUR_CENTS.of(FOX.withCount(3), Optional.empty()))
        .isEqualTo(
            new Price(
                Certainty.EXACT,
                Optional.of(new Cost(new BigDecimal("0.120"), "USD")),
                "acme.example/prices, read 2026-11-27"));
  }

  @Test
  void anEstimateSaysWhyItIsOne() {
    var price = FOUR_CENTS.estimated("it depends").of(FOX, Optional.empty());

    assertThat(price.certainty()).isEqualTo(Certainty.ESTIMATE);
    assertThat(price.source()).isEqualTo("acme.example/prices, read 2026-11-27; it depends");
  }

  @Test
  void whatNobodyStatesHasNoAmount() {
    var price = PriceRow.unknown("the bill").of(FOX, Optional.empty());

    assertThat(price).isEqualTo(Price.unknown("the bill"));
    assertThat(PriceRow.UNSTATED.certainty()).isEqualTo(Certainty.UNKNOWN);
  }

  /** A raw field such as {@code max_images} makes more images than the event asks for. */
  @Test
  void rawOptionsMakeAPriceUnknown() {
    assertThat(FOUR_CENTS.of(FOX, Optional.of("{\"max_images\":6}")).certainty())
        .isEqualTo(Certainty.UNKNOWN);
    assertThat(FOUR_CENTS.of(FOX, Optional.of("{}")).certainty()).isEqualTo(Certainty.EXACT);
  }

  @Test
  void aSearchThatIsChargedForMakesItUnknown() {
    var row = FOUR_CENTS.unknownWithSearch("each search is charged");

    assertThat(row.of(FOX.withWebSearch(Optional.of(true)), Optional.empty()))
        .isEqualTo(Price.unknown("each search is charged"));
    assertThat(row.of(FOX.withWebSearch(Optional.of(false)), Optional.empty()).certainty())
        .isEqualTo(Certainty.EXACT);
    assertThat(FOUR_CENTS.of(FOX.withWebSearch(Optional.of(true)), Optional.empty()).certainty())
        .isEqualTo(Certainty.EXACT);
  }

  @Test
  void aPriceHasASource() {
    assertThatThrownBy(() -> PriceRow.unknown(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
