package dev.darkroom.provider.modellix;

import static dev.darkroom.provider.modellix.ModellixExamples.LITE;
import static dev.darkroom.provider.modellix.ModellixExamples.LITE_EDIT;
import static dev.darkroom.provider.modellix.ModellixExamples.SEEDREAM_45;
import static dev.darkroom.provider.modellix.ModellixExamples.ratio;
import static dev.darkroom.task.Resolution.K3;
import static dev.darkroom.task.Resolution.K4;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.support.RequestBody;
import dev.darkroom.provider.support.RequestBody.Ready;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModellixWireTest {
  private static final ImageSpec FOX = ImageSpec.of("a fox");
  private static final List<URI> IMAGE = List.of(URI.create("https://example.com/input-1.jpg"));

  @Test
  void theExampleOfSeed003ComesOutAsItStands() {
    assertThat(wire(ModellixExamples.seed003())).isEqualTo(new Ready(text("seed-003")));
  }

  @Test
  void everyFieldIsWrittenInTheDocumentsOrder() {
    var spec =
        ImageSpec.of("generate 3 different images of this fox in snow")
            .withImages(IMAGE)
            .withDimensions(ratio("16:9", K3))
            .withCount(3)
            .withOutputFormat(Optional.of(OutputFormat.PNG))
            .withPromptOptimization(Optional.of("standard"));

    assertThat(wire(LITE_EDIT, spec)).isEqualTo(new Ready(text("everything")));
  }

  @Test
  void nothingIsSaidThatWasNotAsked() {
    assertThat(wire(LITE, FOX))
        .isEqualTo(
            new Ready(
                """
        {"prompt":"a fox"}"""));
  }

  @ParameterizedTest
  @CsvSource({
    "seedream-5.0-lite, 16:9, , 2848x1600",
    "seedream-5.0-lite, 4:3, K2, 2304x1728",
    "seedream-5.0-lite, 16:9, K3, 4096x2304",
    "seedream-4.5-t2i, 21:9, , 3136x1344",
    "seedream-4.5-t2i, 21:9, K4, 6240x2656",
    "seedream-4.5-t2i, 2:3, K4, 3328x4992"
  })
  void aShapeIsSentAsThePixelsOfItsTier(String model, String shape, Resolution tier, String size)
      throws JsonProcessingException {
    var dimensions = tier == null ? ratio(shape) : ratio(shape, tier);

    assertThat(sent(model, FOX.withDimensions(dimensions)).path("size").asText()).isEqualTo(size);
  }

  @Test
  void exactPixelsAreSentAsTheyAre() throws JsonProcessingException {
    assertThat(
            sent(LITE, FOX.withDimensions(new Dimensions.Pixels(2560, 1440))).path("size").asText())
        .isEqualTo("2560x1440");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everythingThatARowOffersIsSaid(Capability row) throws JsonProcessingException {
    for (var ratio : row.shapes().ratios()) {
      for (var tier : row.shapes().resolutions()) {
        assertThat(said(row, FOX.withDimensions(ratio(ratio.value(), tier)), "size")).isNotBlank();
      }
    }
    for (var format : row.features().formats()) {
      assertThat(said(row, FOX.withOutputFormat(Optional.of(format)), "output_format"))
          .isEqualTo(format.text());
    }
    assertThat(
            said(
                row,
                FOX.withCount(row.limits().maxCount()),
                "sequential_image_generation_max_images"))
        .isEqualTo("15");
    assertThat(
            said(row, FOX.withPromptOptimization(Optional.of("standard")), "optimize_prompt_mode"))
        .isEqualTo("standard");
    assertThat(row.features().seeds()).isEmpty();
    assertThat(row.features().safetyChecker()).isFalse();
    assertThat(row.features().webSearch()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatCannotBeSaidIsNotLeftOutSilently(Capability row) {
    var fox = fitting(row, FOX);

    assertUnfit(row, fox.withSeed(Optional.of(7L)), "seed");
    assertUnfit(row, fox.withSafetyChecker(Optional.of(false)), "safetyChecker");
    assertUnfit(row, fox.withWebSearch(Optional.of(true)), "webSearch");
    assertUnfit(row, fox.withDimensions(ratio("auto")), "aspectRatio");
    assertUnfit(row, fox.withDimensions(ratio("4:5")), "aspectRatio");
    assertUnfit(row, fox.withDimensions(ratio("1:1", Resolution.K1)), "resolution");
    assertUnfit(row, turned(row, fox), "images");
  }

  @Test
  void aShapeAtATierOfAnotherModelIsNotSent() {
    assertUnfit(ModellixExamples.row(LITE), FOX.withDimensions(ratio("1:1", K4)), "resolution");
    assertUnfit(
        ModellixExamples.row(SEEDREAM_45), FOX.withDimensions(ratio("1:1", K3)), "resolution");
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void aFormatThatTheModelCannotTakeIsNotSent(OutputFormat format) {
    assertUnfit(
        ModellixExamples.row(SEEDREAM_45),
        FOX.withOutputFormat(Optional.of(format)),
        "outputFormat");
  }

  @Test
  void rawOptionsAreAdded() throws JsonProcessingException {
    var wire =
        with(
            """
        {"watermark":false,"size":"2048x2048"}""");

    var sent = tree(((Ready) wire).json());
    assertThat(sent.path("watermark").isBoolean()).isTrue();
    assertThat(sent.path("size").asText()).isEqualTo("2048x2048");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prompt",
        "image",
        "sequential_image_generation",
        "sequential_image_generation_max_images"
      })
  void rawOptionsCannotChangeWhatTheEventSays(String field) {
    assertThat(with("{\"" + field + "\":\"x\"}"))
        .isInstanceOfSatisfying(
            Unsupported.class,
            unsupported -> assertThat(unsupported.why()).contains("set " + field + ":"));
  }

  static List<Capability> rows() {
    return ModellixExamples.CAPABILITIES.rows();
  }

  private static void assertUnfit(Capability row, ImageSpec spec, String field) {
    assertThat(wire(row.providerModel(), spec))
        .isInstanceOfSatisfying(
            Unsupported.class,
            unsupported ->
                assertThat(unsupported.why()).contains("cannot be told " + field + " as"));
  }

  /** The same image spec with what the row's operation needs. */
  private static ImageSpec fitting(Capability row, ImageSpec spec) {
    return row.operations().contains(Operation.EDIT) ? spec.withImages(IMAGE) : spec;
  }

  /** The same image spec with what the row's operation cannot take. */
  private static ImageSpec turned(Capability row, ImageSpec spec) {
    return spec.withImages(row.operations().contains(Operation.EDIT) ? List.of() : IMAGE);
  }

  private static String said(Capability row, ImageSpec spec, String field)
      throws JsonProcessingException {
    return sent(row.providerModel(), fitting(row, spec)).path(field).asText();
  }

  private static JsonNode sent(String model, ImageSpec spec) throws JsonProcessingException {
    return tree(((Ready) wire(model, spec)).json());
  }

  private static RequestBody with(String options) {
    var request = new ImageRequest(LITE, FOX, Optional.of(options));
    return wire(request);
  }

  private static RequestBody wire(String model, ImageSpec spec) {
    return wire(ModellixExamples.request(model, spec));
  }

  private static RequestBody wire(ImageRequest request) {
    return ModellixWire.of(request, ModellixExamples.row(request.model()));
  }

  private static String text(String example) {
    var file = "/fixtures/modellix/request-" + example + ".json";
    try (var stream = ModellixWireTest.class.getResourceAsStream(file)) {
      return new JsonMapper().readTree(stream).toString();
    } catch (IOException unreadable) {
      throw new AssertionError(file, unreadable);
    }
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return new JsonMapper().readTree(json);
  }
}
