package dev.darkroom.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.provider.catalogue.Capability.SeedRange;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Resolution;
import dev.darkroom.testing.Examples;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every loss and every obstacle says what would be taken instead. */
class FitReasonsTest extends FitterFixture {

  @Test
  void anObstacleSaysWhatIsTaken() {
    assertThat(obstacle(FOX.withImages(links(1)), BARE))
        .isEqualTo("this model takes no reference images");
    assertThat(obstacle(FOX, withOperations(Operation.EDIT)))
        .isEqualTo("this model only edits: give at least one image");
    assertThat(obstacle(FOX.withImages(links(15)), unlimitedTotal()))
        .isEqualTo("at most 14 reference images");
    assertThat(obstacle(ImageSpec.of("x".repeat(10)), BARE))
        .isEqualTo("is 10 characters long; at most 9 are taken");
  }

  /** Fourteen references leave room for one result of fifteen, and fifteen for none. */
  @ParameterizedTest
  @CsvSource({"13, 2, true", "14, 1, true", "15, 1, false"})
  void referencesAndResultsTogetherHaveALimit(int references, int room, boolean isPossible) {
    var total =
        Examples.row("their-model", Operation.EDIT)
            .references(Examples.references(40))
            .total(15)
            .from("made for tests", "2026-11-20");

    var fit = ImageFitter.of(FOX.withImages(links(references)).withCount(4), total);

    assertThat(fit.isPossible()).isEqualTo(isPossible);
    assertThat(fit.spec().count()).isEqualTo(room);
    var said =
        isPossible ? fit.adjustments().getFirst().reason() : fit.obstacles().getFirst().message();
    assertThat(said).isEqualTo("references and results together are at most 15");
  }

  @Test
  void aLossSaysWhatIsTaken() {
    var small =
        Examples.row("their-model", Operation.GENERATE)
            .seeds(new SeedRange(1, 10))
            .formats(OutputFormat.PNG, OutputFormat.JPEG)
            .from("made for tests", "2026-11-20");

    assertThat(loss(FOX.withSeed(Optional.of(11L)), small)).isEqualTo("seeds here are 1 to 10");
    assertThat(loss(FOX.withOutputFormat(Optional.of(OutputFormat.PNG)), BARE))
        .isEqualTo("no format can be asked for");
    assertThat(
            loss(
                FOX.withOutputFormat(Optional.of(OutputFormat.PNG)),
                withFormats(OutputFormat.JPEG)))
        .isEqualTo("formats here: [jpeg]");
    assertThat(loss(FOX.withSafetyChecker(Optional.of(true)), BARE))
        .isEqualTo("the provider has no such parameter for this model");
    assertThat(loss(FOX.withDimensions(ratio("4:3")), withRatios("auto 1:1")))
        .isEqualTo("aspect ratios here: [auto, 1:1]");
    assertThat(loss(FOX.withDimensions(ratio("4:3")), BARE))
        .isEqualTo("no aspect ratio can be asked for");
    assertThat(loss(FOX.withDimensions(new Pixels(100, 100)), BARE))
        .isEqualTo("exact pixels cannot be asked for; use aspectRatio instead");
  }

  @Test
  void aResolutionThatGoesWithItsRatioSaysSo() {
    var fit = ImageFitter.of(FOX.withDimensions(ratio("auto", Resolution.K2)), withRatios("1:1"));

    assertThat(fit.adjustments().getLast().reason())
        .isEqualTo("a resolution goes with an aspect ratio, and that one cannot be kept");
    assertThat(fit.adjustments().getLast().requested()).isEqualTo("2K");
  }

  @Test
  void aResolutionOfAModelThatHasNoneIsDropped() {
    var ratiosOnly =
        Capability.row(Examples.MODEL.value(), "their-ratios", Operation.GENERATE)
            .ratios("1:1")
            .from("made for tests", "2026-11-20");

    var fit = ImageFitter.of(FOX.withDimensions(ratio("1:1", Resolution.K2)), ratiosOnly);

    assertThat(fit.spec().dimensions()).isEqualTo(ratio("1:1"));
    assertThat(fit.adjustments())
        .containsExactly(
            new Adjustment(
                "resolution",
                "2K",
                Optional.empty(),
                Optional.empty(),
                Adjustment.Kind.DROPPED,
                "no resolution can be asked for"));
  }

