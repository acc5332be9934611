package dev.darkroom.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.provider.catalogue.Capability.SeedRange;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Media;
import dev.darkroom.task.Operation;
import dev.darkroom.task.Resolution;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a row of the table means, at its bounds. */
class CapabilityTest {
  private static final PixelRange RANGE = new PixelRange(1_000, 10_000, 4, 20, 180);

  @ParameterizedTest
  @CsvSource({
    "40, 25, true",
    "40, 24, false",
    "100, 100, true",
    "101, 100, false",
    "80, 20, true",
    "81, 20, false",
    "20, 80, true",
    "20, 81, false",
    "180, 50, true",
    "181, 50, false",
    "19, 60, false"
  })
  void everyBoundOfASizeIsInclusive(int width, int height, boolean isTaken) {
    assertThat(RANGE.takes(width, height)).isEqualTo(isTaken);
  }

  @Test
  void sidesAloneBoundTheAreaAndTheShape() {
    assertThat(PixelRange.ofSides(256, 1440))
        .isEqualTo(new PixelRange(65_536, 2_073_600, 5.625, 256, 1440));
    assertThat(PixelRange.ofArea(1, 9, 3)).isEqualTo(new PixelRange(1, 9, 3, 1, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "10, true", "11, false"})
  void bothEndsOfASeedRangeAreInclusive(long seed, boolean isTaken) {
    assertThat(new SeedRange(1, 10).takes(seed)).isEqualTo(isTaken);
  }

  @Test
  void aRowOffersNothingThatItDoesNotSay() {
    var row = Capability.row("z-image", "theirs", Operation.GENERATE).from("a page", "2026-11-20");

    assertThat(row.media()).isEqualTo(Media.IMAGE);
    assertThat(row.limits().maxCount()).isEqualTo(1);
    assertThat(row.limits().references().max()).contains(0);
    assertThat(row.features().safetyChecker()).isFalse();
    assertThat(row.features().webSearch()).isFalse();
    assertThat(row.features().promptOptimization()).isFalse();
    assertThat(row.features().seeds()).isEmpty();
    assertThat(row.provenance())
        .isEqualTo(new Provenance("a page", LocalDate.of(2026, 11, 20), Map.of(), Set.of()));
  }

  @Test
  void aRowSaysWhatIsInferredFromWhereAndWhatNobodyStates() {
    var row =
        Capability.row("kling-3-pro", "theirs", Operation.GENERATE)
            .makesVideo()
            .inferred("seeds formats", "their client")
            .unknown("promptLimit maxTotal")
            .from("a page", "2026-11-20");

    assertThat(row.media()).isEqualTo(Media.VIDEO);
    assertThat(row.provenance().inferred())
        .isEqualTo(Map.of("seeds", "their client", "formats", "their client"));
    assertThat(row.provenance().unknown()).containsExactlyInAnyOrder("promptLimit", "maxTotal");
    assertThatThrownBy(
            () -> Capability.row("x", "theirs", Operation.GENERATE).from(" ", "2026-11-20"))
        .hasMessage("a fact has a source");
  }

  /** The provider's default tier comes first. */
  @Test
  void aRatioComesToTheSizeOfItsTierOrOfTheDefaultOne() {
    var shapes =
        Capability.row("seedream-4.5", "theirs", Operation.GENERATE)
            .ratios("1:1 16:9 4:1")
            .resolutions(Resolution.K2, Resolution.K4)
            .sizes(
                SeedreamSizes.within(
                    PixelRange.ofArea(1, Long.MAX_VALUE, 16),
                    Resolution.K2,
                    Resolution.K3,
                    Resolution.K4))
            .from("a page", "2026-11-20")
            .shapes();
    var wide = new AspectRatio("16:9");

    assertThat(shapes.sizeOf(wide, Optional.of(Resolution.K4))).contains(new Pixels(5504, 3040));
    assertThat(shapes.sizeOf(wide, Optional.empty())).contains(new Pixels(2848, 1600));
    assertThat(shapes.sizeOf(wide, Optional.of(Resolution.K3))).as("not offered").isEmpty();
    assertThat(shapes.sizeOf(new AspectRatio("4:1"), Optional.empty())).as("not known").isEmpty();
    assertThat(shapes.sizes()).hasSize(4);
  }

  @Test
  void onlySizesThatAModelTakesUnchangedAreKnown() {
    var square = PixelRange.ofArea(1, 2048L * 2048, 1);

    assertThat(SeedreamSizes.within(square, Resolution.K2, Resolution.K3))
        .extracting(size -> size.pixels().toString())
        .containsExactly("2048x2048");
    assertThat(SeedreamSizes.within(PixelRange.ofArea(1, Long.MAX_VALUE, 16), Resolution.K4))
        .hasSize(8)
        .allSatisfy(size -> assertThat(size.resolution()).isEqualTo(Resolution.K4));
  }
}
