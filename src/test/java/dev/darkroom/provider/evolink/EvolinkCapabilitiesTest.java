package dev.darkroom.provider.evolink;

import static dev.darkroom.provider.evolink.EvolinkExamples.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Operation;
import dev.darkroom.task.Resolution;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvolinkCapabilitiesTest {
  /** Sides are multiples of 16 or so: 1600 to 2848 is offered as 9:16. */
  private static final double RATIO_TOLERANCE = 0.02;

  @ParameterizedTest
  @MethodSource("rows")
  void everySizeThatIsExpectedIsOfAShapeAndTierOnOfferAndInRange(Capability row) {
    for (var size : row.shapes().sizes()) {
      var pixels = size.pixels();

      assertThat(row.shapes().ratios()).contains(size.ratio());
      assertThat(row.shapes().resolutions()).contains(size.resolution());
      assertThat(row.shapes().pixels().orElseThrow().takes(pixels.width(), pixels.height()))
          .isTrue();
      assertThat(pixels.quotient() / size.ratio().quotient())
          .isBetween(1 - RATIO_TOLERANCE, 1 + RATIO_TOLERANCE);
    }
  }

  @Test
  void theSizesOfSeedreamAreKnownButOfThreeShapes() {
    assertThat(row(EvolinkExamples.MODEL).shapes().sizes()).hasSize(15);
    assertThat(row(EvolinkExamples.SEEDREAM_45).shapes().sizes()).hasSize(16);
    assertThat(size(EvolinkExamples.MODEL, "16:9", Resolution.K2)).contains(new Pixels(2848, 1600));
    assertThat(size(EvolinkExamples.SEEDREAM_45, "21:9", Resolution.K4))
        .contains(new Pixels(6240, 2656));
    assertThat(size(EvolinkExamples.SEEDREAM_45, "4:5", Resolution.K2)).isEmpty();
  }

  @Test
  void aSizeBeyondTheDocumentsRangeIsNotExpected() {
    assertThat(size(EvolinkExamples.MODEL, "21:9", Resolution.K3)).isEmpty();
  }

  @Test
  void onlySeedreamHasTiers() {
    assertThat(row(EvolinkExamples.SEEDREAM_45).shapes().resolutions())
        .containsExactly(Resolution.K2, Resolution.K4);
    assertThat(row(EvolinkExamples.Z_IMAGE).shapes().resolutions()).isEmpty();
    assertThat(row(EvolinkExamples.BANANA).shapes().resolutions()).isEmpty();
  }

  @Test
  void aFormatAndASearchBelongToSeedream50() {
    assertThat(row(EvolinkExamples.MODEL).features().webSearch()).isTrue();
    assertThat(EvolinkCapabilities.ALL)
        .filteredOn(row -> row.features().webSearch() || !row.features().formats().isEmpty())
        .extracting(Capability::providerModel)
        .containsExactly(EvolinkExamples.MODEL);
  }

  @Test
  void everyModelHasItsOwnLimits() {
    assertThat(row(EvolinkExamples.BANANA).promptLimit()).contains(1000);
    assertThat(row(EvolinkExamples.BANANA).limits().references().max()).contains(5);
    assertThat(row(EvolinkExamples.BANANA).shapes().ratios())
        .doesNotContain(new AspectRatio("21:9"));
    assertThat(row(EvolinkExamples.Z_IMAGE).operations()).containsExactly(Operation.GENERATE);
  }

  static List<Capability> rows() {
    return EvolinkCapabilities.ALL;
  }

  private static Optional<Pixels> size(String model, String ratio, Resolution tier) {
    return row(model).shapes().sizeOf(new AspectRatio(ratio), Optional.of(tier));
  }
}
