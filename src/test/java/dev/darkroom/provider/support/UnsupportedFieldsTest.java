package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.provider.catalogue.Capability.SeedRange;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is dropped from a request in silence: a field without a word for it stops the call. */
class UnsupportedFieldsTest {
  private static final ImageSpec FOX = ImageSpec.of("a fox");

  private static final Capability BARE =
      Capability.row("z-image", "their-bare", Operation.GENERATE).from("a page", "2026-11-20");

  private static final Capability RICH =
      Capability.row("z-image", "their-rich", Operation.values())
          .ratios("1:1")
          .resolutions(Resolution.K2)
          .pixels(PixelRange.ofSides(100, 200))
          .count(4)
          .seeds(new SeedRange(1, 10))
          .formats(OutputFormat.PNG)
          .safetyChecker()
          .webSearch()
          .promptOptimization()
          .from("a page", "2026-11-20");

  static Stream<Arguments> fields() {
    return Stream.of(
        Arguments.of("images", FOX.withImages(List.of(URI.create("https://example.com/a.png")))),
        Arguments.of("count", FOX.withCount(4)),
        Arguments.of("seed", FOX.withSeed(Optional.of(10L))),
        Arguments.of("outputFormat", FOX.withOutputFormat(Optional.of(OutputFormat.PNG))),
        Arguments.of("safetyChecker", FOX.withSafetyChecker(Optional.of(false))),
        Arguments.of("webSearch", FOX.withWebSearch(Optional.of(false))),
        Arguments.of("promptOptimization", FOX.withPromptOptimization(Optional.of("standard"))),
        Arguments.of("width", FOX.withDimensions(new Pixels(100, 200))),
        Arguments.of("aspectRatio", FOX.withDimensions(ratio("1:1", Optional.empty()))));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aFieldStopsTheCallOnlyWhereTheRowHasNoWordForIt(String field, ImageSpec spec) {
    assertThat(UnsupportedFields.in(spec, RICH)).isEmpty();
    assertThat(UnsupportedFields.in(spec, BARE))
        .contains(new Unsupported("their-bare cannot be told " + field + " as asked"));
  }

  @Test
  void aValueBeyondTheRowsBoundsStopsItToo() {
    var tooMuch =
        FOX.withCount(5)
            .withSeed(Optional.of(11L))
            .withOutputFormat(Optional.of(OutputFormat.JPEG))
            .withDimensions(ratio("16:9", Optional.of(Resolution.K4)));

    assertThat(UnsupportedFields.in(tooMuch, RICH).orElseThrow().why())
        .isEqualTo(
            "their-rich cannot be told count, seed, outputFormat, aspectRatio, resolution as asked");
    assertThat(UnsupportedFields.in(FOX.withDimensions(new Pixels(99, 99)), RICH)).isPresent();
  }

  @Test
  void aPromptAloneCanBeToldToAnyModel() {
    assertThat(UnsupportedFields.in(FOX, BARE)).isEmpty();
  }

  private static Ratio ratio(String text, Optional<Resolution> resolution) {
    return new Ratio(new AspectRatio(text), resolution);
  }
}
