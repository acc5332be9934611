package dev.darkroom.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Unspecified;
import dev.darkroom.task.Operation;
import dev.darkroom.task.Resolution;
import dev.darkroom.testing.Examples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DimensionsFitterTest extends FitterFixture {
  @Test
  void theNearestRatioIsTakenByShapeNotByNumbers() {
    assertRatio("2:1", "16:9");
    assertRatio("4:5", "1:1");
    assertRatio("9:16", "1:1");
    assertRatio("21:9", "16:9");
  }

  @Test
  void aModelsOwnChoiceIsNoSubstituteForAShape() {
    var onlyAuto = withRatios("auto");

    var fit = ImageFitter.of(FOX.withDimensions(ratio("1:1")), onlyAuto);

    assertThat(fit.spec().dimensions()).isEqualTo(new Unspecified());
    assertThat(fit.adjustments()).extracting(Adjustment::kind).containsExactly(Kind.DROPPED);
  }

  @Test
  void aShapeIsNoSubstituteForTheModelsOwnChoice() {
    var onlySquare = withRatios("1:1");

    var fit = ImageFitter.of(FOX.withDimensions(ratio("auto")), onlySquare);

    assertThat(fit.spec().dimensions()).isEqualTo(new Unspecified());
    assertThat(fit.adjustments()).extracting(Adjustment::field).containsExactly("aspectRatio");
  }

  @Test
  void aResolutionThatLosesItsRatioIsNotLostInSilence() {
    var onlySquare = withRatios("1:1");

    var fit = ImageFitter.of(FOX.withDimensions(ratio("auto", Resolution.K2)), onlySquare);

    assertThat(fit.spec().dimensions()).isEqualTo(new Unspecified());
    assertThat(fit.adjustments())
        .extracting(Adjustment::field)
        .containsExactly("aspectRatio", "resolution");
  }

  @Test
  void theNearestResolutionIsTaken() {
    var smaller = ImageFitter.of(FOX.withDimensions(ratio("1:1", Resolution.K1)), RICH);
    var larger = ImageFitter.of(FOX.withDimensions(ratio("1:1", Resolution.K4)), RICH);

    assertThat(smaller.spec().dimensions()).isEqualTo(ratio("1:1", Resolution.K2));
    assertThat(larger.spec().dimensions()).isEqualTo(ratio("1:1", Resolution.K3));
    assertThat(larger.adjustments())
        .containsExactly(
            new Adjustment(
                "resolution",
                "4K",
                Optional.of("3K"),
                Optional.empty(),
                Kind.SUBSTITUTED,
                "resolutions here: [2K, 3K]"));
  }

  @Test
  void pixelsInRangeAreKeptToThePixel() {
    var exact = new Pixels(2560, 1440);

    assertThat(ImageFitter.of(FOX.withDimensions(exact), RICH).isLossless()).isTrue();
  }

  @Test
  void pixelsOutOfRangeKeepTheirShape() {
    var small = (Pixels) clamped(new Pixels(160, 90));
    var large = (Pixels) clamped(new Pixels(16_000, 9000));

    assertThat(small).isEqualTo(new Pixels(2560, 1440));
    assertThat(large.area()).isBetween(3072L * 3060, 3072L * 3072);
    assertThat(large.width() / (double) large.height()).isBetween(1.776, 1.779);
  }

  @Test
  void aShapeBeyondTheLongestBecomesTheLongest() {
    var strip = (Pixels) clamped(new Pixels(60_000, 100));

    assertThat(RICH.shapes().pixels().get().takes(strip.width(), strip.height())).isTrue();
    assertThat(strip.width() / (double) strip.height()).isBetween(15.9, 16.0);
  }

  @Test
  void whereOnlyAShapeCanBeSaidTheNearestTakesThePlaceOfPixels() {
    var shapesOnly =
        Capability.row(Examples.MODEL.value(), "their-shapes", Operation.GENERATE)
            .ratios("auto 1:1 16:9 9:16")
            .resolutions(Resolution.K2, Resolution.K1)
            .from("made for tests", "2026-11-20");

    var fit = ImageFitter.of(FOX.withDimensions(new Pixels(1000, 1700)), shapesOnly);

    assertThat(fit.spec().dimensions()).isEqualTo(ratio("9:16", Resolution.K1));
    assertThat(fit.adjustments())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.requested()).isEqualTo("1000x1700");
              assertThat(one.sent()).contains("9:16 at 1K");
              assertThat(one.kind()).isEqualTo(Kind.SUBSTITUTED);
            });
  }

  @Test
  void pixelsAreBroughtWithinTheSidesThatAModelTakes() {
    var sides =
        Capability.row(Examples.MODEL.value(), "their-sides", Operation.GENERATE)
            .pixels(PixelRange.ofSides(256, 1440))
            .from("made for tests", "2026-11-20");

    assertThat(dimensions(sides, 2880, 1440)).isEqualTo(new Pixels(1440, 720));
    assertThat(dimensions(sides, 100, 200)).isEqualTo(new Pixels(256, 512));
    assertThat(dimensions(sides, 256, 1440)).isEqualTo(new Pixels(256, 1440));
  }
}
