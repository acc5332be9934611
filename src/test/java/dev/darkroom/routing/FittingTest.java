package dev.darkroom.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.Capability;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Frame;
import dev.darkroom.task.Frame.Pixels;
import dev.darkroom.task.Frame.Ratio;
import dev.darkroom.task.Frame.Unspecified;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Picture;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Resolution;
import dev.darkroom.testing.Examples;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FittingTest {
  private static final Picture FOX = Picture.of("a red fox");
  private static final Capability RICH = Examples.capability();

  /** Takes a prompt and nothing else. */
  private static final Capability BARE =
      new Capability(
          Examples.MODEL,
          "their-bare",
          Set.of(Operation.GENERATE),
          Optional.of(9),
          List.of(),
          List.of(),
          Optional.empty(),
          1,
          0,
          1,
          false,
          Set.of(),
          false,
          false,
          false,
          "made for tests");

  @Test
  void aWishThatCanBeKeptIsKeptAsItIs() {
    var wish =
        FOX.withFrame(ratio("16:9", Resolution.K2))
            .withCount(3)
            .withSeed(Optional.of(7L))
            .withOutputFormat(Optional.of(OutputFormat.PNG))
            .withSafetyChecker(Optional.of(false))
            .withWebSearch(Optional.of(true))
            .withPromptOptimization(Optional.of("standard"))
            .withImages(links(2));

    var fit = Fitting.of(wish, RICH);

    assertThat(fit.isLossless()).isTrue();
    assertThat(fit.picture()).isEqualTo(wish);
  }

  @Test
  void whatWasNotAskedForIsNotMissed() {
    assertThat(Fitting.of(FOX, BARE)).isEqualTo(new Fit(FOX, List.of(), List.of()));
  }

  @Test
  void aFieldThatIsNotThereIsDroppedAndSaidSo() {
    assertDropped(FOX.withSeed(Optional.of(7L)), "seed", "7");
    assertDropped(FOX.withOutputFormat(Optional.of(OutputFormat.PNG)), "outputFormat", "png");
    assertDropped(FOX.withSafetyChecker(Optional.of(false)), "safetyChecker", "false");
    assertDropped(FOX.withWebSearch(Optional.of(true)), "webSearch", "true");
    assertDropped(
        FOX.withPromptOptimization(Optional.of("standard")), "promptOptimization", "standard");
    assertDropped(FOX.withFrame(new Pixels(100, 100)), "width", "100x100");
    assertDropped(FOX.withFrame(ratio("1:1")), "aspectRatio", "1:1");
  }

  @Test
  void notToSearchIsKeptByAModelThatCannot() {
    var fit = Fitting.of(FOX.withWebSearch(Optional.of(false)), BARE);

    assertThat(fit.isLossless()).isTrue();
  }

  @Test
  void notToSearchIsSaidToAModelThatCan() {
    var fit = Fitting.of(FOX.withWebSearch(Optional.of(false)), RICH);

    assertThat(fit.picture().webSearch()).contains(false);
    assertThat(fit.isLossless()).isTrue();
  }

  @Test
  void aFormatThatIsNotAmongThoseIsDropped() {
    var jpegOnly = withFormats(Set.of(OutputFormat.JPEG));

    var fit = Fitting.of(FOX.withOutputFormat(Optional.of(OutputFormat.PNG)), jpegOnly);

    assertThat(fit.picture().outputFormat()).isEmpty();
    assertThat(fit.adjustments()).extracting(Adjustment::field).containsExactly("outputFormat");
  }

  @Test
  void tooManyImagesAreClamped() {
    var fit = Fitting.of(FOX.withCount(4), BARE);

    assertThat(fit.picture().count()).isEqualTo(1);
    assertThat(fit.adjustments())
        .containsExactly(
            new Adjustment(
                "count",
                "4",
                Optional.of("1"),
                Optional.empty(),
                Kind.CLAMPED,
                "at most 1 images per task"));
  }

  @Test
  void referencesTakeFromTheRoomOfResults() {
    var fit = Fitting.of(FOX.withImages(links(12)).withCount(4), RICH);

    assertThat(fit.picture().count()).isEqualTo(3);
    assertThat(fit.picture().images()).hasSize(12);
  }

  @Test
  void moreReferencesThanAreTakenAreAnObstacle() {
    assertObstacles(FOX.withImages(links(15)), RICH, "images", "images");
  }

  @Test
  void referencesForAModelThatTakesNoneAreAnObstacle() {
    var fit = Fitting.of(FOX.withImages(links(1)), BARE);

    assertThat(fit.isPossible()).isFalse();
    assertThat(fit.obstacles()).extracting(Fault::path).containsOnly("images");
  }

  @Test
  void noReferencesForAModelThatOnlyEditsAreAnObstacle() {
    assertObstacles(FOX, withOperations(Set.of(Operation.EDIT)), "images");
  }

  @Test
  void aPromptIsNeverCutAndCountedInCharactersNotInHalves() {
    var nine = Picture.of("🦊".repeat(9));
    var ten = Picture.of("🦊".repeat(10));

    assertThat(Fitting.of(nine, BARE).isLossless()).isTrue();
    assertObstacles(ten, BARE, "prompt");
    assertThat(Fitting.of(ten, BARE).picture().prompt()).isEqualTo(ten.prompt());
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
    var onlyAuto = withRatios(List.of(AspectRatio.AUTO));

    var fit = Fitting.of(FOX.withFrame(ratio("1:1")), onlyAuto);

    assertThat(fit.picture().frame()).isEqualTo(new Unspecified());
    assertThat(fit.adjustments()).extracting(Adjustment::kind).containsExactly(Kind.DROPPED);
  }

  @Test
  void aShapeIsNoSubstituteForTheModelsOwnChoice() {
    var onlySquare = withRatios(List.of(new AspectRatio("1:1")));

    var fit = Fitting.of(FOX.withFrame(ratio("auto")), onlySquare);

    assertThat(fit.picture().frame()).isEqualTo(new Unspecified());
    assertThat(fit.adjustments()).extracting(Adjustment::field).containsExactly("aspectRatio");
  }

  @Test
  void aResolutionThatLosesItsRatioIsNotLostInSilence() {
    var onlySquare = withRatios(List.of(new AspectRatio("1:1")));

    var fit = Fitting.of(FOX.withFrame(ratio("auto", Resolution.K2)), onlySquare);

    assertThat(fit.picture().frame()).isEqualTo(new Unspecified());
    assertThat(fit.adjustments())
        .extracting(Adjustment::field)
        .containsExactly("aspectRatio", "resolution");
  }

  @Test
  void theNearestResolutionIsTaken() {
    var smaller = Fitting.of(FOX.withFrame(ratio("1:1", Resolution.K1)), RICH);
    var larger = Fitting.of(FOX.withFrame(ratio("1:1", Resolution.K4)), RICH);

    assertThat(smaller.picture().frame()).isEqualTo(ratio("1:1", Resolution.K2));
    assertThat(larger.picture().frame()).isEqualTo(ratio("1:1", Resolution.K3));
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

    assertThat(Fitting.of(FOX.withFrame(exact), RICH).isLossless()).isTrue();
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

    assertThat(RICH.pixels().get().takes(strip.width(), strip.height())).isTrue();
    assertThat(strip.width() / (double) strip.height()).isBetween(15.9, 16.0);
  }

  private static Frame clamped(Pixels asked) {
    var fit = Fitting.of(FOX.withFrame(asked), RICH);
    assertThat(fit.adjustments())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.field()).isEqualTo("width");
              assertThat(one.kind()).isEqualTo(Kind.CLAMPED);
              assertThat(one.requested()).isEqualTo(asked.toString());
              assertThat(one.sent()).contains(fit.picture().frame().toString());
            });
    return fit.picture().frame();
  }

  private static void assertRatio(String asked, String expected) {
    var fit = Fitting.of(FOX.withFrame(ratio(asked)), RICH);

    assertThat(fit.picture().frame()).isEqualTo(ratio(expected));
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

  private static void assertDropped(Picture wish, String field, String requested) {
    var fit = Fitting.of(wish, BARE);

    assertThat(fit.isPossible()).isTrue();
    assertThat(fit.isLossless()).isFalse();
    assertThat(fit.picture()).isEqualTo(FOX);
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

  private static void assertObstacles(Picture wish, Capability capability, String... paths) {
    var fit = Fitting.of(wish, capability);

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

  private static Capability withFormats(Set<OutputFormat> formats) {
    return variant(RICH.operations(), RICH.ratios(), formats);
  }

  private static Capability withRatios(List<AspectRatio> ratios) {
    return variant(RICH.operations(), ratios, RICH.formats());
  }

  private static Capability withOperations(Set<Operation> operations) {
    return variant(operations, RICH.ratios(), RICH.formats());
  }

  private static Capability variant(
      Set<Operation> operations, List<AspectRatio> ratios, Set<OutputFormat> formats) {
    return new Capability(
        RICH.model(),
        RICH.providerModel(),
        operations,
        RICH.promptLimit(),
        ratios,
        RICH.resolutions(),
        RICH.pixels(),
        RICH.maxCount(),
        RICH.maxReferences(),
        RICH.maxTotal(),
        RICH.seed(),
        formats,
        RICH.safetyChecker(),
        RICH.webSearch(),
        RICH.promptOptimization(),
        RICH.source());
  }
}
