package dev.darkroom.provider.evolink;

import static dev.darkroom.provider.evolink.EvolinkExamples.ratio;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvolinkWireTest {
  private static final ImageSpec FOX = ImageSpec.of("a fox");
  private static final List<URI> IMAGE = List.of(URI.create("https://example.com/image1.png"));
  private static final URI CALLBACK =
      URI.create("https://your-domain.com/webhooks/image-task-completed");

  @Test
  void theTextToImageExampleOfSeed004ComesOutAsItStands() {
    assertThat(json(EvolinkExamples.textToImage())).isEqualTo(text("text-to-image"));
  }

  @Test
  void theWebSearchExampleOfSeed004ComesOutAsItStands() {
    assertThat(json(EvolinkExamples.webSearch())).isEqualTo(text("web-search"));
  }

  @Test
  void everyFieldIsWrittenInTheDocumentsOrder() {
    var picture =
        ImageSpec.builder("generate 2 different images of this fox in snow")
            .images(
                List.of(
                    URI.create("https://example.com/image1.png"),
                    URI.create("https://example.com/image2.png")))
            .dimensions(new Dimensions.Pixels(2560, 1440))
            .count(2)
            .outputFormat(Optional.of(OutputFormat.JPEG))
            .webSearch(Optional.of(true))
            .promptOptimization(Optional.of("standard"))
            .build();

    var wire = EvolinkWire.of(EvolinkExamples.request(picture), Optional.of(CALLBACK));

    assertThat(wire).isEqualTo(new Ready(text("everything")));
  }

  @Test
  void nothingIsSaidThatWasNotAsked() {
    assertThat(
            json(EvolinkExamples.request(ImageSpec.of("a fox").withWebSearch(Optional.of(false)))))
        .isEqualTo(
            """
            {"model":"doubao-seedream-5.0-lite","prompt":"a fox"}""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "doubao-seedream-4.5    | 16:9 | K4 | \"size\":\"16:9\",\"quality\":\"4K\"",
        "doubao-seedream-4.5    | auto |    | \"size\":\"auto\"",
        "z-image-turbo          | 2:1  |    | \"size\":\"2:1\"",
        "gemini-2.5-flash-image | 3:4  |    | \"size\":\"3:4\""
      })
  void everyModelGetsItsShapeInTheSameField(
      String model, String shape, Resolution tier, String fields) {
    var dimensions = tier == null ? ratio(shape) : ratio(shape, tier);

    assertThat(json(EvolinkExamples.request(model, FOX.withDimensions(dimensions))))
        .isEqualTo("{\"model\":\"" + model + "\",\"prompt\":\"a fox\"," + fields + "}");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everythingThatARowOffersIsSaid(Capability row) throws JsonProcessingException {
    for (var ratio : row.shapes().ratios()) {
      assertSaid(row, FOX.withDimensions(ratio(ratio.value())), "/size", ratio.value());
    }
    for (var tier : row.shapes().resolutions()) {
      assertSaid(row, FOX.withDimensions(ratio("1:1", tier)), "/quality", tier.text());
    }
    for (var format : row.features().formats()) {
      var picture = FOX.withOutputFormat(Optional.of(format));
      assertSaid(row, picture, "/model_params/output_format", format.text());
    }
    if (row.shapes().pixels().isPresent()) {
      assertSaid(row, FOX.withDimensions(new Dimensions.Pixels(2560, 1440)), "/size", "2560x1440");
    }
    if (row.limits().maxCount() > 1) {
      assertSaid(
          row,
          FOX.withCount(row.limits().maxCount()),
          "/n",
          Integer.toString(row.limits().maxCount()));
    }
    if (row.operations().contains(Operation.EDIT)) {
      assertSaid(row, FOX.withImages(IMAGE), "/image_urls/0", IMAGE.getFirst().toString());
    }
    if (row.features().webSearch()) {
      var picture = FOX.withWebSearch(Optional.of(true));
      assertSaid(row, picture, "/model_params/tools/0/type", "web_search");
    }
    if (row.features().promptOptimization()) {
      var picture = FOX.withPromptOptimization(Optional.of("standard"));
      assertSaid(row, picture, "/prompt_priority", "standard");
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatARowDoesNotOfferIsNotLeftOutSilently(Capability row) {
    assertUnfit(row, FOX.withSeed(Optional.of(7L)), "seed");
    assertUnfit(row, FOX.withSafetyChecker(Optional.of(true)), "safetyChecker");
    assertUnfit(row, FOX.withDimensions(ratio("9:21")), "aspectRatio");
    assertUnfit(row, FOX.withDimensions(ratio("1:1", Resolution.K1)), "resolution");
    if (row.shapes().pixels().isEmpty()) {
      assertUnfit(row, FOX.withDimensions(new Dimensions.Pixels(1024, 768)), "width");
    }
    if (row.limits().maxCount() == 1) {
      assertUnfit(row, FOX.withCount(2), "count");
    }
    if (row.features().formats().isEmpty()) {
      assertUnfit(row, FOX.withOutputFormat(Optional.of(OutputFormat.PNG)), "outputFormat");
    }
    if (!row.operations().contains(Operation.EDIT)) {
      assertUnfit(row, FOX.withImages(IMAGE), "images");
    }
    if (!row.features().webSearch()) {
      assertUnfit(row, FOX.withWebSearch(Optional.of(true)), "webSearch");
    }
    if (!row.features().promptOptimization()) {
      assertUnfit(row, FOX.withPromptOptimization(Optional.of("standard")), "promptOptimization");
    }
  }

  @Test
  void aCallbackAddressLongerThanTheDocumentAllowsIsNotSent() {
    var longest = URI.create("https://x/" + "a".repeat(2038));
    var longer = URI.create("https://x/" + "a".repeat(2039));

    assertThat(EvolinkWire.of(EvolinkExamples.textToImage(), Optional.of(longest)))
        .isInstanceOf(Ready.class);
    assertThat(EvolinkWire.of(EvolinkExamples.textToImage(), Optional.of(longer)))
        .isInstanceOf(Unsupported.class);
  }

  @Test
  void rawOptionsAreAdded() throws JsonProcessingException {
    var wire =
        with(
            """
        {"watermark":false,"model_params":{"style":null},"strength":0.50}""");

    var sent = tree(((Ready) wire).json());

    assertThat(sent.at("/watermark").isBoolean()).isTrue();
    assertThat(sent.at("/model_params/style").isNull()).isTrue();
    assertThat(sent.at("/model_params/tools/0/type").asText()).isEqualTo("web_search");
    assertThat(((Ready) wire).json()).contains("0.50");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        """
            {"model":"gpt-image-2"}|model""",
        """
            {"n":15}|n""",
        """
            {"callback_url":"https://elsewhere"}|callback_url""",
        """
            {"quality":"3K"}|quality""",
        """
            {"model_params":{"tools":[]}}|model_params.tools""",
        """
            {"model_params":[]}|model_params"""
      })
  void rawOptionsCannotChangeWhatTheEventSays(String options, String field) {
    assertThat(with(options))
        .isInstanceOfSatisfying(
            Unsupported.class,
            unsupported -> assertThat(unsupported.why()).contains("set " + field + ":"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "1"})
  void rawOptionsAreAnObjectOrNotSent(String options) {
    assertThat(with(options)).isInstanceOf(Unsupported.class);
  }

  static List<Capability> rows() {
    return EvolinkCapabilities.ALL;
  }

  private static void assertSaid(Capability row, ImageSpec picture, String at, String value)
      throws JsonProcessingException {
    var sent = tree(json(EvolinkExamples.request(row.providerModel(), picture)));

    assertThat(sent.path("model").asText()).isEqualTo(row.providerModel());
    assertThat(sent.at(at).asText()).isEqualTo(value);
  }

  private static void assertUnfit(Capability row, ImageSpec picture, String field) {
    var request = EvolinkExamples.request(row.providerModel(), picture);

    assertThat(EvolinkWire.of(request, Optional.empty()))
        .isInstanceOfSatisfying(
            Unsupported.class,
            unsupported ->
                assertThat(unsupported.why()).contains("cannot be told " + field + " as"));
  }

  private static RequestBody with(String options) {
    var search = EvolinkExamples.webSearch();
    var request = new ImageRequest(search.model(), search.spec(), Optional.of(options));
    return EvolinkWire.of(request, Optional.empty());
  }

  private static String json(ImageRequest request) {
    return ((Ready) EvolinkWire.of(request, Optional.empty())).json();
  }

  private static String text(String example) {
    var file = "/fixtures/evolink/request-" + example + ".json";
    try (var stream = EvolinkWireTest.class.getResourceAsStream(file)) {
      return new JsonMapper().readTree(stream).toString();
    } catch (IOException unreadable) {
      throw new AssertionError(file, unreadable);
    }
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return new JsonMapper().readTree(json);
  }
}
