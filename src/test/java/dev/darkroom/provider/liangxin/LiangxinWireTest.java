package dev.darkroom.provider.liangxin;

import static dev.darkroom.provider.liangxin.LiangxinExamples.CALLBACK;
import static dev.darkroom.provider.liangxin.LiangxinExamples.FOX;
import static dev.darkroom.provider.liangxin.LiangxinExamples.everything;
import static dev.darkroom.provider.liangxin.LiangxinExamples.fixture;
import static dev.darkroom.provider.liangxin.LiangxinExamples.ratio;
import static dev.darkroom.provider.liangxin.LiangxinExamples.request;
import static dev.darkroom.provider.liangxin.LiangxinExamples.sent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.support.RequestBody;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiangxinWireTest {
  private static final String ROWS = "dev.darkroom.provider.liangxin.LiangxinCapabilities#ALL";
  private static final ImageSpec PLAIN = ImageSpec.of("a fox in snow");

  @ParameterizedTest
  @FieldSource(ROWS)
  void everyFieldOfAModelIsWrittenAsItsPageWritesIt(Capability row) {
    var expected = fixture("request-everything").path(row.providerModel());

    var wire = LiangxinWire.of(request(row.providerModel(), everything(row)), Optional.empty());

    assertThat(sent(wire).path("model").asText()).isEqualTo(row.providerModel());
    assertThat(sent(wire).path("input").toString()).isEqualTo(expected.toString());
  }

  @ParameterizedTest
  @FieldSource(ROWS)
  void everyFieldThatARowOffersIsSaidAndEveryOtherIsNotLeftOutSilently(Capability row) {
    var model = row.providerModel();
    boolean edits = row.operations().contains(Operation.EDIT);
    boolean generates = row.operations().contains(Operation.GENERATE);
    var base = generates ? PLAIN : PLAIN.withImages(FOX);

    assertSaidIf(generates, model, PLAIN, "prompt", "\"a fox in snow\"");
    assertSaidIf(
        edits,
        model,
        PLAIN.withImages(FOX),
        "reference_images",
        """
            ["https://example.com/fox.png"]""");
    assertSaidIf(
        row.features().seeds().isPresent(), model, base.withSeed(Optional.of(7L)), "seed", "7");
    for (var format : OutputFormat.values()) {
      assertSaidIf(
          row.features().formats().contains(format),
          model,
          base.withOutputFormat(Optional.of(format)),
          "output_format",
          "\"" + format.text() + "\"");
    }
    for (boolean on : new boolean[] {true, false}) {
      assertSaidIf(
          row.features().safetyChecker(),
          model,
          base.withSafetyChecker(Optional.of(on)),
          "enable_safety_checker",
          Boolean.toString(on));
      assertSaidIf(
          row.features().webSearch(),
          model,
          base.withWebSearch(Optional.of(on)),
          "use_google_search_tool",
          Boolean.toString(on));
    }
    assertSaidIf(
        row.limits().maxCount() > 1,
        model,
        base.withCount(2),
        "there is no field for a count",
        "2");
    assertSaidIf(
        row.features().promptOptimization(),
        model,
        base.withPromptOptimization(Optional.of("standard")),
        "there is no field for it",
        "standard");
  }

  @ParameterizedTest
  @FieldSource(ROWS)
  void everyFrameThatARowOffersIsSaidAndEveryOtherIsNotLeftOutSilently(Capability row) {
    var model = row.providerModel();
    var base = row.operations().contains(Operation.GENERATE) ? PLAIN : PLAIN.withImages(FOX);

    for (var shape : List.of("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "9:16", "16:9", "21:9")) {
      var wire = of(model, base.withDimensions(ratio(shape)));
      if (row.shapes().ratios().contains(new AspectRatio(shape))) {
        assertThat(AspectRatio.parse(input(wire).path("aspect_ratio").asText()))
            .contains(new AspectRatio(shape));
      } else {
        assertThat(wire).isInstanceOf(Unsupported.class);
      }
    }
    assertThat(of(model, base.withDimensions(ratio("auto")))).isInstanceOf(Unsupported.class);
    for (var tier : Resolution.values()) {
      assertSaidIf(
          row.shapes().resolutions().contains(tier),
          model,
          base.withDimensions(new Dimensions.Ratio(new AspectRatio("1:1"), Optional.of(tier))),
          "resolution",
          "\"" + tier.text() + "\"");
    }
    assertSaidIf(
        row.shapes().pixels().isPresent(),
        model,
        base.withDimensions(new Dimensions.Pixels(640, 480)),
        "width",
        "640");
  }

  @Test
  void exactPixelsAreTwoNumbersAndNoRatio() {
    var wire = of("flux-2-pro", PLAIN.withDimensions(new Dimensions.Pixels(1440, 256)));

    assertThat(input(wire).toString())
        .isEqualTo(
            """
            {"prompt":"a fox in snow","width":1440,"height":256}""");
  }

  @ParameterizedTest
  @CsvSource({
    "1:1, square_1_1",
    "16:9, widescreen_16_9",
    "9:16, social_story_9_16",
    "2:3, portrait_2_3",
    "3:4, traditional_3_4",
    "3:2, standard_3_2",
    "4:3, classic_4_3",
    "21:9, cinematic_21_9"
  })
  void anEditSaysShapesByTheirAliases(String shape, String alias) {
    var picture = PLAIN.withImages(FOX).withDimensions(ratio(shape));

    assertThat(input(of("seedream-v4-5-edit", picture)).path("aspect_ratio").asText())
        .isEqualTo(alias);
  }

  @Test
  void theCallbackAddressStandsBesideTheModel() {
    var wire = LiangxinWire.of(LiangxinExamples.textToImage(), Optional.of(CALLBACK));

    assertThat(sent(wire).fieldNames())
        .toIterable()
        .containsExactly("model", "callBackUrl", "input");
    assertThat(sent(wire).path("callBackUrl").asText()).isEqualTo(CALLBACK.toString());
  }

  @Test
  void aModelThatIsNotOfferedIsNotAskedFor() {
    assertThat(of("seedream-v9", PLAIN)).isInstanceOf(Unsupported.class);
  }

  @Test
  void whatCannotBeSaidIsNamed() {
    var picture = PLAIN.withSeed(Optional.of(7L)).withCount(2);

    assertThat(of("kling-v3-pro", picture))
        .isEqualTo(new Unsupported("kling-v3-pro cannot be told count, seed as asked"));
  }

  @Test
  void rawOptionsAreAdded() {
    var options =
        """
            {"input":{"person_generation":"dont_allow","resolution":"high"},"x":1}""";

    var sent = sent(with(PLAIN, options));

    assertThat(sent.at("/input/person_generation").asText()).isEqualTo("dont_allow");
    assertThat(sent.at("/input/resolution").asText()).isEqualTo("high");
    assertThat(sent.at("/input/prompt").asText()).isEqualTo("a fox in snow");
    assertThat(sent.at("/x").asInt()).isEqualTo(1);
  }

  @Test
  void aFrameMayBeSaidByRawOptionsAlone() {
    var sent =
        sent(
            with(
                PLAIN,
                """
        {"input":{"image_size":"square_hd"}}"""));

    assertThat(sent.at("/input/image_size").asText()).isEqualTo("square_hd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        """
            {"model":"kling-v3-pro"}|model""",
        """
            {"callBackUrl":"https://elsewhere"}|callBackUrl""",
        """
            {"input":[]}|input""",
        """
            {"input":{"prompt":"a cat"}}|input.prompt""",
        """
            {"input":{"reference_images":[]}}|input.reference_images""",
        """
            {"input":{"image_input":[]}}|input.image_input""",
        """
            {"input":{"input_image":"x"}}|input.input_image""",
        """
            {"input":{"input_image_4":"x"}}|input.input_image_4""",
        """
            {"input":{"aspect_ratio":"1:1"}}|input.aspect_ratio""",
        """
            {"input":{"image_size":"square_hd"}}|input.image_size""",
        """
            {"input":{"width":640}}|input.width""",
        """
            {"input":{"height":640}}|input.height""",
        """
            {"input":{"seed":1}}|input.seed"""
      })
  void rawOptionsCannotChangeWhatTheEventSays(String options, String field) {
    var picture = PLAIN.withDimensions(ratio("3:4")).withSeed(Optional.of(7L));

    assertThat(with(picture, options))
        .isInstanceOfSatisfying(
            Unsupported.class,
            unsupported -> assertThat(unsupported.why()).contains("set " + field + ":"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "1"})
  void rawOptionsAreAnObjectOrNotSent(String options) {
    assertThat(with(PLAIN, options)).isInstanceOf(Unsupported.class);
  }

  private static void assertSaidIf(
      boolean offered, String model, ImageSpec picture, String field, String value) {
    var wire = of(model, picture);
    if (offered) {
      assertThat(input(wire).path(field).toString()).as(model + " " + field).isEqualTo(value);
    } else {
      assertThat(wire).as(model + " " + field).isInstanceOf(Unsupported.class);
    }
  }

  private static JsonNode input(RequestBody wire) {
    return sent(wire).path("input");
  }

  private static RequestBody of(String model, ImageSpec picture) {
    return LiangxinWire.of(request(model, picture), Optional.empty());
  }

  private static RequestBody with(ImageSpec picture, String options) {
    return LiangxinWire.of(
        new ImageRequest("z-image", picture, Optional.of(options)), Optional.empty());
  }
}