  @Test
  void pixelsThatAreChangedSayTheirBounds() {
    assertThat(loss(FOX.withDimensions(new Pixels(10, 10)), RICH))
        .isEqualTo(
            "width x height is 3686400 to 9437184 pixels, one side at most 16 times the other");
    assertThat(loss(FOX.withDimensions(new Pixels(10, 10)), pixels(PixelRange.ofSides(300, 700))))
        .isEqualTo(
            "width x height is 90000 to 490000 pixels, one side at most 2.333 times the other, and"
                + " each 300 to 700");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, 1000x1000",
    "9000, 9000, 2000x2000",
    "4000, 1000, 2000x500",
    "1000, 4000, 500x2000",
    "4000, 900, 2000x500",
    "2000, 500, 2000x500",
    "1999, 500, 2000x500"
  })
  void pixelsKeepTheirShapeAsFarAsTheBoundsAllow(int width, int height, String sent) {
    var range = new PixelRange(1_000_000, 4_000_000, 4, 500, 2_000);

    assertThat(dimensions(pixels(range), width, height)).hasToString(sent);
  }

  /** The size of the nearest area may be beyond a bound by a pixel. */
  @ParameterizedTest
  @CsvSource({
    "99, 241, 15400, 19239, 1, 5, 160, 138x138",
    "164, 91, 4314, 6777, 16, 24, 88, 88x50",
    "137, 151, 891, 896, 4, 29, 38, ",
    "5, 5, 101, 10000, 4, 1, 200, 11x10"
  })
  void aSizeIsNeverBeyondABoundByAHair(
      int width,
      int height,
      long least,
      long most,
      double quotient,
      int side,
      int longest,
      String sent) {
    var range = new PixelRange(least, most, quotient, side, longest);

    var fit = ImageFitter.of(FOX.withDimensions(new Pixels(width, height)), pixels(range));

    assertThat(fit.adjustments().getFirst().sent()).isEqualTo(Optional.ofNullable(sent));
  }

  @Test
  void theNearestTierIsThatOfTheAskedPixels() {
    var tiers =
        Capability.row(Examples.MODEL.value(), "their-tiers", Operation.GENERATE)
            .ratios("1:1")
            .resolutions(Resolution.K1, Resolution.K2, Resolution.K4)
            .from("made for tests", "2026-11-20");

    assertThat(dimensions(tiers, 900, 900)).isEqualTo(ratio("1:1", Resolution.K1));
    assertThat(dimensions(tiers, 3_000, 3_000)).isEqualTo(ratio("1:1", Resolution.K2));
    assertThat(dimensions(tiers, 3_500, 3_500)).isEqualTo(ratio("1:1", Resolution.K4));
  }

  /** No size is within such bounds: a shape of 4:1 has more than its longest side. */
  @Test
  void whereNoPixelsAreTakenAtAllTheyAreDropped() {
    var impossible = new PixelRange(5_000_000, 6_000_000, 4, 500, 2_000);

    var fit = ImageFitter.of(FOX.withDimensions(new Pixels(100, 100)), pixels(impossible));

    assertThat(fit.adjustments())
        .extracting(Adjustment::kind)
        .containsExactly(Adjustment.Kind.DROPPED);
    assertThat(fit.adjustments().getFirst().sent()).isEmpty();
  }

  private static Capability pixels(PixelRange range) {
    return Capability.row(Examples.MODEL.value(), "their-pixels", Operation.GENERATE)
        .pixels(range)
        .from("made for tests", "2026-11-20");
  }

  private static Capability unlimitedTotal() {
    return Capability.row(Examples.MODEL.value(), "their-editor", Operation.EDIT)
        .references(Examples.references(14))
        .from("made for tests", "2026-11-20");
  }

  private static String loss(ImageSpec spec, Capability capability) {
    var fit = ImageFitter.of(spec, capability);
    assertThat(fit.isPossible()).isTrue();
    assertThat(fit.adjustments()).hasSize(1);
    return fit.adjustments().getFirst().reason();
  }

  private static String obstacle(ImageSpec spec, Capability capability) {
    return ImageFitter.of(spec, capability).obstacles().stream()
        .map(Fault::message)
        .findFirst()
        .orElseThrow();
  }
}
