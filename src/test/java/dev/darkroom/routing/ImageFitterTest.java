package dev.darkroom.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.References;
import dev.darkroom.provider.catalogue.Capability.SeedRange;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Resolution;
import dev.darkroom.testing.Examples;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageFitterTest extends FitterFixture {
  @Test
  void aRequestThatFitsIsKeptAsItIs() {
    var spec =
        FOX.withDimensions(ratio("16:9", Resolution.K2))
            .withCount(3)
            .withSeed(Optional.of(7L))
            .withOutputFormat(Optional.of(OutputFormat.PNG))
            .withSafetyChecker(Optional.of(false))
            .withWebSearch(Optional.of(true))
            .withPromptOptimization(Optional.of("standard"))
            .withImages(links(2));

    var fit = ImageFitter.of(spec, RICH);

    assertThat(fit.isLossless()).isTrue();
    assertThat(fit.spec()).isEqualTo(spec);
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
}
