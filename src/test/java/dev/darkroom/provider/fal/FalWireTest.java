package dev.darkroom.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.SeedreamSizes;
import dev.darkroom.provider.support.RequestBody;
import dev.darkroom.provider.support.RequestBody.Ready;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FalWireTest {
  private static final ImageSpec FOX = ImageSpec.of("a red fox");
  private static final List<URI> REFERENCE = List.of(URI.create("https://example.com/fox.png"));

  @Test
  void theTextToImageExampleComesOutAsItStands() {
    assertThat(json(FalExamples.textToImage()))
        .isEqualTo(FalExamples.compact("request-text-to-image.json"));
  }

  @Test
  void theEditExampleComesOutAsItStands() {
    assertThat(json(FalExamples.edit())).isEqualTo(FalExamples.compact("request-edit.json"));
  }

  @Test
  void everyFieldIsWritten() {
    var spec =
        FOX.withImages(REFERENCE)
            .withDimensions(ratio("16:9", Optional.empty()))
            .withCount(3)
            .withSeed(Optional.of(42L))
            .withSafetyChecker(Optional.of(false));

    assertThat(json(FalExamples.request(FalExamples.V45_EDIT, spec)))
        .isEqualTo(FalExamples.compact("request-everything.json"));
  }

  static Stream<Capability> rows() {
    return FalCapabilities.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyShapeAtEveryResolutionOfARowIsSaidInARangeThatIsNotRescaled(Capability row) {
    var range = row.shapes().pixels().orElseThrow();
    for (var ratio : row.shapes().ratios()) {
      for (var tier : row.shapes().resolutions()) {
        var json = json(of(row, new Dimensions.Ratio(ratio, Optional.of(tier))));

        if (ratio.equals(AspectRatio.AUTO)) {
          assertThat(json).contains("\"image_size\":\"auto_" + tier.text() + "\"");
        } else {
          var pixels = row.shapes().sizeOf(ratio, Optional.of(tier)).orElseThrow();
          assertThat(range.takes(pixels.width(), pixels.height())).isTrue();
          assertThat(pixels.quotient() / ratio.quotient()).isBetween(0.98, 1.02);
          assertThat(json)
              .contains(
                  "\"image_size\":{\"width\":%d,\"height\":%d}"
                      .formatted(pixels.width(), pixels.height()));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whateverElseARowOffersIsSaid(Capability row) {
    var json =
        json(
            FalExamples.request(
                row.providerModel(),
                spec(row)
                    .withDimensions(new Dimensions.Pixels(2560, 1440))
                    .withCount(row.limits().maxCount())
                    .withSeed(row.features().seeds().map(seeds -> 7L))
                    .withSafetyChecker(Optional.of(true))));

    assertThat(json)
        .contains("\"image_size\":{\"width\":2560,\"height\":1440}", "\"num_images\":6")
        .contains("\"enable_safety_checker\":true");
    assertThat(json.contains("\"seed\":7")).isEqualTo(row.features().seeds().isPresent());
    assertThat(json.contains("\"image_urls\":[\"https://example.com/fox.png\"]"))
        .isEqualTo(row.operations().contains(Operation.EDIT));
  }

  @ParameterizedTest
  @CsvSource({
    FalExamples.V5 + ", 2560, 1439",
    FalExamples.V5 + ", 1024, 1024",
    FalExamples.V5 + ", 4096, 4097",
    FalExamples.V5_EDIT + ", 3072, 3073",
    FalExamples.V45 + ", 16384, 512"
  })
  void aSizeThatWouldBeRescaledIsNotSent(String model, int width, int height) {
    var row = FalCapabilities.of(model).orElseThrow();

    assertThat(FalWire.of(of(row, new Dimensions.Pixels(width, height))))
        .isInstanceOf(Unsupported.class);
  }

  @ParameterizedTest
  @CsvSource({"5:4, K2", "16:9, K1", "16:9, K3", "auto, K3"})
  void aShapeThatTheRowDoesNotOfferIsNotSent(String ratio, Resolution tier) {
    var spec = FOX.withDimensions(ratio(ratio, Optional.of(tier)));

    assertThat(FalWire.of(FalExamples.request(FalExamples.V45, spec)))
        .isInstanceOf(Unsupported.class);
  }

  static Stream<ImageRequest> unsayable() {
    return Stream.of(
        FalExamples.request(FalExamples.V5, FOX.withOutputFormat(Optional.of(OutputFormat.PNG))),
        FalExamples.request(FalExamples.V5, FOX.withWebSearch(Optional.of(true))),
        FalExamples.request(FalExamples.V5, FOX.withPromptOptimization(Optional.of("standard"))),
        FalExamples.request(FalExamples.V5, FOX.withImages(REFERENCE)),
        FalExamples.request(FalExamples.V5_EDIT, FOX),
        FalExamples.request(
            FalExamples.V5_EDIT, FOX.withImages(REFERENCE).withSeed(Optional.of(7L))),
        FalExamples.request("fal-ai/flux/dev", FOX));
  }

  @ParameterizedTest
  @MethodSource("unsayable")
  void whatCannotBeSaidIsNotLeftOutSilently(ImageRequest request) {
    assertThat(FalWire.of(request)).isInstanceOf(Unsupported.class);
  }

  @Test
  void nothingIsSaidThatWasNotAsked() {
    assertThat(json(FalExamples.request(FalExamples.V5, FOX)))
        .isEqualTo(
            """
            {"prompt":"a red fox"}""");
  }

  @Test
  void rawOptionsAreAdded() {
    assertThat(
            with(
                """
        {"enhance_prompt_mode":"fast"}"""))
        .isEqualTo(
            new Ready(
                """
            {"prompt":"a red fox","enhance_prompt_mode":"fast"}"""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
            {"prompt":"a cat"}""",
        """
            {"num_images":6}""",
        """
            {"max_images":6}""",
        """
            {"image_urls":[]}""",
        """
            {"image_size":"square_hd"}""",
        """
            {"sync_mode":true}"""
      })
  void rawOptionsCannotChangeWhatIsCountedOrHowItComesBack(String options) {
    assertThat(with(options)).isInstanceOf(Unsupported.class);
  }

  @Test
  void theTableOfSizesIsWhole() {
    assertThat(IntStream.of(2, 3, 4).mapToObj(tier -> Resolution.parse(tier + "K").orElseThrow()))
        .allSatisfy(
            tier ->
                assertThat(
                        SeedreamSizes.within(
                            FalCapabilities.of(FalExamples.V45)
                                .orElseThrow()
                                .shapes()
                                .pixels()
                                .orElseThrow(),
                            tier))
                    .hasSize(8));
  }

  private static ImageRequest of(Capability row, Dimensions dimensions) {
    return FalExamples.request(row.providerModel(), spec(row).withDimensions(dimensions));
  }

  private static ImageSpec spec(Capability row) {
    return row.operations().contains(Operation.EDIT) ? FOX.withImages(REFERENCE) : FOX;
  }

  private static Dimensions ratio(String ratio, Optional<Resolution> tier) {
    return new Dimensions.Ratio(new AspectRatio(ratio), tier);
  }

  private static RequestBody with(String options) {
    return FalWire.of(new ImageRequest(FalExamples.V5, FOX, Optional.of(options)));
  }

  private static String json(ImageRequest request) {
    return ((Ready) FalWire.of(request)).json();
  }
}
