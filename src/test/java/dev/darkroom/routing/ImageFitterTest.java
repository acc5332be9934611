package dev.darkroom.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.provider.catalogue.Capability.References;
import dev.darkroom.provider.catalogue.Capability.SeedRange;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.Dimensions.Unspecified;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Resolution;
import dev.darkroom.testing.Examples;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageFitterTest {
  private static final ImageSpec FOX = ImageSpec.of("a red fox");
  private static final Capability RICH = Examples.capability();

  /** Takes a prompt and nothing else. */
  private static final Capability BARE =
      Capability.row(Examples.MODEL.value(), "their-bare", Operation.GENERATE)
          .prompt(9)
          .from("made for tests", "2026-11-20");

  @Test
  void aRequestThatFitsIsKeptAsItIs() {
    var wish =
        FOX.withDimensions(ratio("16:9", Resolution.K2))
            .withCount(3)
            .withSeed(Optional.of(7L))
            .withOutputFormat(Optional.of(OutputFormat.PNG))
            .withSafetyChecker(Optional.of(false))
            .withWebSearch(Optional.of(true))
            .withPromptOptimization(Optional.of("standard"))
            .withImages(links(2));

    var fit = ImageFitter.of(wish, RICH);

    assertThat(fit.isLossless()).isTrue();
    assertThat(fit.spec()).isEqualTo(wish);
  }

  @Test
  void whatWasNotAskedForIsNotMissed() {
    assertThat(ImageFitter.of(FOX, BARE)).isEqualTo(new Fit(FOX, List.of(), List.of()));
  }

  @Test
  void aFieldThatIsNotThereIsDroppedAndSaidSo() {
    assertDropped(FOX.withSeed(Optional.of(7L)), "seed", "7");
    assertDropped(FOX.withOutputFormat(Optional.of(OutputFormat.PNG)), "outputFormat", "png");
    assertDropped(FOX.withSafetyChecker(Optional.of(false)), "safetyChecker", "false");
    assertDropped(FOX.withWebSearch(Optional.of(true)), "webSearch", "true");
    assertDropped(
        FOX.withPromptOptimization(Optional.of("standard")), "promptOptimization", "standard");
    assertDropped(FOX.withDimensions(new Pixels(100, 100)), "width", "100x100");
    assertDropped(FOX.withDimensions(ratio("1:1")), "aspectRatio", "1:1");
  }

  @Test
  void notToSearchIsKeptByAModelThatCannot() {
    var fit = ImageFitter.of(FOX.withWebSearch(Optional.of(false)), BARE);

    assertThat(fit.isLossless()).isTrue();
  }

  @Test
  void notToSearchIsSaidToAModelThatCan() {
    var fit = ImageFitter.of(FOX.withWebSearch(Optional.of(false)), RICH);

    assertThat(fit.spec().webSearch()).contains(false);
    assertThat(fit.isLossless()).isTrue();
  }

  @Test
  void aFormatThatIsNotAmongThoseIsDropped() {
    var jpegOnly = withFormats(OutputFormat.JPEG);

    var fit = ImageFitter.of(FOX.withOutputFormat(Optional.of(OutputFormat.PNG)), jpegOnly);

    assertThat(fit.spec().outputFormat()).isEmpty();
    assertThat(fit.adjustments()).extracting(Adjustment::field).containsExactly("outputFormat");
  }

  @Test
  void tooManyImagesAreClamped() {
    var fit = ImageFitter.of(FOX.withCount(4), BARE);

    assertThat(fit.spec().count()).isEqualTo(1);
    assertThat(fit.adjustments())
        .containsExactly(
            new Adjustment(
                "count",
                "4",
                Optional.of("1"),
                Optional.empty(),
                Kind.CLAMPED,
                "at most 1 per task"));
  }

  @Test
  void referencesTakeFromTheRoomOfResults() {
    var fit = ImageFitter.of(FOX.withImages(links(12)).withCount(4), RICH);

    assertThat(fit.spec().count()).isEqualTo(3);
    assertThat(fit.spec().images()).hasSize(12);
  }

  @Test
  void moreReferencesThanAreTakenAreAnObstacle() {
    assertObstacles(FOX.withImages(links(15)), RICH, "images", "images");
  }

  @Test
  void referencesForAModelThatTakesNoneAreAnObstacle() {
    var fit = ImageFitter.of(FOX.withImages(links(1)), BARE);

    assertThat(fit.isPossible()).isFalse();
    assertThat(fit.obstacles()).extracting(Fault::path).containsOnly("images");
  }

  @Test
  void noReferencesForAModelThatOnlyEditsAreAnObstacle() {
    assertObstacles(FOX, withOperations(Operation.EDIT), "images");
  }

  @Test
  void aPromptIsNeverCutAndCountedInCharactersNotInHalves() {
    var nine = ImageSpec.of("🦊".repeat(9));
    var ten = ImageSpec.of("🦊".repeat(10));

    assertThat(ImageFitter.of(nine, BARE).isLossless()).isTrue();
    assertObstacles(ten, BARE, "prompt");
    assertThat(ImageFitter.of(ten, BARE).spec().prompt()).isEqualTo(ten.prompt());
  }

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

  private static Dimensions clamped(Pixels asked) {
    var fit = ImageFitter.of(FOX.withDimensions(asked), RICH);
    assertThat(fit.adjustments())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.field()).isEqualTo("width");
              assertThat(one.kind()).isEqualTo(Kind.CLAMPED);
              assertThat(one.requested()).isEqualTo(asked.toString());
              assertThat(one.sent()).contains(fit.spec().dimensions().toString());
            });
    return fit.spec().dimensions();
  }

  private static void assertRatio(String asked, String expected) {
    var fit = ImageFitter.of(FOX.withDimensions(ratio(asked)), RICH);

    assertThat(fit.spec().dimensions()).isEqualTo(ratio(expected));
    assertThat(fit.adjustments())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.field()).isEqualTo("aspectRatio");
              assertThat(one.kind()).isEqualTo(Kind.SUBSTITUTED);
              assertThat(one.requested()).isEqualTo(asked);
              assertThat(one.sent()).contains(expected);
            });
  }

  private static void assertDropped(ImageSpec wish, String field, String requested) {
    var fit = ImageFitter.of(wish, BARE);

    assertThat(fit.isPossible()).isTrue();
    assertThat(fit.isLossless()).isFalse();
    assertThat(fit.spec()).isEqualTo(FOX);
    assertThat(fit.adjustments())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.field()).isEqualTo(field);
              assertThat(one.requested()).isEqualTo(requested);
              assertThat(one.sent()).isEmpty();
              assertThat(one.kind()).isEqualTo(Kind.DROPPED);
              assertThat(one.reason()).isNotBlank();
            });
  }

  private static void assertObstacles(ImageSpec wish, Capability capability, String... paths) {
    var fit = ImageFitter.of(wish, capability);

    assertThat(fit.isPossible()).isFalse();
    assertThat(fit.obstacles()).extracting(Fault::path).containsExactly(paths);
  }

  private static Ratio ratio(String ratio) {
    return new Ratio(new AspectRatio(ratio), Optional.empty());
  }

  private static Ratio ratio(String ratio, Resolution resolution) {
    return new Ratio(new AspectRatio(ratio), Optional.of(resolution));
  }

  private static List<URI> links(int count) {
    return Collections.nCopies(count, URI.create("https://example.com/a.png"));
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

  @Test
  void aSeedOutOfRangeIsDroppedAndNeverAnother() {
    var small =
        Examples.row("their-model", Operation.GENERATE)
            .seeds(new SeedRange(1, 10))
            .from("made for tests", "2026-11-20");

    var fit = ImageFitter.of(FOX.withSeed(Optional.of(11L)), small);

    assertThat(fit.spec().seed()).isEmpty();
    assertThat(fit.adjustments())
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).contains("1 to 10"));
  }

  @Test
  void aLimitThatNobodyStatesIsNotEnforced() {
    var vague =
        Capability.row(Examples.MODEL.value(), "their-vague", Operation.EDIT)
            .references(new References(Optional.empty(), Set.of(), Optional.empty()))
            .from("made for tests", "2026-11-20");

    assertThat(ImageFitter.of(FOX.withImages(links(40)), vague).isLossless()).isTrue();
  }

  private static Dimensions dimensions(Capability capability, int width, int height) {
    return ImageFitter.of(FOX.withDimensions(new Pixels(width, height)), capability)
        .spec()
        .dimensions();
  }

  private static Capability withFormats(OutputFormat... formats) {
    return Examples.row("their-model", Operation.values())
        .formats(formats)
        .from("made for tests", "2026-11-20");
  }

  private static Capability withRatios(String ratios) {
    return Examples.row("their-model", Operation.values())
        .ratios(ratios)
        .from("made for tests", "2026-11-20");
  }

  private static Capability withOperations(Operation... operations) {
    return Examples.row("their-model", operations).from("made for tests", "2026-11-20");
  }
}
